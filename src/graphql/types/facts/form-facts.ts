import type { Address, Draft, StoredFacts } from '../../../documents/stored-facts.ts';
import type { FormType } from '../../../generated/prisma/enums.ts';
import { builder } from '../../builder.ts';

type Name = string | null | undefined;
interface Parties {
  readonly tenants?: readonly (Name | { readonly firstName?: Name; readonly lastName?: Name })[] | null;
  readonly landlords?: readonly Name[] | null;
  readonly rentalUnit?: Draft<Address> | null;
}

/** All documents of tenancies name their parties alike, except that a lease keeps the two names of a tenant apart. */
const partiesOf = ({ facts }: StoredFacts) => facts as Parties;

const isGiven = <Value>(value: Value | null | undefined): value is Value =>
  value !== null && value !== undefined && value !== '';

function fullName(name: NonNullable<Parties['tenants']>[number]): string | null {
  if (typeof name !== 'object' || name === null) return name ?? null;
  return [name.firstName, name.lastName].filter(isGiven).join(' ');
}

export const presentList = <Value>(list: readonly (Value | null | undefined)[] | null | undefined): Value[] =>
  (list ?? []).filter(isGiven);

const PrintedAddress = builder.objectRef<Draft<Address>>('PrintedAddress').implement({
  description: 'Address of a rental unit as a document prints it.',
  fields: (t) => ({
    street: t.string({
      nullable: true,
      description: 'Street number and name. Null if a draft leaves it blank.',
      resolve: ({ street }) => street ?? null,
    }),
    unit: t.string({
      nullable: true,
      description: 'Unit as marked on site, e.g. `Unit 1204`. Null without one.',
      resolve: ({ unit }) => unit ?? null,
    }),
    city: t.string({
      nullable: true,
      description: 'City, town or other municipality. Null if a draft leaves it blank.',
      resolve: ({ city }) => city ?? null,
    }),
    province: t.string({
      nullable: true,
      description: 'Province as it is printed, e.g. `ON`. Null if a draft leaves it blank.',
      resolve: ({ province }) => province ?? null,
    }),
    postalCode: t.string({
      nullable: true,
      description: 'Postal code. Null if a draft leaves it blank.',
      resolve: ({ postalCode }) => postalCode ?? null,
    }),
  }),
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
    'Facts that a document states, as they were when it was generated. A draft can leave facts blank; they are null.',
  resolveType: ({ type }) => TYPE_NAMES[type] as never,
  fields: (t) => ({
    tenants: t.stringList({
      description: 'Full names of the tenants.',
      resolve: (stored) => presentList(presentList(partiesOf(stored).tenants).map(fullName)),
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
  }),
});
