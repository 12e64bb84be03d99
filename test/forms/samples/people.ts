import type { Address, Representative, Signer } from '../../../src/forms/index.ts';

export const unit: Address = {
  street: '145 Queen Street East',
  unit: 'Unit 1204',
  city: 'Toronto',
  province: 'ON',
  postalCode: 'M5A 1S4',
};

export const parties = {
  tenants: ['Maria Santos', 'Jonathan Okafor'],
  landlords: ['Priya Raman'],
  rentalUnit: unit,
};

export const landlord: Signer = {
  capacity: 'LANDLORD',
  firstName: 'Priya',
  lastName: 'Raman',
  phone: '(416) 555-0142',
};

export const representative: Representative = {
  name: 'Chidi Anagonye-Świątek',
  lawSocietyNumber: 'P12345',
  company: 'Anagonye Paralegal Professional Corporation',
  address: {
    street: '88 Bay Street',
    unit: 'Suite 400',
    city: 'Hamilton',
    province: 'ON',
    postalCode: 'L8P 4S8',
  },
  phone: '(905) 555-0101',
  fax: '(905) 555-0102',
};

export const eightTenants: readonly string[] = [
  'Zoë Đặng',
  'Łukasz Żółć',
  '王小明',
  'Πέτρος Παπαδόπουλος',
  'محمد الأحمد',
  'Наталія Ґалаґан',
  'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley Senior',
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller'.repeat(3),
];

export const longAddress: Address = {
  street:
    '1234567 Regional Road 57 at the Corner of the Old Schoolhouse Side Road, rear building, second floor, '.repeat(
      3,
    ),
  unit: 'Basement, door at the side',
  city: 'Municipality of Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
  province: 'ON',
  postalCode: 'K0M 1A0',
};

export const hostileParties = {
  tenants: eightTenants,
  landlords: [
    'The Estate of the Late Honourable Sir Reginald Featherstonehaugh-Cholmondeley of Kincardine, by its trustees',
    '山田 さくら (Sakura Yamada)',
  ],
  rentalUnit: longAddress,
};

export const LONG_TEXT =
  'At about this time loud music and shouting could be heard through the floor for more than two hours; the neighbours in units 1104 and 1304 wrote down when it began and ended. '.repeat(
    4,
  );
