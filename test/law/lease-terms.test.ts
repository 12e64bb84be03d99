import { screenLeaseTerms } from '../../src/law/index.ts';

const codesOf = (text: string) => screenLeaseTerms(text).map(({ code }) => code.replace('void_term_', ''));

const VOID: Readonly<Record<string, readonly string[]>> = {
  no_pets: ['Pets aren’t allowed.', 'The tenant shall not keep a dog.', 'Pet-free building.'],
  acceleration: [
    'On default the tenant owes the rent for all remaining months.',
    'Three months of rent become due if the tenant breaches.',
    'The landlord may demand the full rent for the term.',
  ],
  extra_deposit: ['A deposit against damage of $1,000 is due.'],
  forfeited_deposit: [
    'The tenant forfeits last month’s rent.',
    'The deposit won’t be returned.',
    'The deposit is applied to damages.',
  ],
  legal_fees: [
    'The tenant must pay the fees of the landlord’s lawyer.',
    'The tenant will cover the filing fee of the Board.',
    'The tenant covers the lawyer.',
  ],
  entry_at_any_time: [
    'Landlord can come into the apartment whenever he wants.',
    'The landlord shall have access without giving notice.',
    'The landlord may enter with 2 hours’ notice.',
    'Tenant allows unannounced entry by the landlord.',
  ],
  rent_increase_by_term: [
    'Each year the rent is raised by 5 %.',
    'The tenant agrees to pay 5% more each year.',
    'The rent for the second year is five per cent higher.',
  ],
  no_air_conditioner: [
    'No AC.',
    'Tenants can’t have air conditioners.',
    'The tenant agrees to refrain from installing an air conditioner.',
  ],
  no_subletting: [
    'The tenant cannot sub-let the unit.',
    'Neither subletting nor assignment is permitted.',
    'The tenant waives the right to assign.',
  ],
  extra_fee: ['Late payments cost $25 per day.', 'A fee of $100 is charged for late rent.'],
  interest_on_arrears: ['Late rent bears interest.'],
  no_guests: ['Guests may not stay more than three nights.', 'Visitors are not allowed after 10 pm.'],
  tenant_repairs: ['Repairs are the responsibility of the tenant.'],
  payments_in_advance: [
    'Tenant to provide 12 post-dated cheques.',
    'Rent is paid by pre-authorized debit only.',
  ],
  agreed_end: ['At the end of the term the tenant moves out.'],
};

const LAWFUL = [
  'The landlord may enter at any time in an emergency.',
  'The landlord must not enter without 24 hours of notice.',
  'The tenant may access the gym at any time.',
  'Rent increases follow the guideline each year.',
  'Rent is raised only as the Act allows.',
  'No air conditioner is supplied.',
  'The tenant needs no consent for an air conditioner.',
  'The tenant may not sublet without the consent of the landlord.',
  'The rent is due in full on the first day of each month.',
  'All rent is paid by e-transfer.',
  'The landlord keeps the deposit in trust.',
  'Each party bears its own legal costs.',
  'The tenant may pay with post-dated cheques or by e-transfer.',
  'Pets must not disturb the neighbours.',
  'Guests must use visitor parking.',
  'The landlord pays interest on the deposit each year; late rent is to be discussed.',
  'The tenant must leave the unit clean.',
  'No late fee is charged.',
];

test.each(Object.entries(VOID).flatMap(([code, terms]) => terms.map((term) => [code, term])))(
  'a void term, %s: %s',
  (code, term) => {
    expect(codesOf(term)).toContain(code);
  },
);

test.each(LAWFUL)('a lawful term: %s', (term) => {
  expect(codesOf(term)).toEqual([]);
});

test('a long text is read in little time', () => {
  expect(codesOf('a deposit and interest on late rent '.repeat(5000)).length).toBeGreaterThan(0);
});
