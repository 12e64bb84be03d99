import type { NoticeParties, PlainDate, Representative, Signer } from '../facts.ts';

export const RELATIONS = ['SELF', 'SPOUSE', 'CHILD', 'PARENT', 'SPOUSES_CHILD', 'SPOUSES_PARENT'] as const;

/** Relation to the landlord or purchaser of a person who will live in the unit or receive care. */
export type Relation = (typeof RELATIONS)[number];

/** Facts of an N12: the landlord, a purchaser or a family member requires the unit (RTA ss.48, 49). */
export interface N12Facts extends NoticeParties {
  readonly terminationDate: PlainDate;
  /** Party that requires the unit. */
  readonly side: 'LANDLORD' | 'PURCHASER';
  /** Persons who will move in; can be empty if a caregiver will. */
  readonly movingIn: readonly Relation[];
  /** Persons in the care of a caregiver who will move in. */
  readonly caregiverFor: readonly Relation[];
  /** Whether this notice owes the tenant compensation. */
  readonly compensation?: 'OWED' | 'NOT_OWED' | undefined;
  readonly signer: Signer;
  readonly representative?: Representative | undefined;
}
