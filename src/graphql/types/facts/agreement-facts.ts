import type { Draft, Instalment, LeaseRent, StoredFacts } from '../../../documents/stored-facts.ts';
import { builder, type SchemaTypes } from '../../builder.ts';
import { ArrearsApplication } from '../../input/payment-agreement-input.ts';
import { InExchangeForChoice, RentPeriod } from '../enums.ts';
import { FormFacts, presentList } from './form-facts.ts';
import { OwingPeriod } from './notice-facts.ts';

type IncreaseFields = PothosSchemaTypes.ObjectFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>,
  StoredFacts<'N1' | 'N2' | 'N10'>
>;

/** A rise of rent, in a notice or an agreement. */
const increaseFields = (t: IncreaseFields) => ({
  rentBefore: t.field({
    type: 'Money',
    nullable: true,
    description: 'Rent per period before the increase, in Canadian dollars. Null if a draft leaves it blank.',
    resolve: ({ facts }) => facts.rentBeforeCents ?? null,
  }),
  newRent: t.field({
    type: 'Money',
    nullable: true,
    description: 'New rent per period, in Canadian dollars. Null if a draft leaves it blank.',
    resolve: ({ facts }) => facts.newRentCents ?? null,
  }),
  rentPeriod: t.field({
    type: RentPeriod,
    nullable: true,
    description: 'How often rent is due. Null if a draft leaves it blank.',
    resolve: ({ facts }) => facts.rentPeriod ?? null,
  }),
  effectiveOn: t.field({
    type: 'Date',
    nullable: true,
    description: 'First day of the new rent. Null if a draft leaves it blank.',
    resolve: ({ facts }) => facts.effectiveOn ?? null,
  }),
});

export const RentIncreaseFacts = builder.objectRef<StoredFacts<'N1' | 'N2'>>('RentIncreaseFacts').implement({
  description: 'Facts of an N1 or N2.',
  interfaces: [FormFacts],
  fields: (t) => increaseFields(t as never),
});

export const N10Facts = builder.objectRef<StoredFacts<'N10'>>('N10Facts').implement({
  description: 'Facts of an N10.',
  interfaces: [FormFacts],
  fields: (t) => ({
    ...increaseFields(t as never),
    inExchangeFor: t.field({
      type: InExchangeForChoice,
      nullable: true,
      description: 'Kind of exchange for the increase. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.inExchangeFor ?? null,
    }),
    purpose: t.string({
      nullable: true,
      description: 'Description of the work or the service. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.purpose ?? null,
    }),
    agreedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Planned day of signing. Null if not given.',
      resolve: ({ facts }) => facts.agreedOn ?? null,
    }),
    cancelBy: t.field({
      type: 'Date',
      nullable: true,
      description:
        'Last day on which the tenant can cancel it (RTA s.121(4)). Null without a day of signing.',
      resolve: ({ facts }) => facts.cancelBy ?? null,
    }),
  }),
});

export const N11Facts = builder.objectRef<StoredFacts<'N11'>>('N11Facts').implement({
  description: 'Facts of an N11.',
  interfaces: [FormFacts],
  fields: (t) => ({
    agreedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Planned day of signing. Null if not given.',
      resolve: ({ facts }) => facts.agreedOn ?? null,
    }),
  }),
});

export const L1ScheduleFacts = builder.objectRef<StoredFacts<'L1_SCHEDULE'>>('L1ScheduleFacts').implement({
  description: 'Facts of a schedule of arrears.',
  interfaces: [FormFacts],
  fields: (t) => ({
    asOf: t.field({
      type: 'Date',
      nullable: true,
      description: 'Day of the schedule. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.asOf ?? null,
    }),
    arrears: t.field({
      type: 'Money',
      nullable: true,
      description: 'Rent owing in all, in Canadian dollars. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.arrearsCents ?? null,
    }),
    periods: t.field({
      type: [OwingPeriod],
      description: 'Rental periods with rent owing, oldest first.',
      resolve: ({ facts }) => presentList(facts.periods),
    }),
    fileNumber: t.string({
      nullable: true,
      description: "The Board's number of the application. Null if not given.",
      resolve: ({ facts }) => facts.fileNumber ?? null,
    }),
  }),
});

const InstalmentType = builder.objectRef<Draft<Instalment>>('Instalment').implement({
  description: 'Instalment of a payment agreement.',
  fields: (t) => ({
    dueOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day to pay it. Null if a draft leaves it blank.',
      resolve: ({ dueOn }) => dueOn ?? null,
    }),
    amount: t.field({
      type: 'Money',
      nullable: true,
      description: 'Amount, in Canadian dollars. Null if a draft leaves it blank.',
      resolve: ({ amountCents }) => amountCents ?? null,
    }),
  }),
});

