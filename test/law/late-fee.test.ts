import { namesLateFee } from '../../src/law/index.ts';

test.each([
  'Late payment fee',
  'fee for paying late',
  'Overdue charge',
  'arrears surcharge',
  'Latefee',
  'Late rent admin',
  'Frais de retard',
  'Pénalité',
  'Intérêts',
  'interest on arrears',
  '5% on the rent that came late',
  'Charge because the rent was late',
  'A charge, since payment was past due',
  'For paying late',
  'Late payment',
  'Late with the rent of November',
  'Rent paid late',
  'Rent of November came late',
  'November rent, overdue',
  'Payment was late',
  'Loyer payé en retard',
])('a late fee, a penalty or interest: %s', (words) => {
  expect(namesLateFee(words)).toBe(true);
});

test.each([
  'Key replacement',
  'Chocolate fee',
  'Parking, late in November',
  'Hydro bill of October, came late',
  'NSF charge of the bank',
  'Translation fee',
  'Plate charge',
  'Parking rented late in November',
  'Cleaning, agreed late in the payment plan',
  'Rental of a van, returned late',
  'Unpaid hydro bill',
  'Repair of the later building, at cost',
])('another charge: %s', (words) => {
  expect(namesLateFee(words)).toBe(false);
});
