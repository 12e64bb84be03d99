import type { Fault } from '../errors.ts';

/** Why a landlord enters: first the reasons that take a written notice, then those that take none. */
export const ENTRY_REASONS = [
  'REPAIR_OR_WORK',
  'MORTGAGEE_OR_INSURER',
  'CONDOMINIUM_INSPECTION',
  'INSPECTION',
  'AGREEMENT_REASON',
  'SHOW_TO_PURCHASER',
  'SHOW_TO_PROSPECTIVE_TENANT',
  'EMERGENCY',
  'CONSENT',
  'AGREED_CLEANING',
] as const;

export type EntryReason = (typeof ENTRY_REASONS)[number];

/** Where each reason stands, and whether written notice is what gives the right to enter. */
export const ENTRY_REASON_RULES: Readonly<
  Record<EntryReason, { readonly section: string; readonly byNotice: boolean; readonly instead: string }>
> = {
  REPAIR_OR_WORK: { section: 'RTA s.27(1) par.1', byNotice: true, instead: '' },
  MORTGAGEE_OR_INSURER: { section: 'RTA s.27(1) par.2', byNotice: true, instead: '' },
  CONDOMINIUM_INSPECTION: { section: 'RTA s.27(1) par.3', byNotice: true, instead: '' },
  INSPECTION: { section: 'RTA s.27(1) par.4', byNotice: true, instead: '' },
  AGREEMENT_REASON: { section: 'RTA s.27(1) par.5', byNotice: true, instead: '' },
  SHOW_TO_PURCHASER: { section: 'RTA s.27(2)', byNotice: true, instead: '' },
  SHOW_TO_PROSPECTIVE_TENANT: {
    section: 'RTA s.26(3)',
    byNotice: false,
    instead: 'after a notice or agreement of termination, inform the tenant or reasonably try to',
  },
  EMERGENCY: { section: 'RTA s.26(1)(a)', byNotice: false, instead: 'no notice is needed' },
  CONSENT: {
    section: 'RTA s.26(1)(b)',
    byNotice: false,
    instead: 'the tenant consents at the time of entry',
  },
  AGREED_CLEANING: {
    section: 'RTA s.26(2)',
    byNotice: false,
    instead: 'the tenancy agreement provides for cleaning at agreed times',
  },
};

/** The reasons a notice of entry can state (RTA s.27(1), (2)). */
export const NOTICE_OF_ENTRY_REASONS = ENTRY_REASONS.filter((reason) => ENTRY_REASON_RULES[reason].byNotice);

/** The fault of a reason for which written notice is not what gives the right to enter. */
export function entryReasonFault(reason: EntryReason): Fault[] {
  const { section, byNotice, instead } = ENTRY_REASON_RULES[reason];
  if (byNotice) return [];
  const message = `A written notice of entry does not fit this reason: ${instead} (${section}).`;
  const path = ['input', 'reason'];
  return [{ path, code: 'reason_not_by_notice', message, allowed: NOTICE_OF_ENTRY_REASONS, section }];
}
