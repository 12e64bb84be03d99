import { fromColumn } from '../../db/date-column.ts';
import type { LeaseRent } from '../../generated/prisma/client.ts';
import type { RentBasis } from '../../generated/prisma/enums.ts';
import { nextIncreaseFrom, type Warning } from '../../law/index.ts';
import { money } from '../../money/words.ts';

type Row = Pick<LeaseRent, 'effectiveOn' | 'amountCents' | 'basis' | 'standing' | 'reason'>;

/** A rent of the tenancy in the new unit. */
export interface MovedRent {
  readonly effectiveOn: string;
  readonly amountCents: number;
  readonly basis: RentBasis;
  readonly reason: string | null;
}

/** Why a higher rent stays with the unit that the tenants leave, and its section. */
const STAYS: Readonly<Partial<Record<RentBasis, readonly [why: string, section: string]>>> = {
  INCREASE: [
    'its notice names the unit that the tenants leave. Twelve months count from the move; serve a new notice for the new unit.',
    'RTA ss.116(3), 119(1)',
  ],
  AGREEMENT: [
    'it was agreed for the unit that the tenants leave. Sign an agreement for the new unit.',
    'RTA s.121(1)',
  ],
  ORDER: [
    'its order is about the unit that the tenants leave. Record an order for the new unit.',
    'RTA s.126',
  ],
};
const ELSE = 'only a lower rent moves with the tenants. Record it for the new unit if it is lawful there.';

function leftBehind({ effectiveOn, amountCents, basis }: Row, on: string): Warning {
  const [why, section] = STAYS[basis] ?? [ELSE];
  return {
    code: 'rent_change_left',
    message: `The rent of ${money(amountCents)} from ${fromColumn(effectiveOn)} does not move with the tenants: ${why}`,
    ...(section ? { section } : {}),
    ...(basis === 'INCREASE' ? { date: nextIncreaseFrom([], on) } : {}),
  };
}

/**
 * The rents of a tenancy that goes on in another unit from a day: the rent of the day before, and lower rents that were
 * scheduled. A notice of increase names its unit, so higher rents stay behind, each with a warning. `rows`: oldest first.
 */
export function movedRents(rows: readonly Row[], on: string): { rents: MovedRent[]; warnings: Warning[] } {
  const lawful = rows.filter(({ standing }) => standing === 'LAWFUL');
  const before = lawful.findLast(({ effectiveOn }) => fromColumn(effectiveOn) < on) ?? lawful[0];
  if (!before) return { rents: [], warnings: [] };
  let rentCents = before.amountCents;
  const rents: MovedRent[] = [{ effectiveOn: on, amountCents: rentCents, basis: 'INITIAL', reason: null }];
  const warnings: Warning[] = [];
  for (const row of rows.filter((later) => fromColumn(later.effectiveOn) >= on)) {
    const { amountCents, basis, reason, standing } = row;
    const effectiveOn = fromColumn(row.effectiveOn);
    if (amountCents > rentCents) warnings.push(leftBehind(row, on));
    if (amountCents >= rentCents || standing !== 'LAWFUL') continue;
    rentCents = amountCents;
    if (effectiveOn === on) rents[0] = { effectiveOn, amountCents, basis: 'INITIAL', reason };
    else rents.push({ effectiveOn, amountCents, basis, reason });
  }
  return { rents, warnings };
}
