import type { ArrearsPeriod, N4Facts } from '../n4/facts.ts';
import type { FieldValue } from './field-value.ts';
import { date, money } from './field-value.ts';
import { headValues, representativeValues, signerValues } from './shared.ts';

/** Rows of the table on the official form. */
const ROWS = 3;

/** Values of the official N4 by field name. */
export function n4Values(facts: N4Facts): readonly FieldValue[] {
  return [
    ...headValues(facts, 'LANDLORD'),
    ...money('OweMeAmount', facts.rentOwedCents),
    date('PayDate', facts.terminationDate),
    ...intoRows(facts.periods).flatMap((period, index) => periodValues(period, index + 1)),
    ...money('TotalRentOwe', facts.rentOwedCents),
    ...signerValues(facts.signer),
    ...representativeValues(facts.representative),
  ];
}

function periodValues(period: ArrearsPeriod, row: number): readonly FieldValue[] {
  return [
    date(`ArrearFrom${row}`, period.from),
    date(`ArrearTo${row}`, period.to),
    ...money(`RentCharge${row}`, period.chargedCents),
    ...money(`RentPaid${row}`, period.paidCents),
    ...money(`RentOwe${row}`, period.owingCents),
  ];
}

/** Fits periods into the rows: with more periods than rows, the first row adds up the earliest. */
export function intoRows(periods: readonly ArrearsPeriod[]): readonly ArrearsPeriod[] {
  if (periods.length <= ROWS) return periods;
  const earlier = periods.slice(0, periods.length - ROWS + 1);
  return [earlier.reduce(joined), ...periods.slice(periods.length - ROWS + 1)];
}

function joined(first: ArrearsPeriod, next: ArrearsPeriod): ArrearsPeriod {
  return {
    from: first.from,
    to: next.to,
    chargedCents: first.chargedCents + next.chargedCents,
    paidCents: first.paidCents + next.paidCents,
    owingCents: first.owingCents + next.owingCents,
  };
}
