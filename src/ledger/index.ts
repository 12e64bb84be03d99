export { ageing } from './ageing.ts';
export type { Ageing, OwingCharge } from './ageing.ts';
export { ARREARS_TABLE_ROWS, arrearsBefore, arrearsTable } from './arrears-table.ts';
export type { ArrearsTable } from './arrears-table.ts';
export { chargedIn, chargedThrough } from './charge.ts';
export type { Charge, ChargeBasis } from './charge.ts';
export { lateness } from './lateness.ts';
export type { Lateness, LatePeriod } from './lateness.ts';
export { computeLedger, computeSums, oldestOwingPeriod } from './ledger.ts';
export type { HeldMoney, LedgerRow } from './allocation.ts';
export type { Ledger, LedgerSums, NextRent } from './ledger.ts';
export { paidPeriods } from './paid-periods.ts';
export type { PaidPeriod } from './paid-periods.ts';
export {
  countPeriods,
  MAX_PERIODS,
  MAX_PERIODS_AT_ENTRY,
  rentalPeriods,
  rentDayOnOrAfter,
} from './period.ts';
export type { PeriodTerms, RentalPeriod } from './period.ts';
export { receivedBy, type Receipt, type ReceiptKind, type ReceiptStatus, type Refund } from './receipt.ts';
export { moneyEntries, statement } from './statement.ts';
export type { ChargeRow, PaymentEntry, PaymentRow, Statement, StatementRow } from './statement.ts';
export { termsFaults } from './terms.ts';
export type { AgreedAmount, LeaseTerms, PartPeriods, RentalPeriodKind, RentChange } from './terms.ts';
