import type { NoticeParties, PlainDate, Representative, Signer } from '../facts.ts';

/** N9: tenant's notice to end the tenancy (RTA s.44). */
export interface N9Facts extends NoticeParties {
  /** Last day of the tenancy. */
  readonly terminationDate: PlainDate;
  /** Every tenant who leaves, or a single representative. */
  readonly signers: readonly Signer<'TENANT' | 'REPRESENTATIVE'>[];
  readonly representative?: Representative | undefined;
}
