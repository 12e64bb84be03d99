import type { NoticeParties, PlainDate, Representative, Signer } from '../facts.ts';

/** Reasons of an N13, in the order of the Board's form. */
export const N13_REASONS = ['DEMOLITION', 'CONVERSION', 'REPAIRS'] as const;

export type N13Reason = (typeof N13_REASONS)[number];

/** Whether the permits for the work are there. */
export const PERMITS = ['OBTAINED', 'WILL_BE_OBTAINED', 'NOT_NEEDED'] as const;

export type Permits = (typeof PERMITS)[number];

/** N13: demolition, conversion or repairs (RTA s.50). */
export interface N13Facts extends NoticeParties {
  readonly terminationDate: PlainDate;
  readonly reason: N13Reason;
  /** The work. Line breaks start paragraphs. */
  readonly details: string;
  readonly permits: Permits;
  /** What the landlord owes for this notice; 0 months: nothing. */
  readonly compensation?:
    | {
        readonly months: number;
        readonly amountCents?: number | undefined;
        /** Whether a tenant who comes back gets the rent for the time of the work, if less. */
        readonly isLessOnReturn: boolean;
      }
    | undefined;
  readonly signer: Signer;
  readonly representative?: Representative | undefined;
}
