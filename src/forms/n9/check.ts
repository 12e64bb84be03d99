import type { Fault } from '../../errors.ts';
import { date, list } from '../check/faults.ts';
import { parties, representative, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { TENANT_CAPACITIES } from '../notice/capacity.ts';
import type { N9Facts } from './facts.ts';

/** Faults of a finished N9. */
export function n9Faults(facts: Draft<N9Facts>): readonly Fault[] {
  return [
    ...parties(facts),
    ...date(['terminationDate'], facts.terminationDate),
    ...list(['signers'], facts.signers, (one, path) => signer(path, one, TENANT_CAPACITIES)),
    ...representative(facts.representative),
  ];
}
