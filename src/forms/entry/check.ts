import { SERVICE_METHODS } from '../../vocabulary/service-method.ts';
import type { Fault } from '../../errors.ts';
import { date, oneOf, text, time } from '../check/faults.ts';
import { parties, representative, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import type { EntryFacts } from './facts.ts';
import { ENTRY_REASONS } from './facts.ts';

/** Faults of a finished notice of entry. The caller checks the hours of entry. */
export function entryFaults(facts: Draft<EntryFacts>): readonly Fault[] {
  const isOther = facts.reason === 'OTHER_IN_AGREEMENT';
  return [
    ...parties(facts),
    ...text(['contact'], facts.contact),
    ...oneOf(['reason'], facts.reason, ENTRY_REASONS),
    ...text(['purpose'], facts.purpose),
    ...(isOther ? text(['agreementClause'], facts.agreementClause) : []),
    ...date(['entryOn'], facts.entryOn),
    ...time(['entryFrom'], facts.entryFrom),
    ...(facts.entryUntil === undefined ? [] : time(['entryUntil'], facts.entryUntil)),
    ...date(['givenOn'], facts.givenOn),
    ...time(['givenAt'], facts.givenAt),
    ...oneOf(['method'], facts.method, SERVICE_METHODS),
    ...signer(['signer'], facts.signer, LANDLORD_CAPACITIES),
    ...representative(facts.representative),
  ];
}
