import { addDays, daysBetween } from '../../../src/calendar/date.ts';

/** Money, or a credit that counts like it, from a day on. Days `YYYY-MM-DD`, amounts in cents. */
export interface Money {
  cents: number;
  on: string;
  /** The first day on which it no longer counts. */
  until: string | null;
  /** The month or the due day that it pays first. */
  month: string | null;
  dueOn: string | null;
  refunds: { on: string; cents: number }[];
  /** Rent, or what is owed apart from it. */
  isRent: boolean;
}

/** What a tenancy was charged apart from rent. */
export interface Extra {
  cents: number;
  on: string;
  until: string | null;
}

export interface Row {
  readonly dueOn: string;
  readonly charged: number;
  readonly owing: number;
}

export interface Account {
  readonly balance: number;
  readonly arrears: number;
  readonly other: number;
  readonly rows: readonly Row[];
}

/** Rent from a day on. */
export interface Rent {
  on: string;
  cents: number;
  /** The notice that raised it, and the day it was given. */
  formId?: string;
  givenOn?: string;
}

const monthOf = (day: string) => day.slice(0, 7);

/** The days of a month, counted by going through it. */
function lengthOf(month: string): number {
  let days = 28;
  while (monthOf(addDays(`${month}-01`, days)) === month) days += 1;
  return days;
}

/**
 * The books of a tenancy as a bookkeeper would keep them: every day is gone through, and no code of the ledger is used.
 */
export class Books {
  readonly startsOn: string;
  /** Day of the month; null for weekly rent. */
  readonly dueDay: number | null;
  rents: Rent[];
  money: Money[] = [];
  extras: Extra[] = [];
  /** The last day of the fixed term that was agreed. */
  termEnd: string | null = null;
  /** The day through which rent is charged. */
  lastDay: string | null = null;
  lastDayKnownOn: string | null = null;
  depositCents = 0;
  /** The part of the deposit that pays the last period. */
  applied: Money | null = null;

  constructor(startsOn: string, dueDay: number | null, rentCents: number) {
    this.startsOn = startsOn;
    this.dueDay = dueDay;
    this.rents = [{ on: startsOn, cents: rentCents }];
  }

  /** The day, or the last one through which rent is charged where that is earlier. */
  endOr(day: string): string {
    return this.lastDay !== null && this.lastDay < day ? this.lastDay : day;
  }

  rentOn(day: string): number {
    return this.rents.filter(({ on }) => on <= day).sort((a, b) => (a.on < b.on ? 1 : -1))[0]?.cents ?? 0;
  }

  isRentDay(day: string): boolean {
    if (this.dueDay === null) return daysBetween(this.startsOn, day) % 7 === 0;
    return Number(day.slice(8)) === Math.min(this.dueDay, lengthOf(monthOf(day)));
  }

  rentDayAfter(day: string): string {
    let next = addDays(day, 1);
    while (!this.isRentDay(next)) next = addDays(next, 1);
    return next;
  }

  /** Due days through a day, with what is charged for each. */
  charges(through: string): { dueOn: string; charged: number }[] {
    const found: { dueOn: string; charged: number }[] = [];
    for (let day = this.startsOn; day <= through; day = addDays(day, 1)) {
      if (this.lastDay !== null && day > this.lastDay) break;
      if (day === this.startsOn || this.isRentDay(day))
        found.push({ dueOn: day, charged: this.#chargeFrom(day) });
    }
    return found;
  }

  #chargeFrom(day: string): number {
    let first = day;
    while (!this.isRentDay(first)) first = addDays(first, -1);
    const next = this.rentDayAfter(day);
    const end = this.lastDay !== null && this.lastDay < next ? addDays(this.lastDay, 1) : next;
    const [lived, whole] = [daysBetween(day, end), daysBetween(first, next)];
    return Math.round((this.rentOn(day) * lived) / whole);
  }

  /** What pays rent at the end of a day. */
  #held(day: string, isRent: boolean, depositsOf = day): Money[] {
    const applied = this.applied && this.applied.on <= depositsOf ? [{ ...this.applied, on: day }] : [];
    return [...this.money, ...applied]
      .filter((money) => money.isRent === isRent && money.on <= day && !(money.until && money.until <= day))
      .map((money) => {
        const back = money.refunds.filter(({ on }) => on <= day).reduce((sum, { cents }) => sum + cents, 0);
        return { ...money, cents: money.cents - back };
      });
  }

  /** The account of a day; `known`: with the money of another day. A deposit is known to pay a day ahead. */
  account(day: string, known = day): Account {
    const rows = this.charges(day).map((charge) => ({ ...charge, owing: charge.charged }));
    const money = this.#held(known, true, day);
    const pay = (one: Money, which: { owing: number }[]) => {
      for (const row of which) {
        const cents = Math.min(one.cents, row.owing);
        row.owing -= cents;
        one.cents -= cents;
      }
    };
    const ahead = this.charges(addDays(day, 70)).filter(({ dueOn }) => dueOn > day);
    const later = ahead.map((charge) => ({ ...charge, owing: charge.charged }));
    for (const one of money.filter(({ dueOn }) => dueOn !== null))
      pay(
        one,
        [...rows, ...later].filter(({ dueOn }) => dueOn === one.dueOn),
      );
    for (const one of money)
      pay(
        one,
        [...rows, ...later].filter(
          ({ dueOn }) => monthOf(dueOn) === (one.dueOn ? monthOf(one.dueOn) : one.month),
        ),
      );
    const kept = later.reduce((sum, { charged, owing }) => sum + charged - owing, 0);
    for (const one of money) pay(one, rows);
    const arrears = rows.reduce((sum, { owing }) => sum + owing, 0);
    const left = money.reduce((sum, { cents }) => sum + cents, 0);
    return { balance: arrears - left - kept, arrears, other: this.#other(day), rows };
  }

  #other(day: string): number {
    const owed = this.extras
      .filter(({ on, until }) => on <= day && !(until && until <= day))
      .reduce((sum, { cents }) => sum + cents, 0);
    return this.#held(day, false).reduce((sum, { cents }) => sum - cents, owed);
  }

  /** What has an open row on a day: all that is owing, and what falls due within some days. */
  open(today: string, daysAhead: number): { dueOn: string; cents: number; isOverdue: boolean }[] {
    return this.account(addDays(today, daysAhead), today)
      .rows.filter(({ owing }) => owing > 0)
      .map(({ dueOn, owing }) => ({ dueOn, cents: owing, isOverdue: dueOn < today }));
  }

  /** The deposit pays the last period once the last day is known (RTA s.106(10)). */
  alignDeposit(today: string): void {
    const last = this.lastDay === null ? undefined : this.charges(this.lastDay).at(-1);
    const cents = Math.min(this.depositCents, last?.charged ?? 0);
    const applied = this.applied;
    if ((applied?.cents ?? 0) === cents && (cents === 0 || applied?.dueOn === last?.dueOn)) return;
    if (applied) this.money.push({ ...applied, until: applied.on > today ? applied.on : today });
    this.applied = null;
    if (!last || cents === 0) return;
    const since = applied ? today : (this.lastDayKnownOn ?? today);
    const on = last.dueOn > since ? last.dueOn : since;
    const { dueOn } = last;
    this.applied = { cents, on, until: null, month: null, dueOn, refunds: [], isRent: true };
  }
}
