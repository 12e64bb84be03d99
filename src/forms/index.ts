/** Renders facts as PDF documents. This room computes no law, dates or amounts. */
export type { CertificateOfServiceFacts, Service } from './certificate/facts.ts';
export type { DraftFormDocument, FactsByType, FormDocument, FormType } from './document.ts';
export type { EntryFacts, EntryReason } from './entry/facts.ts';
export { ENTRY_REASONS } from './entry/facts.ts';
export type * from './facts.ts';
export type * from './lease/facts.ts';
export type { InExchangeFor, N10Facts } from './n10/facts.ts';
export { IN_EXCHANGE_FOR } from './n10/facts.ts';
export type { RentIncreaseFacts } from './rent-increase/facts.ts';
export type { N12Facts, Relation } from './n12/facts.ts';
export { RELATIONS } from './n12/facts.ts';
export type { ArrearsPeriod, N4Facts } from './n4/facts.ts';
export type { DamageReason, N5Facts, Occurrence, OvercrowdingReason } from './n5/facts.ts';
export type { N7Facts } from './n7/facts.ts';
export { N7_REASONS } from './n7/facts.ts';
export type { N8Facts } from './n8/facts.ts';
export { N8_REASONS } from './n8/facts.ts';
export type { N11Facts } from './n11/facts.ts';
export type { N13Facts, Permits } from './n13/facts.ts';
export { PERMITS } from './n13/facts.ts';
export type { NoticeEvent } from './notice/events.ts';
export type {
  HeldDeposit,
  L1ScheduleFacts,
  ReturnedCharge,
  ScheduleEvent,
  ScheduleHearing,
} from './l1-schedule/facts.ts';
export type { Instalment, PaymentAgreementFacts, RentFrom } from './payment-agreement/facts.ts';
export type { N9Facts } from './n9/facts.ts';
export type { ReceiptFacts, ReceivedMoney } from './receipt/facts.ts';
export type { ReportColumn, ReportFacts } from './report/facts.ts';
export { factFaults } from './check/facts.ts';
export { withPrintableTexts } from './check/script.ts';
export { renderForm, type RenderOptions } from './render.ts';
export { fillOfficialForm, type OfficialDocument } from './official/fill.ts';
export { readTemplates, type Templates } from './official/templates.ts';
