import type { NoticeParties, PlainDate, Representative, Signer } from '../facts.ts';
import type { NoticeEvent } from '../notice/events.ts';

/** Reasons of an N7, in the order of the Board's form. */
export const N7_REASONS = [
  'SAFETY',
  'WILFUL_DAMAGE',
  'INCONSISTENT_USE',
  'SMALL_BUILDING_INTERFERENCE',
] as const;

export type N7Reason = (typeof N7_REASONS)[number];

/** N7: serious problems (RTA ss.63, 65, 66). At least one reason. */
export interface N7Facts extends NoticeParties {
  readonly terminationDate: PlainDate;
  readonly reasons: readonly N7Reason[];
  readonly events: readonly NoticeEvent[];
  readonly signer: Signer;
  readonly representative?: Representative | undefined;
}
