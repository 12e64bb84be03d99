import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';
import type { DraftFormDocument, Relation } from '../../forms/index.ts';
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

/** A licensed representative who signs instead. */
export interface RepresentativeInput {
  readonly name: string;
  readonly lawSocietyNumber?: Maybe<string>;
  readonly company?: Maybe<string>;
  readonly address: Address;
  readonly phone: string;
  readonly fax?: Maybe<string>;
}

export interface EventInput {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  /** `HH:MM`. */
  readonly at?: Maybe<string>;
  readonly what: string;
}

/** What a document is made from; amounts in cents. Each document takes some of the fields (field-table.ts). */
export interface FormInput extends LeaseInput {
  readonly tenantId: string;
  /** Skips the checks and marks every page. */
  readonly draft?: Maybe<boolean>;
  readonly supersedesId?: Maybe<string>;
  readonly terminationDate?: Maybe<string>;
  /** The day it is going to be handed over or sent; today when absent. */
  readonly servedOn?: Maybe<string>;
  readonly serviceMethod?: Maybe<ServiceMethod>;
  /** Whether the other side has agreed to e-mail in writing; as the lease says when absent. */
  readonly emailConsent?: Maybe<boolean>;
  readonly signer?: Maybe<SignerInput>;
  readonly representative?: Maybe<RepresentativeInput>;
  readonly reason?: Maybe<NoticeReason>;
  readonly reasons?: Maybe<readonly NoticeReason[]>;
  readonly noticeNumber?: Maybe<number>;
  readonly firstNoticeGivenOn?: Maybe<string>;
  readonly newConductOn?: Maybe<string>;
  readonly repairCost?: Maybe<number>;
  readonly replacementCost?: Maybe<number>;
  readonly personsAllowed?: Maybe<number>;
  readonly events?: Maybe<readonly EventInput[]>;
  readonly landlordTerminationDate?: Maybe<string>;
  readonly signedAtStartOfTenancy?: Maybe<boolean>;
  readonly periodEnd?: Maybe<string>;
  readonly noticeDays?: Maybe<number>;
  readonly landlordType?: Maybe<LandlordType>;
  readonly movingIn?: Maybe<readonly Relation[]>;
  readonly caregiverFor?: Maybe<readonly Relation[]>;
  readonly residentialUnitsInComplex?: Maybe<number>;
  readonly isCondominiumUnit?: Maybe<boolean>;
  readonly hasAgreementOfPurchaseAndSale?: Maybe<boolean>;
  readonly entryReason?: Maybe<EntryReason>;
  readonly purpose?: Maybe<string>;
  readonly agreementClause?: Maybe<string>;
  readonly authorizedBroker?: Maybe<string>;
  readonly entryOn?: Maybe<string>;
  readonly entryFrom?: Maybe<string>;
  readonly entryUntil?: Maybe<string>;
  /** An instant. */
  readonly givenAt?: Maybe<string>;
}

/** What a document would say, and what is wrong with that. */
export interface FormPlan {
  readonly document: DraftFormDocument;
  readonly terminationDate: string | null;
  readonly rules: readonly AppliedRule[];
  /** Empty: the document may be made. */
  readonly defects: readonly Fault[];
  readonly warnings: readonly Warning[];
}

export type Planner = (context: Context, tenancy: Tenancy, input: FormInput) => FormPlan;
