import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { LeaseTerms, Receipt } from '../../src/ledger/index.ts';

const FIRST_DAY = Temporal.PlainDate.from('2023-10-01');
const onDay = (days: number) => FIRST_DAY.add({ days }).toString();

/** A day from October 2023 on, leap day included. */
export const anyDate = (from = 0, to = 900) => fc.integer({ min: from, max: to }).map(onDay);

const cents = (least: number) => fc.integer({ min: least, max: 500_000 });

const agreed = fc.option(fc.record({ amountCents: cents(0) }), { nil: undefined });

/** Sound terms of every kind. */
export const anyTerms: fc.Arbitrary<LeaseTerms> = fc
  .record({
    startDay: fc.integer({ min: 60, max: 400 }),
    lengthDays: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null, freq: 2 }),
    rentalPeriod: fc.constantFrom('DAILY', 'WEEKLY', 'BIWEEKLY', 'MONTHLY', 'YEARLY' as const),
    rentDueDay: fc.option(fc.integer({ min: 1, max: 31 }), { nil: null }),
    rentDueWeekday: fc.option(fc.integer({ min: 1, max: 7 }), { nil: null }),
    partPeriods: fc.record({ first: agreed, last: agreed }),
    firstRent: cents(0),
    changes: fc.uniqueArray(fc.record({ effectiveOn: anyDate(401), amountCents: cents(0) }), {
      selector: ({ effectiveOn }) => effectiveOn,
      maxLength: 4,
    }),
  })
  .map(({ startDay, lengthDays, firstRent, changes, ...terms }) => ({
    ...terms,
    startsOn: onDay(startDay),
    endedOn: lengthDays === null ? null : onDay(startDay + lengthDays),
    rentSchedule: [...changes, { effectiveOn: onDay(startDay - 10), amountCents: firstRent }],
  }));

const anyReceipt = fc.record({
  amountCents: cents(1),
  receivedOn: anyDate(),
  period: fc.option(
    anyDate(0, 1000).map((date) => date.slice(0, 7)),
    { nil: null },
  ),
  status: fc.constantFrom('PAID', 'PAID', 'PAID', 'PENDING', 'FAILED', 'REFUNDED', 'VOID' as const),
});

/** Receipts of every status, each with an id of its own. */
export const anyReceipts: fc.Arbitrary<Receipt[]> = fc
  .array(anyReceipt, { maxLength: 25 })
  .map((receipts) => receipts.map((receipt, row) => ({ id: `r${row}`, ...receipt })));
