export const TITLE = 'Schedule of Arrears';
export const SHEET_TITLE = 'Information Update before the Hearing';
export const LEAD =
  'Rent only: no deposits, utilities or fees. Each row has the balance after it. A payment counts from the day on which it was received.';
export const PERIODS = 'Rent owing by rental period';
export const EVENTS = 'The account of rent';
export const RETURNED = 'Returned payments, apart from rent';
export const DEPOSITS = 'Rent deposit, which is subtracted with its interest';

/** Matters of the update sheet, in KeyNest's own words: what may have changed since the application was filed. */
export const CHANGES: readonly string[] = [
  'The tenant has left the rental unit. On which day?',
  'A party has another name or address for documents.',
  'The tenant has paid rent. Which amounts, on which days?',
  'More rent has become due.',
  'The rent has changed. From which day, to which amount?',
  'A payment was returned, with charges.',
  'A part of the deposit or its interest was given back or used.',
  'The parties have agreed on a plan of payment.',
  'The landlord has another application about this tenancy.',
  'The amount that the landlord claims has changed.',
];
