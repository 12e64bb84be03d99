import type { ArrearsPeriod, Draft, NoticeEvent, StoredFacts } from '../../../documents/stored-facts.ts';
import { builder } from '../../builder.ts';
import { Relation } from '../../input/form-input.ts';
import { PermitsChoice } from '../enums.ts';
import { NoticeReason } from '../law-enums.ts';
import { FormFacts, presentList } from './form-facts.ts';

/** A rental period in the table of an N4 or of a schedule of arrears. */
export const OwingPeriod = builder.objectRef<Draft<ArrearsPeriod>>('PeriodOwing').implement({
  description: 'Rental period with rent owing, in a document.',
  fields: (t) => ({
    from: t.field({
      type: 'Date',
      nullable: true,
      description: 'First day of the period. Null if a draft leaves it blank.',
      resolve: ({ from }) => from ?? null,
    }),
    to: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day of the period. Null if a draft leaves it blank.',
      resolve: ({ to }) => to ?? null,
    }),
    charged: t.field({
      type: 'Money',
      nullable: true,
      description: 'Rent charged, in Canadian dollars. Null if a draft leaves it blank.',
      resolve: ({ chargedCents }) => chargedCents ?? null,
    }),
    paid: t.field({
      type: 'Money',
      nullable: true,
      description: 'Rent paid, in Canadian dollars. Null if a draft leaves it blank.',
      resolve: ({ paidCents }) => paidCents ?? null,
    }),
    owing: t.field({
      type: 'Money',
      nullable: true,
      description: 'Rent charged less rent paid, in Canadian dollars. Null if a draft leaves it blank.',
      resolve: ({ owingCents }) => owingCents ?? null,
    }),
  }),
});

const NoticeEventType = builder.objectRef<Draft<NoticeEvent>>('NoticeEvent').implement({
  description: 'Event that an N5 or N7 describes.',
  fields: (t) => ({
    on: t.field({
      type: 'Date',
      nullable: true,
      description: 'Day of the event. Null if a draft leaves it blank.',
      resolve: ({ on }) => on ?? null,
    }),
    at: t.field({
      type: 'Time',
      nullable: true,
      description: 'Time of the event. Null if not known.',
      resolve: ({ at }) => at ?? null,
    }),
    what: t.string({
      nullable: true,
      description: 'Description of the event. Null if a draft leaves it blank.',
      resolve: ({ what }) => what ?? null,
    }),
  }),
});

export const N4Facts = builder.objectRef<StoredFacts<'N4'>>('N4Facts').implement({
  description: 'Facts of an N4.',
  interfaces: [FormFacts],
  fields: (t) => ({
    rentOwed: t.field({
      type: 'Money',
      nullable: true,
      description: 'Rent owed in all, in Canadian dollars. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.rentOwedCents ?? null,
    }),
    periods: t.field({
      type: [OwingPeriod],
      description: 'Rental periods with rent owing, oldest first.',
      resolve: ({ facts }) => presentList(facts.periods),
    }),
  }),
});

const Occurrence = builder.enumType('NoticeOccurrence', {
  description: 'Whether the tenant can correct the cause of an N5 (RTA ss.64(3), 68).',
  values: {
    FIRST: { description: 'First N5: the tenant can correct the cause within seven days.' },
    SECOND: { description: 'Second N5 within six months: the tenant cannot correct it.' },
  } as const,
});

const N5_REASONS = ['interference', 'damage', 'overcrowding'] as const;

export const N5Facts = builder.objectRef<StoredFacts<'N5'>>('N5Facts').implement({
  description: 'Facts of an N5.',
  interfaces: [FormFacts],
  fields: (t) => ({
    reasons: t.field({
      type: [NoticeReason],
      description: 'Reasons of the notice.',
      resolve: ({ facts }) =>
        N5_REASONS.filter((reason) => facts[reason]).map(
          (reason) => reason.toUpperCase() as Uppercase<typeof reason>,
        ),
    }),
    occurrence: t.field({
      type: Occurrence,
      nullable: true,
      description: 'First or second N5. Null if a draft leaves it blank.',
      resolve: ({ facts }) => presentList(N5_REASONS.map((reason) => facts[reason]?.occurrence))[0] ?? null,
    }),
    repairCost: t.field({
      type: 'Money',
      nullable: true,
      description: 'First N5: estimated cost of repair, in Canadian dollars. Null without one.',
      resolve: ({ facts }) => facts.damage?.repairCents ?? null,
    }),
    replacementCost: t.field({
      type: 'Money',
      nullable: true,
      description: 'First N5: estimated cost of replacement, in Canadian dollars. Null without one.',
      resolve: ({ facts }) => facts.damage?.replacementCents ?? null,
    }),
    personsAllowed: t.int({
      nullable: true,
      description: 'First N5 for overcrowding: number of persons that the standards allow. Null without one.',
      resolve: ({ facts }) => facts.overcrowding?.personsAllowed ?? null,
    }),
    events: t.field({
      type: [NoticeEventType],
      description: 'Events that the notice describes.',
      resolve: ({ facts }) => presentList(facts.events),
    }),
  }),
});

