import type { NoticeParties, PlainDate } from '../facts.ts';
import type { AgreementSigners } from '../notice/party-signatures.ts';

/** N11: agreement to end the tenancy (RTA ss.37, 77). */
export interface N11Facts extends NoticeParties, AgreementSigners {
  readonly terminationDate: PlainDate;
  /** Planned day of signing. It is not printed: everybody dates their signature. */
  readonly agreedOn?: PlainDate | undefined;
}
