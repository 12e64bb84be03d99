import type { NoticeParties, PlainDate, PlainTime, Representative, Signer } from '../facts.ts';

/** First notice (may be corrected within seven days) or second within six months (may not). */
export type Occurrence = 'FIRST' | 'SECOND';

export interface DamageReason {
  readonly occurrence: Occurrence;
  /** First notice: estimated cost of repair, as one way to correct. */
  readonly repairCents?: number | undefined;
  /** First notice: estimated cost of replacement, where repair is not reasonable. */
  readonly replacementCents?: number | undefined;
}

export interface OvercrowdingReason {
  readonly occurrence: Occurrence;
  /** First notice: the number of persons the standards allow. */
  readonly personsAllowed?: number | undefined;
}

/** One event; as many as there are. */
export interface N5Event {
  readonly on: PlainDate;
  readonly at?: PlainTime | undefined;
  /** Who, where and what, in detail; line ends start paragraphs. */
  readonly what: string;
}

/** N5: interference, damage or overcrowding (RTA ss.62, 64, 67, 68). At least one reason. */
export interface N5Facts extends NoticeParties {
  readonly terminationDate: PlainDate;
  readonly interference?: { readonly occurrence: Occurrence } | undefined;
  readonly damage?: DamageReason | undefined;
  readonly overcrowding?: OvercrowdingReason | undefined;
  readonly events: readonly N5Event[];
  readonly signer: Signer;
  readonly representative?: Representative | undefined;
}
