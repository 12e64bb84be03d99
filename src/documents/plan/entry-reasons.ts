import type { EntryReason as PrintedReason } from '../../forms/index.ts';
import type { EntryReason } from '../../law/index.ts';

/** Reasons of the law, by the reason that a notice of entry prints. */
export const LEGAL_REASONS = {
  REPAIR: 'REPAIR_OR_WORK',
  MORTGAGE_OR_INSURANCE: 'MORTGAGEE_OR_INSURER',
  CONDOMINIUM_INSPECTION: 'CONDOMINIUM_INSPECTION',
  INSPECTION: 'INSPECTION',
  AIR_CONDITIONER: 'AIR_CONDITIONER_INSPECTION',
  OTHER_IN_AGREEMENT: 'AGREEMENT_REASON',
  PURCHASER_VIEWING: 'SHOW_TO_PURCHASER',
} as const satisfies Record<PrintedReason, EntryReason>;

/** Printed reasons, by the reason of the law. A notice of entry cannot state the others. */
export const PRINTED_REASONS: Partial<Record<EntryReason, PrintedReason>> = Object.fromEntries(
  Object.entries(LEGAL_REASONS).map(([printed, legal]) => [legal, printed]),
);
