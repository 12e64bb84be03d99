import type {
  Draft,
  HeldDeposit,
  ReturnedCharge,
  ScheduleEvent,
  ScheduleHearing,
  StoredFacts,
} from '../../../documents/stored-facts.ts';
import { builder } from '../../builder.ts';
import { RentPeriod } from '../enums.ts';
import { factsOf } from './fact-fields.ts';
import { FormFacts } from './form-facts.ts';
import { OwingPeriod } from './notice-facts.ts';

const ScheduleEventType = builder.objectRef<Draft<ScheduleEvent>>('ScheduleEvent').implement({
  description: 'Row of a schedule of arrears: rent that was charged, or money that came in.',
  fields: (t) => {
    const { date, text, money } = factsOf(t);
    return {
      on: date('Day of the row', ({ on }) => on),
      what: text('Description of the row', ({ what }) => what),
      charged: money('Rent charged', ({ chargedCents }) => chargedCents, 'Null for money that came in.'),
      paid: money('Money that came in', ({ paidCents }) => paidCents, 'Null for rent charged.'),
      balance: money('Rent owing after the row', ({ balanceCents }) => balanceCents),
    };
  },
});

const ReturnedChargeType = builder.objectRef<Draft<ReturnedCharge>>('ReturnedPaymentCharge').implement({
  description: 'Charge for a returned payment, which an application may add (RTA s.87(5)).',
  fields: (t) => {
    const { date, text, money } = factsOf(t);
    return {
      on: date('Day of the charge', ({ on }) => on),
      what: text('Description of the charge', ({ what }) => what),
      amount: money('Amount', ({ amountCents }) => amountCents),
    };
  },
});

const ScheduleDeposit = builder.objectRef<Draft<HeldDeposit>>('ScheduleDeposit').implement({
  description: 'Rent deposit, which the Board subtracts with its interest (RTA s.87(4)).',
  fields: (t) => {
    const { date, money } = factsOf(t);
    return {
      receivedOn: date('Day on which it was received', ({ receivedOn }) => receivedOn),
      held: money('Amount held', ({ heldCents }) => heldCents),
      interest: money('Interest owing on it', ({ interestCents }) => interestCents),
    };
  },
});

const ScheduleHearingType = builder.objectRef<Draft<ScheduleHearing>>('ScheduleHearing').implement({
  description: 'Hearing of an application, and the rent that will be owing then.',
  fields: (t) => {
    const { date, money } = factsOf(t);
    return {
      on: date('Day of the hearing', ({ on }) => on),
      arrears: money(
        'Rent that will be owing then without further payments',
        ({ arrearsCents }) => arrearsCents,
      ),
      updateBy: date('Last day to send the updated sheet', ({ updateBy }) => updateBy),
    };
  },
});

export const L1ScheduleFacts = builder.objectRef<StoredFacts<'L1_SCHEDULE'>>('L1ScheduleFacts').implement({
  description: 'Facts of a schedule of arrears.',
  interfaces: [FormFacts],
  fields: (t) => {
    const { one, date, money, list, text } = factsOf(t);
    return {
      asOf: date('Day of the schedule', ({ facts }) => facts.asOf),
      fileNumber: text(
        "The Board's number of the application",
        ({ facts }) => facts.fileNumber,
        'Null if not given.',
      ),
      rent: money('Rent per period', ({ facts }) => facts.rentCents),
      rentPeriod: one(RentPeriod, 'How often rent is due', ({ facts }) => facts.rentPeriod),
      from: date('Due day of the oldest period with rent owing', ({ facts }) => facts.from),
      opening: money('Rent owing before that day', ({ facts }) => facts.openingCents),
      events: list(ScheduleEventType, 'Rows from that day on, oldest first', ({ facts }) => facts.events),
      periods: list(
        OwingPeriod,
        'Rental periods with rent owing, oldest first',
        ({ facts }) => facts.periods,
      ),
      arrears: money('Rent owing in all', ({ facts }) => facts.arrearsCents),
      dailyRent: money(
        'Monthly rent only: rent times twelve, divided by 365',
        ({ facts }) => facts.dailyCents,
        'Null for other periods.',
      ),
      returned: list(
        ReturnedChargeType,
        'Charges for returned payments, oldest first',
        ({ facts }) => facts.returned,
      ),
      deposits: list(ScheduleDeposit, 'Rent deposits that are held', ({ facts }) => facts.deposits),
      hearing: one(ScheduleHearingType, 'The hearing', ({ facts }) => facts.hearing, 'Null if not known.'),
    };
  },
});
