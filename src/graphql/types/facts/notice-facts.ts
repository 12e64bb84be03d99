import type { ArrearsPeriod, Draft, NoticeEvent, StoredFacts } from '../../../documents/stored-facts.ts';
import { builder } from '../../builder.ts';
import { Relation } from '../../input/form-input.ts';
import { PermitsChoice } from '../enums.ts';
import { NoticeReason } from '../law-enums.ts';
import { factsOf, presentList } from './fact-fields.ts';
import { FormFacts } from './form-facts.ts';

/** A rental period in the table of an N4 or of a schedule of arrears. */
export const OwingPeriod = builder.objectRef<Draft<ArrearsPeriod>>('PeriodOwing').implement({
  description: 'Rental period with rent owing, in a document.',
  fields: (t) => {
    const { date, money } = factsOf(t);
    return {
      from: date('First day of the period', ({ from }) => from),
      to: date('Last day of the period', ({ to }) => to),
      charged: money('Rent charged', ({ chargedCents }) => chargedCents),
      paid: money('Rent paid', ({ paidCents }) => paidCents),
      owing: money('Rent charged less rent paid', ({ owingCents }) => owingCents),
    };
  },
});

const NoticeEventType = builder.objectRef<Draft<NoticeEvent>>('NoticeEvent').implement({
  description: 'Event that an N5 or N7 describes.',
  fields: (t) => {
    const { date, time, text } = factsOf(t);
    return {
      on: date('Day of the event', ({ on }) => on),
      at: time('Time of the event', ({ at }) => at, 'Null if not known.'),
      what: text('Description of the event', ({ what }) => what),
    };
  },
});

export const N4Facts = builder.objectRef<StoredFacts<'N4'>>('N4Facts').implement({
  description: 'Facts of an N4.',
  interfaces: [FormFacts],
  fields: (t) => {
    const { money, list } = factsOf(t);
    return {
      rentOwed: money('Rent owed in all', ({ facts }) => facts.rentOwedCents),
      periods: list(
        OwingPeriod,
        'Rental periods with rent owing, oldest first',
        ({ facts }) => facts.periods,
      ),
    };
  },
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
  fields: (t) => {
    const { one, money, count, list } = factsOf(t);
    const without = 'Null without one.';
    return {
      reasons: list(NoticeReason, 'Reasons of the notice', ({ facts }) =>
        N5_REASONS.filter((reason) => facts[reason]).map(
          (reason) => reason.toUpperCase() as Uppercase<typeof reason>,
        ),
      ),
      occurrence: one(
        Occurrence,
        'First or second N5',
        ({ facts }) => presentList(N5_REASONS.map((reason) => facts[reason]?.occurrence))[0],
      ),
      repairCost: money(
        'First N5: estimated cost of repair',
        ({ facts }) => facts.damage?.repairCents,
        without,
      ),
      replacementCost: money(
        'First N5: estimated cost of replacement',
        ({ facts }) => facts.damage?.replacementCents,
        without,
      ),
      personsAllowed: count(
        'First N5 for overcrowding: number of persons that the standards allow',
        ({ facts }) => facts.overcrowding?.personsAllowed,
        without,
      ),
      events: list(NoticeEventType, 'Events that the notice describes', ({ facts }) => facts.events),
    };
  },
});

export const N7Facts = builder.objectRef<StoredFacts<'N7'>>('N7Facts').implement({
  description: 'Facts of an N7.',
  interfaces: [FormFacts],
  fields: (t) => {
    const { list } = factsOf(t);
    return {
      reasons: list(NoticeReason, 'Reasons of the notice', ({ facts }) => facts.reasons),
      events: list(NoticeEventType, 'Events that the notice describes', ({ facts }) => facts.events),
    };
  },
});

type LateRow = NonNullable<NonNullable<StoredFacts<'N8'>['facts']['latePayments']>['late']>[number];

