import type { Fault } from '../../errors.ts';
import { RENT_PERIOD_NOUNS } from '../../vocabulary/rent-period.ts';
import { cents, date, oneOf, text } from '../check/faults.ts';
import { parties } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { agreementSignerFaults } from '../notice/party-signatures.ts';
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
    ...agreementSignerFaults(facts),
  ];
}