export const N7Facts = builder.objectRef<StoredFacts<'N7'>>('N7Facts').implement({
  description: 'Facts of an N7.',
  interfaces: [FormFacts],
  fields: (t) => ({
    reasons: t.field({
      type: [NoticeReason],
      description: 'Reasons of the notice.',
      resolve: ({ facts }) => presentList(facts.reasons),
    }),
    events: t.field({
      type: [NoticeEventType],
      description: 'Events that the notice describes.',
      resolve: ({ facts }) => presentList(facts.events),
    }),
  }),
});

type LateRow = NonNullable<NonNullable<StoredFacts<'N8'>['facts']['latePayments']>['late']>[number];

const LatePayment = builder.objectRef<LateRow>('LatePayment').implement({
  description: 'Rental period of an N8 with rent that was late.',
  fields: (t) => ({
    dueOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Day on which the rent was due. Null if a draft leaves it blank.',
      resolve: ({ dueOn }) => dueOn ?? null,
    }),
    charged: t.field({
      type: 'Money',
      nullable: true,
      description: 'Rent charged, in Canadian dollars. Null if a draft leaves it blank.',
      resolve: ({ chargedCents }) => chargedCents ?? null,
    }),
    paidOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'Day on which it was paid in full. Null while something was owing.',
      resolve: ({ paidOn }) => paidOn ?? null,
    }),
    daysLate: t.int({
      nullable: true,
      description: 'Days until it was paid, or until the notice. Null if a draft leaves it blank.',
      resolve: ({ daysLate }) => daysLate ?? null,
    }),
    owing: t.field({
      type: 'Money',
      nullable: true,
      description: 'Rent still owing, in Canadian dollars. Null if a draft leaves it blank.',
      resolve: ({ owingCents }) => owingCents ?? null,
    }),
  }),
});

export const N8Facts = builder.objectRef<StoredFacts<'N8'>>('N8Facts').implement({
  description: 'Facts of an N8.',
  interfaces: [FormFacts],
  fields: (t) => ({
    reasons: t.field({
      type: [NoticeReason],
      description: 'Reasons of the notice.',
      resolve: ({ facts }) => presentList(facts.reasons),
    }),
    latePayments: t.field({
      type: [LatePayment],
      description: 'Persistent late payment: the periods with late rent, oldest first.',
      resolve: ({ facts }) => presentList(facts.latePayments?.late),
    }),
    details: t.string({
      nullable: true,
      description: 'Details in words. Null without any.',
      resolve: ({ facts }) => facts.details ?? null,
    }),
  }),
});

export const N9Facts = builder.objectRef<StoredFacts<'N9'>>('N9Facts').implement({
  description: "Facts of an N9, a tenant's notice.",
  interfaces: [FormFacts],
  fields: (t) => ({
    signers: t.stringList({
      description: 'Full names of the tenants or the representative in the signature blocks.',
      resolve: ({ facts }) =>
        presentList(facts.signers).map(({ firstName, lastName }) =>
          presentList([firstName, lastName]).join(' '),
        ),
    }),
  }),
});

const NoticeSide = builder.enumType('NoticeSide', {
  description: 'Party that requires the unit, on an N12.',
  values: {
    LANDLORD: { description: 'The landlord (RTA s.48).' },
    PURCHASER: { description: 'A purchaser (RTA s.49).' },
  } as const,
});

export const N12Facts = builder.objectRef<StoredFacts<'N12'>>('N12Facts').implement({
  description: 'Facts of an N12.',
  interfaces: [FormFacts],
  fields: (t) => ({
    side: t.field({
      type: NoticeSide,
      nullable: true,
      description: 'Party that requires the unit. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.side ?? null,
    }),
    movingIn: t.field({
      type: [Relation],
      description: 'Persons that will move in.',
      resolve: ({ facts }) => presentList(facts.movingIn),
    }),
    caregiverFor: t.field({
      type: [Relation],
      description: 'Persons in the care of a caregiver that will move in.',
      resolve: ({ facts }) => presentList(facts.caregiverFor),
    }),
    owesCompensation: t.boolean({
      nullable: true,
      description: 'Whether the notice owes the tenant compensation (RTA s.48.1). Null if it does not say.',
      resolve: ({ facts }) => (facts.compensation ? facts.compensation === 'OWED' : null),
    }),
  }),
});

export const N13Facts = builder.objectRef<StoredFacts<'N13'>>('N13Facts').implement({
  description: 'Facts of an N13.',
  interfaces: [FormFacts],
  fields: (t) => ({
    reason: t.field({
      type: NoticeReason,
      nullable: true,
      description: 'Reason of the notice. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.reason ?? null,
    }),
    details: t.string({
      nullable: true,
      description: 'Description of the work. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.details ?? null,
    }),
    permits: t.field({
      type: PermitsChoice,
      nullable: true,
      description: 'Whether the permits are there. Null if a draft leaves it blank.',
      resolve: ({ facts }) => facts.permits ?? null,
    }),
    compensationMonths: t.int({
      nullable: true,
      description: 'Compensation in months of rent; 0: nothing is owed. Null if the notice does not say.',
      resolve: ({ facts }) => facts.compensation?.months ?? null,
    }),
    compensation: t.field({
      type: 'Money',
      nullable: true,
      description: 'Compensation, in Canadian dollars. Null if the notice states no amount.',
      resolve: ({ facts }) => facts.compensation?.amountCents ?? null,
    }),
  }),
});
