import type { RENT_PERIOD_NOUNS } from '../../vocabulary/rent-period.ts';
import type { Address, NoticeParties, PlainDate, Representative, Signer } from '../facts.ts';

/** How often rent is due. */
export type RentPeriodName = keyof typeof RENT_PERIOD_NOUNS;

/** N1 or N2: notice of rent increase (RTA s.116). N2 is for units that are exempt from the guideline (s.6.1). */
export interface RentIncreaseFacts extends NoticeParties {
  /** The landlord's address, if known. */
  readonly landlordAddress?: Address | undefined;
  /** First day of the new rent. */
  readonly effectiveOn: PlainDate;
  /** Rent before that day, per rental period. */
  readonly rentBeforeCents: number;
  /** New rent per rental period: the total, with services that are paid to the landlord. */
  readonly newRentCents: number;
  readonly rentPeriod: RentPeriodName;
  readonly signer: Signer;
  readonly representative?: Representative | undefined;
}
