import type { ServiceMethod } from '../../vocabulary/service-method.ts';
import type { NoticeParties, PlainDate, PlainTime, Signer } from '../facts.ts';

/** Reasons of RTA s.27(1) 1 to 5 and s.27(2), in that order; the air conditioner (s.36.1(4)) counts as an inspection. */
export const ENTRY_REASONS = [
  'REPAIR',
  'MORTGAGE_OR_INSURANCE',
  'CONDOMINIUM_INSPECTION',
  'INSPECTION',
  'AIR_CONDITIONER',
  'OTHER_IN_AGREEMENT',
  'PURCHASER_VIEWING',
] as const;

export type EntryReason = (typeof ENTRY_REASONS)[number];

/** Written notice of entry, 24 hours ahead (RTA s.27). The Board has no form for it. */
export interface EntryFacts extends NoticeParties {
  /** How to reach the landlord or agent: phone, e-mail. */
  readonly contact: string;
  readonly reason: EntryReason;
  /** What will be done, in free words. */
  readonly purpose: string;
  /** Clause of the tenancy agreement; needed for `OTHER_IN_AGREEMENT`. */
  readonly agreementClause?: string | undefined;
  /** Broker or salesperson with the landlord's written authority, for `PURCHASER_VIEWING`. */
  readonly authorizedBroker?: string | undefined;
  readonly entryOn: PlainDate;
  readonly entryFrom: PlainTime;
  /** End of the window, if the time is a window. */
  readonly entryUntil?: PlainTime | undefined;
  readonly givenOn: PlainDate;
  readonly givenAt: PlainTime;
  readonly method: ServiceMethod;
  readonly signer: Signer;
}
