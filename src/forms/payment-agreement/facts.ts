import type { ArrearsApplication } from '../../vocabulary/arrears-application.ts';
import type { NoticeParties, PlainDate } from '../facts.ts';
import type { AgreementSigners } from '../notice/party-signatures.ts';
import type { RentPeriodName } from '../rent-increase/facts.ts';

/** A part of what is owing, and the day by which it is paid. */
export interface Instalment {
  readonly dueOn: PlainDate;
  readonly amountCents: number;
}

/** Rent that is due from a day on. */
export interface RentFrom {
  readonly from: PlainDate;
  readonly amountCents: number;
}

/** Agreement to pay the arrears of an application in instalments (RTA s.206). */
export interface PaymentAgreementFacts extends NoticeParties, AgreementSigners {
  readonly application: ArrearsApplication;
  readonly fileNumber?: string | undefined;
  readonly hearingOn?: PlainDate | undefined;
  /** Day of signing. Rent that was due before it is part of the agreement. */
  readonly agreedOn: PlainDate;
  readonly arrearsCents: number;
  /** Charges for returned payments that are owing (RTA s.87(5)). */
  readonly returnedCents: number;
  readonly filingFeeCents: number;
  /** All that the instalments pay. */
  readonly totalCents: number;
  readonly instalments: readonly Instalment[];
  readonly rentPeriod: RentPeriodName;
  /** Rent per period that becomes due until the last instalment, from each day on which it changes. */
  readonly newRents: readonly RentFrom[];
  /** Whether the landlord can apply to end the tenancy without notice if a payment is missed (RTA s.78). */
  readonly breachClause: boolean;
}
