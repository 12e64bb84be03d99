import { faultAt } from '../../faults/faults.ts';
import type { Fault } from '../../errors.ts';
import { date, oneOf } from '../check/faults.ts';
import { parties, representative, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import type { N12Facts, Relation } from './facts.ts';
import { RELATIONS } from './facts.ts';

/** Faults of a finished N12. */
export function n12Faults(facts: Draft<N12Facts>): readonly Fault[] {
  return [
    ...parties(facts),
    ...date(['terminationDate'], facts.terminationDate),
    ...oneOf(['side'], facts.side, ['LANDLORD', 'PURCHASER']),
    ...personFaults(facts),
    ...signer(['signer'], facts.signer, LANDLORD_CAPACITIES),
    ...representative(facts.representative),
  ];
}

function personFaults({ movingIn = [], caregiverFor = [] }: Draft<N12Facts>): readonly Fault[] {
  if (movingIn.length + caregiverFor.length === 0) {
    const message =
      'An N12 must state the persons who will move in, or the persons in the care of a caregiver. Add at least one.';
    return [faultAt(['movingIn'], 'required', message)];
  }
  const known = (list: readonly Relation[], name: string): readonly Fault[] =>
    list.flatMap((relation, index) => oneOf([name, index], relation, RELATIONS));
  return [...known(movingIn, 'movingIn'), ...known(caregiverFor, 'caregiverFor')];
}
