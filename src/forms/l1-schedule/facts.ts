import type { NoticeParties, PlainDate, Representative, Signer } from '../facts.ts';
import type { RentPeriodName } from '../rent-increase/facts.ts';

/** Something that happened to the account of rent. A row has a charge or a payment. */
export interface ScheduleEvent {
  readonly on: PlainDate;
  readonly what: string;
  readonly chargedCents?: number | undefined;
  readonly paidCents?: number | undefined;
  readonly balanceCents: number;
}

/** A rental period with rent owing. */
export interface OwingPeriod {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly chargedCents: number;
  readonly paidCents: number;
  readonly owingCents: number;
}

/** A charge for a returned payment. */
export interface ReturnedCharge {
  readonly on: PlainDate;
  readonly what: string;
  readonly amountCents: number;
}

/** A rent deposit and the interest that is owing on it. */
export interface HeldDeposit {
  readonly receivedOn: PlainDate;
  readonly heldCents: number;
  readonly interestCents: number;
}

/** The hearing, with what will be owing then. */
export interface ScheduleHearing {
  readonly on: PlainDate;
  readonly arrearsCents: number;
  readonly updateBy: PlainDate;
}

/** Schedule of arrears for an application L1 or L9, with a sheet to update it before the hearing (RTA ss.74, 87). */
export interface L1ScheduleFacts extends NoticeParties {
  readonly asOf: PlainDate;
  readonly fileNumber?: string | undefined;
  readonly rentCents: number;
  readonly rentPeriod: RentPeriodName;
  /** Due day of the oldest period that is owing: the schedule begins there. */
  readonly from: PlainDate;
  readonly openingCents: number;
  readonly events: readonly ScheduleEvent[];
  readonly periods: readonly OwingPeriod[];
  readonly arrearsCents: number;
  /** Monthly rent only: rent times twelve, divided by 365. */
  readonly dailyCents?: number | undefined;
  /** Charges for returned payments that the application may add (RTA s.87(5)). */
  readonly returned: readonly ReturnedCharge[];
  /** Rent deposits, which the Board subtracts with their interest (RTA s.87(4)). */
  readonly deposits: readonly HeldDeposit[];
  readonly hearing?: ScheduleHearing | undefined;
  readonly signer: Signer;
  readonly representative?: Representative | undefined;
}
