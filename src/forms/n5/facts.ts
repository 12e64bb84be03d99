import type { NoticeParties, PlainDate, Representative, Signer } from '../facts.ts';
import type { NoticeEvent } from '../notice/events.ts';

/** First notice, which the tenant can correct within seven days, or second notice, which they cannot. */
export type Occurrence = 'FIRST' | 'SECOND';

export interface DamageReason {
  readonly occurrence: Occurrence;
  /** First notice: estimated cost of repair, which the tenant can pay to correct the damage. */
  readonly repairCents?: number | undefined;
  /** First notice: estimated cost of replacement, if repair is not reasonable. */
  readonly replacementCents?: number | undefined;
}

export interface OvercrowdingReason {
  readonly occurrence: Occurrence;
  /** First notice: number of persons that the standards allow. */
  readonly personsAllowed?: number | undefined;
}

/** N5: interference, damage or overcrowding (RTA ss.62, 64, 67, 68). At least one reason. */
export interface N5Facts extends NoticeParties {
  readonly terminationDate: PlainDate;
  readonly interference?: { readonly occurrence: Occurrence } | undefined;
  readonly damage?: DamageReason | undefined;
  readonly overcrowding?: OvercrowdingReason | undefined;
  readonly events: readonly NoticeEvent[];
  readonly signer: Signer;
  readonly representative?: Representative | undefined;
}
