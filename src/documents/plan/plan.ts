import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';
import type { DraftFormDocument, InExchangeFor, Permits, Relation } from '../../forms/index.ts';
import type { ArrearsApplication } from '../../vocabulary/arrears-application.ts';
import type { ServiceMethod } from '../../generated/prisma/enums.ts';
import type { AppliedRule, EntryReason, LandlordType, NoticeReason, Warning } from '../../law/index.ts';
import type { Address } from '../../address/address.ts';
import type { LeaseInput } from './lease-input.ts';
import type { Tenancy } from './tenancy.ts';

type Maybe<Value> = Value | null | undefined;

export interface SignerInput {
  readonly firstName?: Maybe<string>;
  readonly lastName?: Maybe<string>;
  readonly phone?: Maybe<string>;
}

/** A licensed representative who signs for the party. Parts with faults of their own are absent from a preview. */
export interface RepresentativeInput {
  readonly name?: Maybe<string>;
  readonly lawSocietyNumber?: Maybe<string>;
  readonly company?: Maybe<string>;
  readonly address?: Maybe<Address>;
  readonly phone?: Maybe<string>;
  readonly fax?: Maybe<string>;
}

export interface EventInput {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  /** `HH:MM`. */
  readonly at?: Maybe<string>;
  readonly what: string;
}

/** Input of a document. Amounts in cents. `field-table.ts` lists the fields that each document accepts. */
export interface FormInput extends LeaseInput {
  readonly tenantId: string;
  /** Skips the legal checks and marks every page DRAFT. */
  readonly draft?: Maybe<boolean>;
  readonly supersedesId?: Maybe<string>;
  readonly layout?: Maybe<'OWN' | 'OFFICIAL'>;
  readonly terminationDate?: Maybe<string>;
  /** Planned day of service; defaults to today. */
  readonly servedOn?: Maybe<string>;
  readonly serviceMethod?: Maybe<ServiceMethod>;
  /** Whether the other party agreed to e-mail in writing; defaults to the consent of the lease. */
  readonly emailConsent?: Maybe<boolean>;
  readonly signer?: Maybe<SignerInput>;
  readonly representative?: Maybe<RepresentativeInput>;
  readonly reason?: Maybe<NoticeReason>;
  readonly reasons?: Maybe<readonly NoticeReason[]>;
  readonly noticeNumber?: Maybe<number>;
  readonly firstNoticeGivenOn?: Maybe<string>;
  readonly newConductOn?: Maybe<string>;
  /** N8: what happened. N13: the work. */
  readonly details?: Maybe<string>;
  readonly landlordLivesInBuilding?: Maybe<boolean>;
  readonly permits?: Maybe<Permits>;
  readonly needsVacantUnit?: Maybe<boolean>;
  readonly isWorkOrdered?: Maybe<boolean>;
  readonly severedOn?: Maybe<string>;
  /** Payment agreement: the application whose arrears it is about. */
  readonly application?: Maybe<ArrearsApplication>;
  readonly filingFee?: Maybe<number>;
  readonly instalments?: Maybe<readonly { readonly dueOn: string; readonly amount: number }[]>;
  /** Number of equal instalments instead of `instalments`, and the day of the first. */
  readonly instalmentCount?: Maybe<number>;
  readonly firstInstalmentOn?: Maybe<string>;
  /** Whether a missed payment lets the landlord apply without notice (RTA s.78). */
  readonly breachClause?: Maybe<boolean>;
  /** Schedule of arrears, payment agreement: the Board's file number, and the day of the hearing. */
  readonly fileNumber?: Maybe<string>;
  readonly hearingOn?: Maybe<string>;
  /** Whether the first N5 was served before KeyNest was used, so that no form records it. */
  readonly firstNoticeServedBefore?: Maybe<boolean>;
  readonly repairCost?: Maybe<number>;
  readonly replacementCost?: Maybe<number>;
  readonly personsAllowed?: Maybe<number>;
  readonly events?: Maybe<readonly EventInput[]>;
  readonly landlordTerminationDate?: Maybe<string>;
  readonly signedAtStartOfTenancy?: Maybe<boolean>;
  readonly leaseDemandedOn?: Maybe<string>;
  readonly leaseReceivedOn?: Maybe<string>;
  readonly assignmentRequestedOn?: Maybe<string>;
  readonly assignmentRefusedOn?: Maybe<string>;
  readonly periodEnd?: Maybe<string>;
  readonly noticeDays?: Maybe<number>;
  readonly landlordType?: Maybe<LandlordType>;
  readonly movingIn?: Maybe<readonly Relation[]>;
  readonly caregiverFor?: Maybe<readonly Relation[]>;
  readonly residentialUnitsInComplex?: Maybe<number>;
  readonly isCondominiumUnit?: Maybe<boolean>;
  readonly hasAgreementOfPurchaseAndSale?: Maybe<boolean>;
  /** New rent per rental period. */
  readonly rent?: Maybe<number>;
  /** First day of the new rent. */
  readonly effectiveOn?: Maybe<string>;
  readonly inExchangeFor?: Maybe<InExchangeFor>;
  readonly entryReason?: Maybe<EntryReason>;
  readonly purpose?: Maybe<string>;
  readonly agreementClause?: Maybe<string>;
  readonly authorizedBroker?: Maybe<string>;
  readonly entryOn?: Maybe<string>;
  readonly entryFrom?: Maybe<string>;
  readonly entryUntil?: Maybe<string>;
  /** ISO 8601 instant. */
  readonly givenAt?: Maybe<string>;
}

/** The contents of a document, with its rules, defects and warnings. */
export interface FormPlan {
  readonly document: DraftFormDocument;
  readonly terminationDate: string | null;
  readonly rules: readonly AppliedRule[];
  /** Every defect; a document without defects can be generated. */
  readonly defects: readonly Fault[];
  readonly warnings: readonly Warning[];
}

export type Planner = (context: Context, tenancy: Tenancy, input: FormInput) => FormPlan;
