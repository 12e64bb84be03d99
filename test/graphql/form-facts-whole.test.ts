import { getNamedType, isInterfaceType, isObjectType, type GraphQLOutputType } from 'graphql';
import { schema } from '../../src/graphql/schema.ts';
import type { FactsByType } from '../../src/forms/index.ts';
import { FormType } from '../../src/generated/prisma/enums.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { entryHostile } from '../forms/samples/entry.ts';
import { n11, n13, n7, n8Hostile } from '../forms/samples/endings.ts';
import { l1Schedule } from '../forms/samples/l1-schedule.ts';
import { leaseHostile } from '../forms/samples/lease.ts';
import { n4ManyScripts } from '../forms/samples/n4.ts';
import { n12 } from '../forms/samples/n12.ts';
import { n5 } from '../forms/samples/n5.ts';
import { n9 } from '../forms/samples/n9.ts';
import { paymentAgreement } from '../forms/samples/payment-agreement.ts';
import { landlord, representative as person, unit } from '../forms/samples/people.ts';
import { n1, n10 } from '../forms/samples/rent-increase.ts';

/** Facts with every optional one, and lists that are not empty: a new fact without a sample does not compile. */
type Whole<Facts> = Facts extends readonly (infer Item)[]
  ? readonly [Whole<Item>, ...Whole<Item>[]]
  : Facts extends object
    ? { readonly [Key in keyof Facts]-?: Whole<Exclude<Facts[Key], undefined>> }
    : Facts;

const representative = {
  ...person,
  lawSocietyNumber: 'P1',
  company: 'Firm',
  fax: '(905) 555-0102',
  address: { ...person.address, unit: 'Suite 4' },
};
const home = { ...unit, unit: 'Unit 1' };
const names = { tenants: ['Maria Santos'], landlords: ['Priya Raman'], rentalUnit: home } as const;
const signers = { ...names, signer: landlord, representative } as const;
const tenantSigners = [{ ...landlord, capacity: 'TENANT' }] as const;
const agreed = { ...names, landlordSigner: landlord, tenantSigners, representative } as const;
const increase = { ...n1, ...signers, landlordAddress: home };
const event = { on: '2026-11-07', at: '23:40', what: 'A party.' };
const period = {
  from: '2026-10-01',
  to: '2026-10-31',
  chargedCents: 240_000,
  paidCents: 100,
  owingCents: 239_900,
};
const [instalment] = paymentAgreement.instalments;
const late = {
  from: '2026-10-01',
  to: '2026-10-31',
  dueOn: '2026-10-01',
  chargedCents: 240_000,
  paidOn: '2026-10-09',
  daysLate: 8,
  owingCents: 100,
};
const lease = {
  ...leaseHostile,
  ...names,
  tenants: [{ firstName: 'Maria', lastName: 'Santos' }],
  parking: '1',
  noticeAddress: home,
  emailService: { agreed: true, addresses: ['ana@example.com'] },
  dailyContact: { given: true, details: '(416) 555-0142' },
  rent: {
    ...leaseHostile.rent,
    parkingCents: 100,
    services: [{ description: 'Locker', amountCents: 200 }],
    partial: { amountCents: 1, dueOn: '2026-12-16', from: '2026-12-16', to: '2026-12-31' },
    returnedPaymentCents: 2000,
  },
  services: {
    ...leaseHostile.services,
    others: [{ description: 'Bicycle room', included: true }],
    details: 'Locker 31',
    utilityDetails: 'An account.',
  },
  discount: { offered: true, description: '2 %' },
  rentDeposit: { required: true, amountCents: 300 },
  keyDeposit: { required: true, amountCents: 400, description: '2 keys' },
  smoking: { hasRules: true, rules: 'None.' },
  additionalTerms: { attached: true, text: 'More.' },
} as const;

