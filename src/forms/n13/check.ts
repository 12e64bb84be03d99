import type { Fault } from '../../errors.ts';
import { date, oneOf, text } from '../check/faults.ts';
import { parties, representative, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { N13_REASONS, type N13Facts, PERMITS } from './facts.ts';

/** Faults of a finished N13. */
export function n13Faults(facts: Draft<N13Facts>): readonly Fault[] {
  return [
    ...parties(facts),
    ...date(['terminationDate'], facts.terminationDate),
    ...oneOf(['reason'], facts.reason, N13_REASONS),
    ...text(['details'], facts.details),
    ...oneOf(['permits'], facts.permits, PERMITS),
    ...signer(['signer'], facts.signer, LANDLORD_CAPACITIES),
    ...representative(facts.representative),
  ];
}
