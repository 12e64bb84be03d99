import { addDays } from '../../src/calendar/date.ts';
import { toColumn } from '../../src/db/date-column.ts';
import { TODAY } from '../support/clock.ts';
import type { KeyNest } from '../support/keynest.ts';
import type { Random } from './reads/random.ts';

const PERIODS = ['DAILY', 'WEEKLY', 'BIWEEKLY', 'MONTHLY', 'MONTHLY', 'YEARLY'] as const;
const CREDITS = ['CREDIT', 'DISCOUNT', 'DEPOSIT'] as const;
const OTHERS = ['NSF_BANK', 'UTILITY', 'OTHER'] as const;

export type Home = Readonly<{ tenantId: string; leaseId: string }>;

/** Makes tenancies with money of every kind around today, past what the commands would take. */
export class RandomTenancies {
  readonly #keynest: KeyNest;
  readonly #random: Random;

  constructor(keynest: KeyNest, random: Random) {
    this.#keynest = keynest;
    this.#random = random;
  }

  /** A day within so many before another, which lies so many ahead of today. */
  around(days: number, ahead = 0): string {
    return addDays(TODAY, ahead - this.#random.below(days));
  }

  /** How a tenancy ends: not, with a known last day, over, over with rent owed for longer, or before it began. */
  async #end({ leaseId }: Home, startsOn: string): Promise<void> {
    const kind = this.#random.pick(['not', 'not', 'notice', 'over', 'owed longer', 'never began']);
    const on = toColumn(addDays(startsOn, 1 + this.#random.below(380)));
    const longer = new Date(on.getTime() + 40 * 86_400_000);
    const data = {
      not: {},
      notice: { status: 'NOTICE' as const, lastDayOn: on },
      over: { status: 'PAST' as const, endedOn: on },
      'owed longer': { status: 'PAST' as const, endedOn: on, rentOwedUntil: longer },
      'never began': { status: 'PAST' as const },
    }[kind]!;
    await this.#keynest.prisma.lease.update({ where: { id: leaseId }, data });
  }

  /** What the money was meant for: a day, a month, both or the oldest rent. */
  #named(receivedOn: string) {
    const on = addDays(receivedOn, this.#random.below(90) - 45);
    const [period, dueOn] = [on.slice(0, 7), toColumn(on)];
    return this.#random.pick([{ period }, { period: null }, { period: null, dueOn }, { period, dueOn }]);
  }

  #refundsOf(receivedOn: string) {
    const refund = () => ({
      on: addDays(receivedOn, this.#random.below(40)),
      amountCents: 1 + this.#random.below(200),
    });
    return this.#random.chance(0.7) ? [] : [refund(), refund()].slice(this.#random.below(2));
  }

  /** Money that came, perhaps went back in part or whole, was refunded, failed, or came again. */
  async #addPayment(home: Home): Promise<void> {
    const receivedOn = this.around(500);
    const status = this.#random.pick(['PAID', 'PAID', 'PAID', 'REFUNDED', 'FAILED', 'VOID'] as const);
    const returns = this.#random.chance(0.75)
      ? []
      : [0, 1].slice(this.#random.below(2)).map(() => {
          const first = this.around(500);
          const returnedOn = addDays(first, this.#random.below(60));
          return { receivedOn: first, returnedOn, amountCents: 40_000, refunds: this.#refundsOf(first) };
        });
    await this.#keynest.own.payment(home, {
      amountCents: 1_000 + this.#random.below(150_000),
      receivedOn,
      status,
      ...this.#named(receivedOn),
      ...(this.#random.chance(0.15) ? { purpose: 'CHARGES' as const, period: null, dueOn: null } : {}),
      ...(this.#random.chance(0.2)
        ? { source: 'EXPECTED' as const, returnedOn: this.#random.chance(0.5) ? toColumn(receivedOn) : null }
        : {}),
      returns,
      refunds: this.#refundsOf(receivedOn),
    });
  }

  /** A credit or a charge apart from rent, perhaps taken back. */
  async #addCharge(home: Home): Promise<void> {
    const onDate = this.around(450, 30);
    const id = await this.#keynest.own.charge(home);
    const voidedOn = this.#random.chance(0.4) ? toColumn(addDays(onDate, this.#random.below(60))) : null;
    const isCredit = this.#random.chance(0.6);
    const data = {
      kind: this.#random.pick(isCredit ? CREDITS : OTHERS),
      amountCents: 1 + this.#random.below(60_000),
      onDate: toColumn(onDate),
      voidedOn,
      ...(isCredit ? this.#named(onDate) : {}),
    };
    await this.#keynest.prisma.charge.update({ where: { id }, data });
  }

  /** One more tenancy. */
  async add(name: string): Promise<Home> {
    const { own, prisma, services } = this.#keynest;
    const startsOn = this.around(450, 20);
    const rentalPeriod = this.#random.pick(PERIODS);
    const home = await own.home({ startsOn, rentCents: 70_000, rentalPeriod, name });
    await this.#end(home, startsOn);
    for (let rents = this.#random.below(3); rents > 0; rents -= 1) {
      await prisma.leaseRent.create({
        data: {
          id: services.newId('LeaseRent'),
          workspaceId: own.workspace.id,
          leaseId: home.leaseId,
          effectiveOn: toColumn(addDays(startsOn, rents * 90 + this.#random.below(60))),
          amountCents: 1 + this.#random.below(150_000),
          standing: this.#random.pick(['LAWFUL', 'LAWFUL', 'CANCELLED']),
        },
      });
    }
    for (let payments = this.#random.below(12); payments > 0; payments -= 1) await this.#addPayment(home);
    for (let charges = this.#random.below(5); charges > 0; charges -= 1) await this.#addCharge(home);
    return home;
  }
}
