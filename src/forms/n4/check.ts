import { faultAt } from '../../faults/faults.ts';
import { money } from '../../money/words.ts';
import type { Fault } from '../../errors.ts';
import { cents, date, list } from '../check/faults.ts';
import { parties, representative, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import type { ArrearsPeriod, N4Facts } from './facts.ts';

/** What keeps an N4 from being finished: missing facts, and sums that do not agree. */
export function n4Faults(facts: Draft<N4Facts>): readonly Fault[] {
  const faults = [
    ...parties(facts),
    ...cents(['rentOwedCents'], facts.rentOwedCents),
    ...date(['terminationDate'], facts.terminationDate),
    ...list(['periods'], facts.periods, periodFaults),
    ...signer(['signer'], facts.signer, LANDLORD_CAPACITIES),
    ...representative(facts.representative),
  ];
  return faults.length > 0 ? faults : sumFaults(facts);
}

function periodFaults(period: Draft<ArrearsPeriod>, path: readonly (string | number)[]): readonly Fault[] {
  const { chargedCents, paidCents, owingCents } = period;
  const faults = [
    ...date([...path, 'from'], period.from),
    ...date([...path, 'to'], period.to),
    ...cents([...path, 'chargedCents'], chargedCents),
    ...cents([...path, 'paidCents'], paidCents),
    ...cents([...path, 'owingCents'], owingCents),
  ];
  if (faults.length > 0) return faults;
  if ((chargedCents ?? 0) - (paidCents ?? 0) === owingCents) return [];
  return [faultAt([...path, 'owingCents'], 'sum_differs', 'Rent owing must be rent charged less rent paid.')];
}

function sumFaults(facts: Draft<N4Facts>): readonly Fault[] {
  const total = (facts.periods ?? []).reduce((sum, period) => sum + (period.owingCents ?? 0), 0);
  if (total === facts.rentOwedCents) return [];
  const message = `The amount on page 1 (${money(facts.rentOwedCents)}) must equal the total of the table (${money(total)}).`;
  return [faultAt(['rentOwedCents'], 'sum_differs', message)];
}
