import type { RentIncreaseFacts } from '../rent-increase/facts.ts';
import { percentOf } from '../rent-increase/percent.ts';
import { addressLines } from '../value/address.ts';
import { fullName } from '../value/full-name.ts';
import { RENT_PERIOD_NOUNS } from '../../vocabulary/rent-period.ts';
import type { FieldValue } from './field-value.ts';
import { date, mark, money, text } from './field-value.ts';
import { representativeValues } from './shared.ts';

/** Circles of a period: month, week, other. The form has two rows of them, for the new rent and for the increase. */
const CIRCLES = 3;
const OTHER = 2;

function circleOf({ rentPeriod }: RentIncreaseFacts): number {
  if (rentPeriod === 'MONTHLY') return 0;
  return rentPeriod === 'WEEKLY' ? 1 : OTHER;
}

function periodValues(facts: RentIncreaseFacts): readonly FieldValue[] {
  const circle = circleOf(facts);
  return [
    ...mark('PaymentPeriodM', true, circle),
    ...mark('PaymentPeriodM', true, circle + CIRCLES),
    ...text('OtherSpecify', circle === OTHER ? RENT_PERIOD_NOUNS[facts.rentPeriod] : undefined),
  ];
}

/** The person who signs. The form has one field for the whole name, and no cells for the phone. */
function signerValues({ signer }: RentIncreaseFacts): readonly FieldValue[] {
  const { capacity, firstName, lastName, phone } = signer;
  return [
    ...mark('SelectSign', true, capacity === 'REPRESENTATIVE' ? 1 : 0),
    ...text('SignName', fullName({ firstName, lastName })),
    ...text('SignPhoneNum', phone),
  ];
}

/** Values of the official N1 by field name. The increase is within the guideline. */
export function n1Values(facts: RentIncreaseFacts): readonly FieldValue[] {
  const unit = addressLines(facts.rentalUnit).join(', ');
  const landlord = [...facts.landlords, ...addressLines(facts.landlordAddress)].join('\n');
  return [
    ...text('To_TenantName', [facts.tenants.join(', '), unit].join('\n')),
    ...text('From_LandlordName', landlord),
    ...text('RentUnitAddress', addressLines(facts.rentalUnit).join('\n')),
    date('StartDate', facts.effectiveOn),
    ...money('RentIncAmount1', facts.newRentCents),
    ...money('RentIncAmount2', facts.newRentCents - facts.rentBeforeCents),
    ...periodValues(facts),
    ...text('RentIncPercent', percentOf(facts.rentBeforeCents, facts.newRentCents)),
    ...mark('Check1', true),
    ...signerValues(facts),
    ...representativeValues(facts.representative),
  ];
}
