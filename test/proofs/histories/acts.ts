import { addDays } from '../../../src/calendar/date.ts';
import type { Rent } from './books.ts';
import { TERM_ACTS } from './term-acts.ts';
import { centsOf, daysAgo, later, money, mutate, openRows, stage, write, type Play } from './stage.ts';

async function pay(play: Play): Promise<void> {
  const cents = 1 + stage.random.below(Math.round(play.books.rentOn(stage.today) * 1.7));
  const on = later(daysAgo(40), play.books.startsOn);
  const period = stage.random.chance(0.5) ? addDays(on, stage.random.below(60) - 30).slice(0, 7) : undefined;
  const isRent = stage.random.chance(0.9);
  const input = {
    tenantId: play.id,
    amount: cents / 100,
    receivedOn: on,
    ...(period && isRent ? { period } : {}),
  };
  const fields = 'id period dueOn';
  const done = stage.random.chance(0.5)
    ? await write(play, 'post', '/v1/payments', { ...input, purpose: isRent ? 'Rent' : 'Charges' })
    : await mutate(
        play,
        'recordPayment',
        'RecordPaymentInput',
        {},
        { ...input, purpose: isRent ? 'RENT' : 'CHARGES' },
        fields,
      );
  if (!done) return;
  if (period && isRent) expect(done.period).toBe(period);
  play.paid.push({
    id: done.id,
    money: money(cents, on, { month: done.period, dueOn: done.dueOn, isRent }),
    status: 'Paid',
  });
  play.books.money.push(play.paid.at(-1)!.money);
}

async function credit(play: Play): Promise<void> {
  const cents = 1 + stage.random.below(60_000);
  const on = later(daysAgo(30), play.books.startsOn);
  const isRent = stage.random.chance(0.6);
  const period = isRent && stage.random.chance(0.3) ? on.slice(0, 7) : undefined;
  const input = { amount: cents / 100, on, note: 'Agreed', ...(period ? { period } : {}) };
  const kind = isRent
    ? stage.random.pick(['Credit', 'Discount'])
    : stage.random.pick(['Utility', 'Damage', 'Other']);
  const done = stage.random.chance(0.5)
    ? await write(play, 'post', `/v1/tenants/${play.id}/charges`, { kind, ...input })
    : await mutate(
        play,
        'addCharge',
        'AddChargeInput',
        { tenantId: play.id },
        { ...input, kind: kind === 'Damage' ? 'DAMAGE_AGREED' : kind.toUpperCase() },
        'id',
      );
  if (!done) return;
  const made = money(cents, on, { month: period ?? null });
  if (isRent) play.books.money.push(made);
  else play.books.extras.push(made);
  play.credits.push({ id: done.id, money: made });
}

async function voidCredit(play: Play): Promise<void> {
  const open = play.credits.filter(({ money: { until } }) => until === null);
  if (open.length === 0) return;
  const { id, money: made } = stage.random.pick(open);
  const done = stage.random.chance(0.5)
    ? await write(play, 'patch', `/v1/charges/${id}`, { status: 'Void', reason: 'A mistake' })
    : await mutate(play, 'voidCharge', 'VoidChargeInput', { id }, { reason: 'A mistake' }, 'id');
  if (done) made.until = stage.today;
}

async function giveBack(play: Play): Promise<void> {
  const held = play.paid.filter(({ status }) => status === 'Paid');
  if (held.length === 0) return;
  const one = stage.random.pick(held);
  const on = later(daysAgo(10), one.money.on);
  if (stage.random.chance(0.5)) {
    const done = stage.random.chance(0.5)
      ? await write(play, 'post', `/v1/payments/${one.id}/return`, { returnedOn: on })
      : await mutate(play, 'returnPayment', 'ReturnPaymentInput', { id: one.id }, { returnedOn: on }, 'id');
    if (!done) return;
    one.money.until = on;
    one.status = 'Failed';
    return;
  }
  const left = one.money.cents - one.money.refunds.reduce((sum, { cents }) => sum + cents, 0);
  const cents = stage.random.chance(0.3) ? left : 1 + stage.random.below(left);
  const input = { amount: cents / 100, refundedOn: on };
  const done = stage.random.chance(0.5)
    ? await write(play, 'post', `/v1/payments/${one.id}/refund`, input)
    : await mutate(play, 'refundPayment', 'RefundPaymentInput', { id: one.id }, input, 'id');
  if (!done) return;
  one.money.refunds.push({ on, cents });
  if (cents === left) one.status = 'Refunded';
}

async function makeGood(play: Play): Promise<void> {
  const failed = play.paid.filter(({ status }) => status === 'Failed');
  if (failed.length === 0) return;
  const one = stage.random.pick(failed);
  const done = stage.random.chance(0.5)
    ? await write(play, 'patch', `/v1/payments/${one.id}`, { status: 'Paid' })
    : await mutate(play, 'updatePayment', 'UpdatePaymentInput', { id: one.id }, { status: 'PAID' }, 'id');
  if (!done) return;
  one.money = money(one.money.cents, stage.today, {
    ...one.money,
    on: stage.today,
    until: null,
    refunds: [],
  });
  one.status = 'Paid';
  play.books.money.push(one.money);
}

async function correct(play: Play): Promise<void> {
  const held = play.paid.filter(({ status }) => status === 'Paid');
  if (held.length === 0) return;
  const one = stage.random.pick(held);
  const cents = 1 + stage.random.below(90_000);
  const isDay = stage.random.chance(0.5);
  const on = later(daysAgo(60), play.books.startsOn);
  const input = { ...(isDay ? { receivedOn: on } : { amount: cents / 100 }), reason: 'Read wrongly' };
  const done = stage.random.chance(0.5)
    ? await write(play, 'patch', `/v1/payments/${one.id}`, input)
    : await mutate(play, 'updatePayment', 'UpdatePaymentInput', { id: one.id }, input, 'id');
  if (!done) return;
  if (isDay) one.money.on = on;
  else one.money.cents = cents;
}

