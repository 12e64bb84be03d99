import { faultAt } from '../../faults/faults.ts';
import { money } from '../../money/words.ts';
import type { Fault } from '../../errors.ts';
import { cents, date, list } from '../check/faults.ts';
import { parties, representative, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import type { ArrearsPeriod, N4Facts } from './facts.ts';

/** Faults of a finished N4: missing facts and amounts that do not add up. */
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
  return [
    faultAt(
      [...path, 'owingCents'],
      'sum_differs',
      'The rent owing differs from the rent charged less the rent paid. Correct the amounts.',
    ),
  ];
}

function sumFaults(facts: Draft<N4Facts>): readonly Fault[] {
  const total = (facts.periods ?? []).reduce((sum, period) => sum + (period.owingCents ?? 0), 0);
  if (total === facts.rentOwedCents) return [];
  const message = `The amount on page 1 is ${money(facts.rentOwedCents)}, but the table adds up to ${money(total)}. Make them equal.`;
  return [faultAt(['rentOwedCents'], 'sum_differs', message)];
}
