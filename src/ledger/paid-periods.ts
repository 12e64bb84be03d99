import { dateFaults, refuse } from '../faults/faults.ts';
import { allocate, upcomingCharges } from './allocation.ts';
import { chargePlan, type Charge, type ChargePlan } from './charge.ts';
import { receiptFaults, receivedBy, type Receipt } from './receipt.ts';
import { termsFaults, type LeaseTerms } from './terms.ts';

/** What money paid of one rental period. Days YYYY-MM-DD, both included. */
export interface PaidPeriod {
  readonly from: string;
  readonly to: string;
  /** Cents, at least one. */
  readonly amountCents: number;
}

/** What is paid of each period, by its first day: of those due, and of later ones that credit pays ahead. */
function coverage(plan: ChargePlan, receipts: readonly Receipt[], asOf: string): Map<string, PaidPeriod> {
  const allocation = allocate(plan, receipts, asOf);
  const covered = new Map<string, PaidPeriod>();
  const cover = ({ from, to }: Charge, amountCents: number) => {
    if (amountCents > 0) covered.set(from, { from, to, amountCents });
  };
  for (const row of allocation.settled) cover(row, row.paidCents);
  const held = [...allocation.heldByDueDay.values(), ...allocation.heldByMonth.values()];
  let creditCents = held.reduce((sum, cents) => sum + cents, allocation.freeCents);
  if (creditCents === 0) return covered;
  for (const { charge, remainingCents } of upcomingCharges(plan, allocation, asOf)) {
    const aheadCents = charge.chargedCents - remainingCents;
    cover(charge, aheadCents);
    creditCents -= aheadCents;
    if (creditCents <= 0) break;
  }
  return covered;
}

function difference(
  before: ReadonlyMap<string, PaidPeriod>,
  after: ReadonlyMap<string, PaidPeriod>,
): PaidPeriod[] {
  return [...after.values()]
    .map((period) => ({
      ...period,
      amountCents: period.amountCents - (before.get(period.from)?.amountCents ?? 0),
    }))
    .filter(({ amountCents }) => amountCents > 0)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

/**
 * The rental periods that each of some receipts paid, oldest first: what was paid once it came, less what was paid before
 * it. So the receipts of a tenancy together name no more of a period than was paid. Money that no period needs is left out.
 * One receipt at a time, since many in one piece would hold other requests up.
 * @throws DomainError `BAD_INPUT` with every fault of the terms, the paid receipts and the date.
 */
export function* paidPeriods(
  terms: LeaseTerms,
  receipts: readonly Receipt[],
  asOf: string,
  ids: ReadonlySet<string>,
): Generator<[id: string, periods: PaidPeriod[]]> {
  refuse([...termsFaults(terms), ...receiptFaults(receipts), ...dateFaults(['asOf'], asOf)]);
  const plan = chargePlan(terms);
  const held = new Set(receivedBy(receipts, asOf).map(({ id }) => id));
  // As they were received: the allocation takes off what was given back.
  const money = receipts
    .filter(({ id }) => held.has(id))
    .toSorted((a, b) => (`${a.receivedOn} ${a.id}` < `${b.receivedOn} ${b.id}` ? -1 : 1));
  let last: { readonly count: number; readonly covered: ReadonlyMap<string, PaidPeriod> } | null = null;
  for (const [index, { id }] of money.entries()) {
    if (!ids.has(id)) continue;
    const before: ReadonlyMap<string, PaidPeriod> =
      last?.count === index ? last.covered : coverage(plan, money.slice(0, index), asOf);
    const covered = coverage(plan, money.slice(0, index + 1), asOf);
    yield [id, difference(before, covered)];
    last = { count: index + 1, covered };
  }
}
