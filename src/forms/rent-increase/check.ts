import type { Fault } from '../../errors.ts';
import { RENT_PERIOD_NOUNS } from '../../vocabulary/rent-period.ts';
import { cents, date, oneOf } from '../check/faults.ts';
import { parties, representative, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import type { RentIncreaseFacts, RentPeriodName } from './facts.ts';

const PERIODS = Object.keys(RENT_PERIOD_NOUNS) as RentPeriodName[];

/** Faults of a finished notice of rent increase. */
export function rentIncreaseFaults(facts: Draft<RentIncreaseFacts>): readonly Fault[] {
  return [
    ...parties(facts),
    ...date(['effectiveOn'], facts.effectiveOn),
    ...cents(['rentBeforeCents'], facts.rentBeforeCents),
    ...cents(['newRentCents'], facts.newRentCents),
    ...oneOf<string>(['rentPeriod'], facts.rentPeriod, PERIODS),
    ...signer(['signer'], facts.signer, LANDLORD_CAPACITIES),
    ...representative(facts.representative),
  ];
}
