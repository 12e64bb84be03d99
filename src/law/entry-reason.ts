import type { Fault } from '../errors.ts';

/** Reasons for entry: first those that need a written notice, then those that do not. */
export const ENTRY_REASONS = [
  'REPAIR_OR_WORK',
  'MORTGAGEE_OR_INSURER',
  'CONDOMINIUM_INSPECTION',
  'INSPECTION',
  'AIR_CONDITIONER_INSPECTION',
  'AGREEMENT_REASON',
  'SHOW_TO_PURCHASER',
  'SHOW_TO_PROSPECTIVE_TENANT',
  'EMERGENCY',
  'CONSENT',
  'AGREED_CLEANING',
] as const;

export type EntryReason = (typeof ENTRY_REASONS)[number];

/** Section of each reason, whether it needs a written notice, and otherwise what it needs. */
const ENTRY_REASON_RULES: Readonly<
  Record<EntryReason, { readonly section: string; readonly byNotice: boolean; readonly instead: string }>
> = {
  REPAIR_OR_WORK: { section: 'RTA s.27(1) par.1', byNotice: true, instead: '' },
  MORTGAGEE_OR_INSURER: { section: 'RTA s.27(1) par.2', byNotice: true, instead: '' },
  CONDOMINIUM_INSPECTION: { section: 'RTA s.27(1) par.3', byNotice: true, instead: '' },
  INSPECTION: { section: 'RTA s.27(1) par.4', byNotice: true, instead: '' },
  AIR_CONDITIONER_INSPECTION: { section: 'RTA s.36.1(4)', byNotice: true, instead: '' },
  AGREEMENT_REASON: { section: 'RTA s.27(1) par.5', byNotice: true, instead: '' },
  SHOW_TO_PURCHASER: { section: 'RTA s.27(2)', byNotice: true, instead: '' },
  SHOW_TO_PROSPECTIVE_TENANT: {
    section: 'RTA s.26(3)',
    byNotice: false,
    instead: 'After a notice or agreement of termination, make a reasonable effort to inform the tenant.',
  },
  EMERGENCY: { section: 'RTA s.26(1)(a)', byNotice: false, instead: 'Enter without notice.' },
  CONSENT: {
    section: 'RTA s.26(1)(b)',
    byNotice: false,
    instead: 'Get the tenant’s consent at the time of entry.',
  },
  AGREED_CLEANING: {
    section: 'RTA s.26(2)',
    byNotice: false,
    instead: 'Enter at the cleaning times that the tenancy agreement sets.',
  },
};

/** Reasons that a notice of entry can state (RTA s.27(1), (2)). */
export const NOTICE_OF_ENTRY_REASONS = ENTRY_REASONS.filter((reason) => ENTRY_REASON_RULES[reason].byNotice);

/** `reason_not_by_notice`: a reason that a written notice of entry does not serve. */
export function entryReasonFault(reason: EntryReason): Fault[] {
  const { section, byNotice, instead } = ENTRY_REASON_RULES[reason];
  if (byNotice) return [];
  const message = `Entry for this reason does not use a written notice (${section}). ${instead}`;
  const path = ['input', 'reason'];
  return [{ path, code: 'reason_not_by_notice', message, allowed: NOTICE_OF_ENTRY_REASONS, section }];
}
