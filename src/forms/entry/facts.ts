import type { ServiceMethod } from '../../vocabulary/service-method.ts';
import type { NoticeParties, PlainDate, PlainTime, Representative, Signer } from '../facts.ts';

/** Reasons of RTA s.27(1) par.1 to 5 and s.27(2), in that order. An air conditioner (s.36.1(4)) counts as inspection. */
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

/** Facts of a written notice of entry, given 24 hours ahead (RTA s.27). The Board has no form for it. */
export interface EntryFacts extends NoticeParties {
  /** Phone or e-mail of the landlord or agent. */
  readonly contact: string;
  readonly reason: EntryReason;
  /** Description of the work or visit. */
  readonly purpose: string;
  /** Clause of the tenancy agreement; required for `OTHER_IN_AGREEMENT`. */
  readonly agreementClause?: string | undefined;
  /** Broker or salesperson with the landlord's written authority, for `PURCHASER_VIEWING`. */
  readonly authorizedBroker?: string | undefined;
  readonly entryOn: PlainDate;
  readonly entryFrom: PlainTime;
  /** End of the entry window, if any. */
  readonly entryUntil?: PlainTime | undefined;
  readonly givenOn: PlainDate;
  readonly givenAt: PlainTime;
  readonly method: ServiceMethod;
  readonly signer: Signer;
  readonly representative?: Representative | undefined;
}