/** An expected row is paid, or forgiven. */
async function settle(play: Play): Promise<void> {
  const rows = await openRows(play);
  if (rows.length === 0) return;
  const row = stage.random.pick(rows);
  const status = stage.random.chance(0.6) ? 'Paid' : 'Void';
  const done = stage.random.chance(0.5)
    ? await write(play, 'patch', `/v1/payments/${row.id}`, { status })
    : await mutate(
        play,
        'updatePayment',
        'UpdatePaymentInput',
        { id: row.id },
        { status: status.toUpperCase() },
        'id',
      );
  if (!done) return;
  const made = money(centsOf(row.amount), stage.today, { dueOn: row.dueOn });
  play.books.money.push(made);
  if (status === 'Paid') play.paid.push({ id: row.id, money: made, status: 'Paid' });
}

async function changeRent(play: Play): Promise<void> {
  const { books } = play;
  const present = books.rentOn(stage.today);
  const isCorrection = stage.random.chance(0.4);
  const cents = Math.round(present * (0.8 + stage.random.number() * (isCorrection ? 0.4 : 0.2)));
  const basis = isCorrection ? { reason: 'A slip' } : {};
  const input = { rent: cents / 100, ...basis };
  const done = stage.random.chance(0.5)
    ? await write(play, 'patch', `/v1/tenants/${play.id}`, {
        ...input,
        ...(isCorrection ? { rentBasis: 'Correction' } : {}),
      })
    : await mutate(
        play,
        'updateTenant',
        'UpdateTenantInput',
        { id: play.id },
        { ...input, ...(isCorrection ? { rentBasis: 'CORRECTION' } : {}) },
        'id',
      );
  if (!done) return;
  if (isCorrection) {
    const row = books.rents.filter(({ on }) => on <= stage.today).sort((a, b) => (a.on < b.on ? 1 : -1))[0]!;
    row.cents = cents;
    delete row.formId;
    return;
  }
  const on = books.rentDayAfter(stage.today);
  books.rents = books.rents.filter((row) => row.on !== on);
  if (cents !== present) books.rents.push({ on, cents });
}

async function deposit(play: Play): Promise<void> {
  const cents = 1 + stage.random.below(play.books.rentOn(stage.today));
  const input = { amount: cents / 100 };
  const done = stage.random.chance(0.5)
    ? await write(play, 'post', `/v1/tenants/${play.id}/deposits`, input)
    : await mutate(play, 'recordDeposit', 'RecordDepositInput', { tenantId: play.id }, input, 'id');
  if (done) play.books.depositCents += cents;
}

async function end(play: Play): Promise<void> {
  const { books } = play;
  if (books.lastDay !== null) {
    const done = await write(play, 'post', `/v1/tenants/${play.id}/reopen`, { reason: 'They stay' });
    if (!done) return;
    books.lastDay = null;
    books.lastDayKnownOn = null;
    return;
  }
  const isNotice = stage.random.chance(0.6);
  const day = isNotice
    ? addDays(stage.today, 5 + stage.random.below(60))
    : later(daysAgo(20), books.startsOn);
  const done = isNotice
    ? await write(play, 'patch', `/v1/tenants/${play.id}`, { status: 'Notice', leaseEnd: day })
    : await mutate(
        play,
        'endTenancy',
        'EndTenancyInput',
        { id: play.id },
        { endedOn: day, reason: 'Left' },
        'id',
      );
  if (!done) return;
  // Who leaves before the end of the term owes its rent. A notice for another day replaces the term.
  books.lastDay = !isNotice && books.termEnd !== null ? later(day, books.termEnd) : day;
  books.lastDayKnownOn = stage.today;
}

/** An order or an agreement, which may raise the rent. */
async function raise(play: Play): Promise<void> {
  const { books } = play;
  const isOrder = stage.random.chance(0.5);
  const factor = isOrder ? 0.7 + stage.random.number() * 0.6 : 1.02;
  const cents = Math.floor(books.rentOn(stage.today) * factor);
  const on = books.rentDayAfter(isOrder ? later(daysAgo(60), books.startsOn) : addDays(stage.today, 7));
  const why = isOrder
    ? { rentBasis: 'Order', reason: 'File 1' }
    : { rentBasis: 'Agreement', agreedOn: stage.today };
  const body = { rent: cents / 100, rentEffectiveOn: on, ...why };
  const done = await write(play, 'patch', `/v1/tenants/${play.id}`, body);
  if (!done) return;
  // An agreement makes notices void that were given before it, for a later day.
  const isVoid = ({ on: from, givenOn }: Rent) => !isOrder && from > on && givenOn && givenOn <= stage.today;
  books.rents = [...books.rents.filter((row) => row.on !== on && !isVoid(row)), { on, cents }];
}

/** Money that was recorded by mistake: its row tells again what is owing. */
async function undo(play: Play): Promise<void> {
  const held = play.paid.filter(({ status }) => status === 'Paid');
  if (held.length === 0) return;
  const one = stage.random.pick(held);
  const done = await write(play, 'patch', `/v1/payments/${one.id}`, { status: 'Overdue' });
  if (!done) return;
  one.money.until = one.money.on;
  one.status = 'Undone';
}

/** What can happen to a tenancy, some of it more often. */
export const ACTS = [
  pay,
  pay,
  pay,
  credit,
  voidCredit,
  giveBack,
  giveBack,
  makeGood,
  correct,
  settle,
  settle,
  changeRent,
  changeRent,
  raise,
  undo,
  deposit,
  end,
  ...TERM_ACTS,
];
