import type { Draft, Instalment, RentFrom, StoredFacts } from '../../../documents/stored-facts.ts';
import { builder, type SchemaTypes } from '../../builder.ts';
import { ArrearsApplication } from '../../input/payment-agreement-input.ts';
import { InExchangeForChoice, RentPeriod } from '../enums.ts';
import { factsOf } from './fact-fields.ts';
import { FormFacts, PrintedAddress } from './form-facts.ts';

type IncreaseFields = PothosSchemaTypes.ObjectFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>,
  StoredFacts<'N1' | 'N2' | 'N10'>
>;

/** A rise of rent, in a notice or an agreement. */
function increaseFields(t: IncreaseFields) {
  const { money, one, date } = factsOf(t);
  return {
    rentBefore: money('Rent per period before the increase', ({ facts }) => facts.rentBeforeCents),
    newRent: money('New rent per period', ({ facts }) => facts.newRentCents),
    rentPeriod: one(RentPeriod, 'How often rent is due', ({ facts }) => facts.rentPeriod),
    effectiveOn: date('First day of the new rent', ({ facts }) => facts.effectiveOn),
  };
}

export const RentIncreaseFacts = builder.objectRef<StoredFacts<'N1' | 'N2'>>('RentIncreaseFacts').implement({
  description: 'Facts of an N1 or N2.',
  interfaces: [FormFacts],
  fields: (t) => ({
    ...increaseFields(t as never),
    landlordAddress: factsOf(t).one(
      PrintedAddress,
      "Landlord's address",
      ({ facts }) => facts.landlordAddress,
      'Null if not known.',
    ),
  }),
});

const PLANNED = ['Planned day of signing', 'Null if not given.'] as const;

export const N10Facts = builder.objectRef<StoredFacts<'N10'>>('N10Facts').implement({
  description: 'Facts of an N10.',
  interfaces: [FormFacts],
  fields: (t) => {
    const { one, text, date } = factsOf(t);
    return {
      ...increaseFields(t),
      inExchangeFor: one(
        InExchangeForChoice,
        'Kind of exchange for the increase',
        ({ facts }) => facts.inExchangeFor,
      ),
      purpose: text('Description of the work or the service', ({ facts }) => facts.purpose),
      agreedOn: date(PLANNED[0], ({ facts }) => facts.agreedOn, PLANNED[1]),
      cancelBy: date(
        'Last day on which the tenant can cancel it (RTA s.121(4))',
        ({ facts }) => facts.cancelBy,
        'Null without a day of signing.',
      ),
    };
  },
});

export const N11Facts = builder.objectRef<StoredFacts<'N11'>>('N11Facts').implement({
  description: 'Facts of an N11.',
  interfaces: [FormFacts],
  fields: (t) => ({
    agreedOn: factsOf(t).date(PLANNED[0], ({ facts }) => facts.agreedOn, PLANNED[1]),
  }),
});

const InstalmentType = builder.objectRef<Draft<Instalment>>('Instalment').implement({
  description: 'Instalment of a payment agreement.',
  fields: (t) => {
    const { date, money } = factsOf(t);
    return {
      dueOn: date('Last day to pay it', ({ dueOn }) => dueOn),
      amount: money('Amount', ({ amountCents }) => amountCents),
    };
  },
});

const RentFromDay = builder.objectRef<Draft<RentFrom>>('RentFromDay').implement({
  description: 'Rent that falls due from a day on, in a payment agreement.',
  fields: (t) => {
    const { date, money } = factsOf(t);
    return {
      from: date('First day on which this rent is due', ({ from }) => from),
      amount: money('Rent per period', ({ amountCents }) => amountCents),
    };
  },
});

export const PaymentAgreementFacts = builder
  .objectRef<StoredFacts<'PAYMENT_AGREEMENT'>>('PaymentAgreementFacts')
  .implement({
    description: 'Facts of a payment agreement.',
    interfaces: [FormFacts],
    fields: (t) => {
      const { one, text, date, money, list, isTrue } = factsOf(t);
      return {
        application: one(ArrearsApplication, 'Application to the Board', ({ facts }) => facts.application),
        fileNumber: text(
          "The Board's number of the application",
          ({ facts }) => facts.fileNumber,
          'Null if not given.',
        ),
        hearingOn: date('Day of the hearing', ({ facts }) => facts.hearingOn, 'Null if not known.'),
        agreedOn: date('Day of signing', ({ facts }) => facts.agreedOn),
        arrears: money('Rent owing', ({ facts }) => facts.arrearsCents),
        returnedCharges: money('Charges for returned payments', ({ facts }) => facts.returnedCents),
        filingFee: money("The Board's filing fee", ({ facts }) => facts.filingFeeCents),
        total: money('Sum of the instalments', ({ facts }) => facts.totalCents),
        instalments: list(
          InstalmentType,
          'Instalments, in the order of their days',
          ({ facts }) => facts.instalments,
        ),
        rentPeriod: one(RentPeriod, 'How often rent is due', ({ facts }) => facts.rentPeriod),
        newRents: list(
          RentFromDay,
          'Rent that falls due until the last instalment, from each day on which it changes',
          ({ facts }) => facts.newRents,
        ),
        breachClause: isTrue(
          'Whether a missed payment lets the landlord apply without notice (RTA s.78)',
          ({ facts }) => facts.breachClause,
        ),
      };
    },
  });