export const PaymentAgreementFacts = builder
  .objectRef<StoredFacts<'PAYMENT_AGREEMENT'>>('PaymentAgreementFacts')
  .implement({
    description: 'Facts of a payment agreement.',
    interfaces: [FormFacts],
    fields: (t) => ({
      application: t.field({
        type: ArrearsApplication,
        nullable: true,
        description: 'Application to the Board. Null if a draft leaves it blank.',
        resolve: ({ facts }) => facts.application ?? null,
      }),
      agreedOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'Day of signing. Null if a draft leaves it blank.',
        resolve: ({ facts }) => facts.agreedOn ?? null,
      }),
      arrears: t.field({
        type: 'Money',
        nullable: true,
        description: 'Rent owing, in Canadian dollars. Null if a draft leaves it blank.',
        resolve: ({ facts }) => facts.arrearsCents ?? null,
      }),
      returnedCharges: t.field({
        type: 'Money',
        nullable: true,
        description: 'Charges for returned payments, in Canadian dollars. Null if a draft leaves it blank.',
        resolve: ({ facts }) => facts.returnedCents ?? null,
      }),
      filingFee: t.field({
        type: 'Money',
        nullable: true,
        description: "The Board's filing fee, in Canadian dollars. Null if a draft leaves it blank.",
        resolve: ({ facts }) => facts.filingFeeCents ?? null,
      }),
      total: t.field({
        type: 'Money',
        nullable: true,
        description: 'Sum of the instalments, in Canadian dollars. Null if a draft leaves it blank.',
        resolve: ({ facts }) => facts.totalCents ?? null,
      }),
      instalments: t.field({
        type: [InstalmentType],
        description: 'Instalments, in the order of their days.',
        resolve: ({ facts }) => presentList(facts.instalments),
      }),
      breachClause: t.boolean({
        nullable: true,
        description:
          'Whether a missed payment lets the landlord apply without notice (RTA s.78). Null if a draft leaves it blank.',
        resolve: ({ facts }) => facts.breachClause ?? null,
      }),
    }),
  });

export const EntryFacts = builder.objectRef<StoredFacts<'ENTRY'>>('EntryFacts').implement({
  description: 'Facts of a notice of entry.',
  interfaces: [FormFacts],
  fields: (t) => ({
    purpose: t.string({
      nullable: true,
      description: 'Description of the work or the visit. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.purpose ?? null,
    }),
    entryOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Day of the entry. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.entryOn ?? null,
    }),
    entryFrom: t.field({
      type: 'Time',
      nullable: true,
      description: 'Time of the entry, or start of its window. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.entryFrom ?? null,
    }),
    entryUntil: t.field({
      type: 'Time',
      nullable: true,
      description: 'End of the window of the entry. Null without one.',
      resolve: ({ facts }) => facts.entryUntil ?? null,
    }),
  }),
});

type Term = StoredFacts<'LEASE'>['facts']['term'];

function lastDayOf(term: Term): string | null {
  return term && 'endsOn' in term ? (term.endsOn ?? null) : null;
}

const rentOf = ({ facts }: StoredFacts<'LEASE'>): Draft<LeaseRent> => facts.rent ?? {};

export const LeaseFacts = builder.objectRef<StoredFacts<'LEASE'>>('LeaseFacts').implement({
  description: 'Facts of a standard lease.',
  interfaces: [FormFacts],
  fields: (t) => ({
    startsOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'First day of the tenancy. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.startsOn ?? null,
    }),
    endsOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day of the fixed term. Null for other terms.',
      resolve: ({ facts }) => lastDayOf(facts.term),
    }),
    baseRent: t.field({
      type: 'Money',
      nullable: true,
      description: 'Rent without parking and services, in Canadian dollars. Null if a draft leaves it blank.',
      resolve: (stored) => rentOf(stored).baseCents ?? null,
    }),
    totalRent: t.field({
      type: 'Money',
      nullable: true,
      description: 'Rent in all, in Canadian dollars. Null if a draft leaves it blank.',
      resolve: (stored) => rentOf(stored).totalCents ?? null,
    }),
    rentDeposit: t.field({
      type: 'Money',
      nullable: true,
      description: 'Rent deposit, in Canadian dollars. Null without one.',
      resolve: ({ facts }) => facts.rentDeposit?.amountCents ?? null,
    }),
    keyDeposit: t.field({
      type: 'Money',
      nullable: true,
      description: 'Key deposit, in Canadian dollars. Null without one.',
      resolve: ({ facts }) => facts.keyDeposit?.amountCents ?? null,
    }),
  }),
});