const LatePayment = builder.objectRef<LateRow>('LatePayment').implement({
  description: 'Rental period of an N8 with rent that was late.',
  fields: (t) => {
    const { date, money, count } = factsOf(t);
    return {
      from: date('First day of the period', ({ from }) => from),
      to: date('Last day of the period', ({ to }) => to),
      dueOn: date('Day on which the rent was due', ({ dueOn }) => dueOn),
      charged: money('Rent charged', ({ chargedCents }) => chargedCents),
      paidOn: date(
        'Day on which it was paid in full',
        ({ paidOn }) => paidOn,
        'Null while something was owing.',
      ),
      daysLate: count('Days until it was paid, or until the notice', ({ daysLate }) => daysLate),
      owing: money('Rent still owing', ({ owingCents }) => owingCents),
    };
  },
});

export const N8Facts = builder.objectRef<StoredFacts<'N8'>>('N8Facts').implement({
  description: 'Facts of an N8.',
  interfaces: [FormFacts],
  fields: (t) => {
    const { list, text, count } = factsOf(t);
    return {
      reasons: list(NoticeReason, 'Reasons of the notice', ({ facts }) => facts.reasons),
      periodsOnRecord: count(
        'Persistent late payment: number of rental periods on record, late or not',
        ({ facts }) => facts.latePayments?.periods,
        'Null for other reasons.',
      ),
      latePayments: list(
        LatePayment,
        'Persistent late payment: the periods with late rent, oldest first',
        ({ facts }) => facts.latePayments?.late,
      ),
      details: text('Details in words', ({ facts }) => facts.details, 'Null without any.'),
    };
  },
});

export const N9Facts = builder.objectRef<StoredFacts<'N9'>>('N9Facts').implement({
  description: "Facts of an N9, a tenant's notice.",
  interfaces: [FormFacts],
});

export const NoticeSide = builder.enumType('NoticeSide', {
  description: 'Party that requires the unit, on an N12.',
  values: {
    LANDLORD: { description: 'The landlord (RTA s.48).' },
    PURCHASER: { description: 'A purchaser (RTA s.49).' },
  } as const,
});

export const N12Facts = builder.objectRef<StoredFacts<'N12'>>('N12Facts').implement({
  description: 'Facts of an N12.',
  interfaces: [FormFacts],
  fields: (t) => {
    const { one, list, isTrue } = factsOf(t);
    return {
      side: one(NoticeSide, 'Party that requires the unit', ({ facts }) => facts.side),
      movingIn: list(Relation, 'Persons that will move in', ({ facts }) => facts.movingIn),
      caregiverFor: list(
        Relation,
        'Persons in the care of a caregiver that will move in',
        ({ facts }) => facts.caregiverFor,
      ),
      owesCompensation: isTrue(
        'Whether the notice owes the tenant compensation (RTA s.48.1)',
        ({ facts }) => (facts.compensation ? facts.compensation === 'OWED' : null),
        'Null if it does not say.',
      ),
    };
  },
});

export const N13Facts = builder.objectRef<StoredFacts<'N13'>>('N13Facts').implement({
  description: 'Facts of an N13.',
  interfaces: [FormFacts],
  fields: (t) => {
    const { one, text, count, money, isTrue } = factsOf(t);
    return {
      reason: one(NoticeReason, 'Reason of the notice', ({ facts }) => facts.reason),
      details: text('Description of the work', ({ facts }) => facts.details),
      permits: one(PermitsChoice, 'Whether the permits are there', ({ facts }) => facts.permits),
      compensationMonths: count(
        'Compensation in months of rent; 0: nothing is owed',
        ({ facts }) => facts.compensation?.months,
        'Null if the notice does not say.',
      ),
      compensation: money(
        'Compensation',
        ({ facts }) => facts.compensation?.amountCents,
        'Null if the notice states no amount.',
      ),
      isLessOnReturn: isTrue(
        'Whether a tenant who returns gets the rent for the time of the work, if that is less (RTA s.54)',
        ({ facts }) => facts.compensation?.isLessOnReturn,
        'Null if the notice does not say.',
      ),
    };
  },
});
