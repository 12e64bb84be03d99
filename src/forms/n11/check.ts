import type { Fault } from '../../errors.ts';
import { date } from '../check/faults.ts';
import { parties } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { agreementSignerFaults } from '../notice/party-signatures.ts';
import type { N11Facts } from './facts.ts';

/** Faults of a finished N11. */
export function n11Faults(facts: Draft<N11Facts>): readonly Fault[] {
  return [
    ...parties(facts),
    ...date(['terminationDate'], facts.terminationDate),
    ...agreementSignerFaults(facts),
  ];
}