const SAMPLES: { readonly [Type in FormType]: readonly Whole<FactsByType[Type]>[] } = {
  N1: [increase],
  N2: [increase],
  N4: [{ ...n4ManyScripts, ...signers, periods: [period] }],
  N5: [
    {
      ...n5,
      ...signers,
      interference: { occurrence: 'SECOND' },
      damage: { occurrence: 'FIRST', repairCents: 100, replacementCents: 200 },
      overcrowding: { occurrence: 'FIRST', personsAllowed: 4 },
      events: [event],
    },
  ],
  N7: [{ ...n7, ...signers, reasons: ['SAFETY', 'WILFUL_DAMAGE'], events: [event] }],
  N8: [
    {
      ...n8Hostile,
      ...signers,
      reasons: ['CARE_ENDED'],
      latePayments: { periods: 12, late: [late] },
      details: 'In words.',
    },
  ],
  N9: [
    {
      ...n9,
      ...names,
      signers: [{ capacity: 'TENANT', firstName: 'Maria', lastName: 'Santos', phone: '1' }],
      representative,
    },
  ],
  N10: [{ ...n10, ...agreed, agreedOn: '2026-11-20', cancelBy: '2026-11-25' }],
  N11: [{ ...n11, ...agreed, agreedOn: '2026-11-20' }],
  N12: [{ ...n12, ...signers, movingIn: ['SELF', 'CHILD'], caregiverFor: ['PARENT'], compensation: 'OWED' }],
  N13: [{ ...n13, ...signers, compensation: { months: 3, amountCents: 600, isLessOnReturn: true } }],
  L1_SCHEDULE: [
    {
      ...l1Schedule,
      ...signers,
      fileNumber: 'LTB-L-1-26',
      events: [{ on: '2026-10-01', what: 'Rent', chargedCents: 100, paidCents: 200, balanceCents: 300 }],
      periods: [period],
      dailyCents: 400,
      returned: [{ on: '2026-10-06', what: 'NSF', amountCents: 500 }],
      deposits: [{ receivedOn: '2026-10-06', heldCents: 600, interestCents: 700 }],
      hearing: { on: '2027-02-10', arrearsCents: 800, updateBy: '2027-02-05' },
    },
  ],
  PAYMENT_AGREEMENT: [
    {
      ...paymentAgreement,
      ...agreed,
      fileNumber: 'LTB-L-1-26',
      hearingOn: '2027-02-10',
      instalments: [instalment!],
      newRents: [{ from: '2026-12-01', amountCents: 100 }],
    },
  ],
  ENTRY: [
    { ...entryHostile, ...signers, agreementClause: '15', authorizedBroker: 'Wanda', entryUntil: '15:00' },
  ],
  LEASE: [
    { ...lease, term: { kind: 'FIXED', endsOn: '2027-12-31' } },
    { ...lease, term: { kind: 'MONTHLY' } },
    { ...lease, term: { kind: 'OTHER', description: 'While she studies.' } },
  ],
};

/** Facts without a typed home of their own, and where they are told. */
const TOLD_ELSEWHERE: Readonly<Record<string, string>> = {
  terminationDate: '`Form.terminationDate`',
  'damage.occurrence': '`N5Facts.occurrence`: one notice has one for all reasons',
  'overcrowding.occurrence': '`N5Facts.occurrence`: one notice has one for all reasons',
};

type Path = readonly (string | number)[];

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) =>
    leavesOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function withLeaf(value: unknown, [step, ...below]: Path, leaf: unknown): unknown {
  if (step === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? withLeaf(item, below, leaf) : item));
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: withLeaf(fields[step], below, leaf) };
}

/** Selects everything below a type. */
function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isInterfaceType(named)) {
    const parts = schema.getPossibleTypes(named).map((one) => `... on ${one.name} ${selectionOf(one)}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields()).map((field) => `${field.name} ${selectionOf(field.type)}`);
  return `{ ${fields.join(' ')} }`;
}

const FACTS = `query ($id: ID!) {
  form(id: $id) { facts ${selectionOf(schema.getType('FormFacts') as GraphQLOutputType)} }
}`;

let keynest: KeyNest;
let tenancy: { tenantId: string; leaseId: string };
beforeAll(async () => {
  keynest = await startKeyNest();
  tenancy = await keynest.own.home({ startsOn: '2026-09-01' });
});
afterAll(() => keynest.close());

/** What the graph tells of documents with these facts, in their order. */
async function told(type: FormType, all: readonly unknown[]): Promise<string[]> {
  const id = await keynest.own.form(tenancy, { type, facts: {} });
  const viewer = await keynest.viewerOf('landlord');
  const found: string[] = [];
  for (const facts of all) {
    await keynest.prisma.form.update({ where: { id }, data: { facts: facts as Json } });
    const { data, errors } = await keynest.gql(viewer, FACTS, { id });
    expect(errors).toBeUndefined();
    found.push(JSON.stringify((data as Json).form.facts));
  }
  return found;
}

const CASES = Object.values(FormType).flatMap((type) => SAMPLES[type].map((facts) => [type, facts] as const));

test.each(CASES)('every fact of a document %s is told as a typed value', async (type, facts) => {
  const paths = leavesOf(facts).filter((path) => !Object.hasOwn(TOLD_ELSEWHERE, path.join('.')));
  const without = paths.map((path) => withLeaf(facts, path, null));
  const [whole, ...answers] = await told(type, [facts, ...without]);
  const untold = paths.filter((_, index) => answers[index] === whole).map((path) => path.join('.'));
  expect(untold).toEqual([]);
});

test.each(CASES)('every amount of a document %s is told in dollars', async (type, facts) => {
  const paths = leavesOf(facts).filter((path) => String(path.at(-1)).endsWith('Cents'));
  const marked = paths.map((path) => withLeaf(facts, path, 98_765));
  const answers = await told(type, marked);
  const untold = paths
    .filter((_, index) => !answers[index]!.includes(':987.65'))
    .map((path) => path.join('.'));
  expect([untold, answers.some((answer) => answer.includes('98765'))]).toEqual([[], false]);
});

test('a fact that is told elsewhere is a fact of some document', () => {
  const all = new Set(CASES.flatMap(([, facts]) => leavesOf(facts).map((path) => path.join('.'))));
  expect(Object.keys(TOLD_ELSEWHERE).filter((path) => !all.has(path))).toEqual([]);
});
