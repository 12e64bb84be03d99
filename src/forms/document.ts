import type { CertificateOfServiceFacts } from './certificate/facts.ts';
import type { EntryFacts } from './entry/facts.ts';
import type { Draft } from './facts.ts';
import type { L1ScheduleFacts } from './l1-schedule/facts.ts';
import type { LeaseFacts } from './lease/facts.ts';
import type { N10Facts } from './n10/facts.ts';
import type { RentIncreaseFacts } from './rent-increase/facts.ts';
import type { N12Facts } from './n12/facts.ts';
import type { N11Facts } from './n11/facts.ts';
import type { N13Facts } from './n13/facts.ts';
import type { N7Facts } from './n7/facts.ts';
import type { N8Facts } from './n8/facts.ts';
import type { N4Facts } from './n4/facts.ts';
import type { N5Facts } from './n5/facts.ts';
import type { N9Facts } from './n9/facts.ts';
import type { PaymentAgreementFacts } from './payment-agreement/facts.ts';
import type { ReceiptFacts } from './receipt/facts.ts';
import type { ReportFacts } from './report/facts.ts';

/** The facts of every form, by its type. */
export interface FactsByType {
  readonly N1: RentIncreaseFacts;
  readonly N2: RentIncreaseFacts;
  readonly N4: N4Facts;
  readonly N5: N5Facts;
  readonly N7: N7Facts;
  readonly N8: N8Facts;
  readonly N9: N9Facts;
  readonly N10: N10Facts;
  readonly N12: N12Facts;
  readonly N11: N11Facts;
  readonly N13: N13Facts;
  readonly L1_SCHEDULE: L1ScheduleFacts;
  readonly PAYMENT_AGREEMENT: PaymentAgreementFacts;
  readonly ENTRY: EntryFacts;
  readonly LEASE: LeaseFacts;
  readonly CERTIFICATE_OF_SERVICE: CertificateOfServiceFacts;
  readonly RECEIPT: ReceiptFacts;
  readonly REPORT: ReportFacts;
}

export type FormType = keyof FactsByType;

/** A document with all its facts. */
export type FormDocument = {
  [Type in FormType]: { readonly type: Type; readonly facts: FactsByType[Type] };
}[FormType];

/** A document with missing facts. It prints blank lines for them, as a draft only. */
export type DraftFormDocument = {
  [Type in FormType]: { readonly type: Type; readonly facts: Draft<FactsByType[Type]> };
}[FormType];
