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
  'Unpaid hydro bill',
  'Repair of the later building, at cost',
])('another charge: %s', (words) => {
  expect(namesLateFee(words)).toBe(false);
});
