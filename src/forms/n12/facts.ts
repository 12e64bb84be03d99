import type { NoticeParties, PlainDate, Representative, Signer } from '../facts.ts';

export const RELATIONS = ['SELF', 'SPOUSE', 'CHILD', 'PARENT', 'SPOUSES_CHILD', 'SPOUSES_PARENT'] as const;

/** Seen from the landlord (or the purchaser): who will live in the unit, or be cared for. */
export type Relation = (typeof RELATIONS)[number];

/** N12: the landlord, a purchaser or a family member requires the unit (RTA ss.48, 49). */
export interface N12Facts extends NoticeParties {
  readonly terminationDate: PlainDate;
  /** On whose side the unit is required. */
  readonly side: 'LANDLORD' | 'PURCHASER';
  /** Who will move in; may be empty if a caregiver will. */
  readonly movingIn: readonly Relation[];
  /** If a caregiver will move in: for whom they care. */
  readonly caregiverFor: readonly Relation[];
  readonly signer: Signer;
  readonly representative?: Representative | undefined;
}
