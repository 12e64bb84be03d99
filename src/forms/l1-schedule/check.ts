import type { Fault } from '../../errors.ts';
import { cents, date, list } from '../check/faults.ts';
import { parties, representative, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import type { L1ScheduleFacts } from './facts.ts';

/** Faults of a finished schedule of arrears. */
export function l1ScheduleFaults(facts: Draft<L1ScheduleFacts>): readonly Fault[] {
  return [
    ...parties(facts),
    ...date(['asOf'], facts.asOf),
    ...list(['periods'], facts.periods, ({ owingCents }, path) => cents([...path, 'owingCents'], owingCents)),
    ...signer(['signer'], facts.signer, LANDLORD_CAPACITIES),
    ...representative(facts.representative),
  ];
}
