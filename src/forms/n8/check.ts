import type { Fault } from '../../errors.ts';
import { date, list, oneOf } from '../check/faults.ts';
import { parties, representative, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { N8_REASONS, type N8Facts } from './facts.ts';

/** Faults of a finished N8. */
export function n8Faults(facts: Draft<N8Facts>): readonly Fault[] {
  return [
    ...parties(facts),
    ...date(['terminationDate'], facts.terminationDate),
    ...list(['reasons'], facts.reasons, (reason, path) => oneOf(path, reason, N8_REASONS)),
    ...signer(['signer'], facts.signer, LANDLORD_CAPACITIES),
    ...representative(facts.representative),
  ];
}
