import type { Fault } from '../../errors.ts';
import { date, list, oneOf } from '../check/faults.ts';
import { parties, representative, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { eventFaults } from '../notice/events.ts';
import { N7_REASONS, type N7Facts } from './facts.ts';

/** Faults of a finished N7. */
export function n7Faults(facts: Draft<N7Facts>): readonly Fault[] {
  return [
    ...parties(facts),
    ...date(['terminationDate'], facts.terminationDate),
    ...list(['reasons'], facts.reasons, (reason, path) => oneOf(path, reason, N7_REASONS)),
    ...list(['events'], facts.events, eventFaults),
    ...signer(['signer'], facts.signer, LANDLORD_CAPACITIES),
    ...representative(facts.representative),
  ];
}
