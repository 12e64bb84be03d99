import {
  fullName,
  type Address,
  type Draft,
  type Representative,
  type Signer,
  type StoredFacts,
} from '../../../documents/stored-facts.ts';
import type { FormType } from '../../../generated/prisma/enums.ts';
import { builder } from '../../builder.ts';
import { factsOf, presentList } from './fact-fields.ts';

type Name = string | null | undefined;
type AnySigner = Draft<Signer<'LANDLORD' | 'TENANT' | 'REPRESENTATIVE'>>;

/** All documents name their parties and those who sign alike, except that a lease keeps the two names of a tenant apart. */
interface Parties {
  readonly tenants?: readonly (Name | { readonly firstName?: Name; readonly lastName?: Name })[] | null;
  readonly landlords?: readonly Name[] | null;
  readonly rentalUnit?: Draft<Address> | null;
  readonly representative?: Draft<Representative> | null;
  /** Of a landlord's notice, an agreement, a tenant's notice. */
  readonly signer?: AnySigner | null;
  readonly landlordSigner?: AnySigner | null;
  readonly tenantSigners?: readonly AnySigner[] | null;
  readonly signers?: readonly AnySigner[] | null;
}

const partiesOf = ({ facts }: StoredFacts) => facts as Parties;

function printedName(name: NonNullable<Parties['tenants']>[number]): string | null {
  return typeof name === 'object' && name !== null ? fullName(name) : (name ?? null);
}

type Side = 'LANDLORD' | 'TENANT';
interface SideSigner {
  readonly side: Side;
  readonly signer: AnySigner;
}

function signersOf(stored: StoredFacts): SideSigner[] {
  const { signer, landlordSigner, tenantSigners, signers } = partiesOf(stored);
  const on = (side: Side, list: readonly (AnySigner | null | undefined)[] | null | undefined) =>
    presentList(list).map((one) => ({ side, signer: one }));
  return [
    ...on('LANDLORD', [signer, landlordSigner]),
    ...on('TENANT', [...presentList(tenantSigners), ...presentList(signers)]),
  ];
}

export const PrintedAddress = builder.objectRef<Draft<Address>>('PrintedAddress').implement({
  description: 'Address as a document prints it.',
  fields: (t) => {
    const { text } = factsOf(t);
    return {
      street: text('Street number and name', ({ street }) => street),
      unit: text('Unit as marked on site, e.g. `Unit 1204`', ({ unit }) => unit, 'Null without one.'),
      city: text('City, town or other municipality', ({ city }) => city),
      province: text('Province as it is printed, e.g. `ON`', ({ province }) => province),
      postalCode: text('Postal code', ({ postalCode }) => postalCode),
    };
  },
});

const SigningSide = builder.enumType('SigningSide', {
  description: 'Party for which a person signs a document.',
  values: {
    LANDLORD: { description: 'The landlord.' },
    TENANT: { description: 'A tenant.' },
  } as const,
});

const SigningCapacity = builder.enumType('SigningCapacity', {
  description: 'Capacity in which a person signs a document.',
  values: {
    LANDLORD: { description: 'A landlord.' },
    TENANT: { description: 'A tenant.' },
    REPRESENTATIVE: { description: 'A representative of the party.' },
  } as const,
});

const DocumentSigner = builder.objectRef<SideSigner>('DocumentSigner').implement({
  description: 'Person in a signature block of a document.',
  fields: (t) => {
    const { one, text } = factsOf(t);
    return {
      side: t.field({
        type: SigningSide,
        description: 'Party for which the person signs.',
        resolve: ({ side }) => side,
      }),
      capacity: one(SigningCapacity, 'Capacity in which the person signs', ({ signer }) => signer.capacity),
      firstName: text('First name', ({ signer }) => signer.firstName),
      lastName: text('Last name', ({ signer }) => signer.lastName),
      phone: text('Phone number', ({ signer }) => signer.phone, 'Null if not given.'),
    };
  },
});

const DocumentRepresentative = builder.objectRef<Draft<Representative>>('DocumentRepresentative').implement({
  description: 'Licensed representative on a document.',
  fields: (t) => {
    const { one, text } = factsOf(t);
    const absent = 'Null if not given.';
    return {
      name: text('Full name', ({ name }) => name),
      lawSocietyNumber: text(
        'Number at the Law Society of Ontario',
        ({ lawSocietyNumber }) => lawSocietyNumber,
        absent,
      ),
      company: text('Company', ({ company }) => company, absent),
      address: one(PrintedAddress, 'Mailing address', ({ address }) => address),
      phone: text('Phone number', ({ phone }) => phone),
      fax: text('Fax number', ({ fax }) => fax, absent),
    };
  },
});

/** Every type of document with the type of its facts. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  N1: 'RentIncreaseFacts',
  N2: 'RentIncreaseFacts',
  N4: 'N4Facts',
  N5: 'N5Facts',
  N7: 'N7Facts',
  N8: 'N8Facts',
  N9: 'N9Facts',
  N10: 'N10Facts',
  N11: 'N11Facts',
  N12: 'N12Facts',
  N13: 'N13Facts',
  L1_SCHEDULE: 'L1ScheduleFacts',
  PAYMENT_AGREEMENT: 'PaymentAgreementFacts',
  ENTRY: 'EntryFacts',
  LEASE: 'LeaseFacts',
} satisfies Record<FormType, string>;

export const FormFacts = builder.interfaceRef<StoredFacts>('FormFacts').implement({
  description:
    'Facts that a document states, as they were when it was generated. A draft can leave facts blank; they are null. `Form.terminationDate` has the termination date.',
  resolveType: ({ type }) => TYPE_NAMES[type] as never,
  fields: (t) => ({
    tenants: t.stringList({
      description: 'Full names of the tenants.',
      resolve: (stored) => presentList(presentList(partiesOf(stored).tenants).map(printedName)),
    }),
    landlords: t.stringList({
      description: 'Full names of the landlords.',
      resolve: (stored) => presentList(partiesOf(stored).landlords),
    }),
    rentalUnit: t.field({
      type: PrintedAddress,
      nullable: true,
      description: 'Address of the rental unit. Null if a draft leaves it blank.',
      resolve: (stored) => partiesOf(stored).rentalUnit ?? null,
    }),
    signers: t.field({
      type: [DocumentSigner],
      description:
        'Persons in the signature blocks, those of the landlord first. Empty for a lease, which all parties sign.',
      resolve: signersOf,
    }),
    representative: t.field({
      type: DocumentRepresentative,
      nullable: true,
      description: 'Licensed representative of the party that signs. Null without one.',
      resolve: (stored) => partiesOf(stored).representative ?? null,
    }),
  }),
});
