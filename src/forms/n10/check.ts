import type { Fault } from '../../errors.ts';
import { RENT_PERIOD_NOUNS } from '../../vocabulary/rent-period.ts';
import { cents, date, list, oneOf, text } from '../check/faults.ts';
import { parties, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { IN_EXCHANGE_FOR, type N10Facts } from './facts.ts';

/** Faults of a finished N10. */
export function n10Faults(facts: Draft<N10Facts>): readonly Fault[] {
  return [
    ...parties(facts),
    ...date(['effectiveOn'], facts.effectiveOn),
    ...cents(['rentBeforeCents'], facts.rentBeforeCents),
    ...cents(['newRentCents'], facts.newRentCents),
    ...oneOf<string>(['rentPeriod'], facts.rentPeriod, Object.keys(RENT_PERIOD_NOUNS)),
    ...oneOf<string>(['inExchangeFor'], facts.inExchangeFor, IN_EXCHANGE_FOR),
    ...text(['purpose'], facts.purpose),
    ...signer(['landlordSigner'], facts.landlordSigner, LANDLORD_CAPACITIES),
    ...list(['tenantSigners'], facts.tenantSigners, (one, path) => [
      ...text([...path, 'firstName'], one.firstName),
      ...text([...path, 'lastName'], one.lastName),
    ]),
  ];
}
