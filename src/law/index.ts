export * from './agreement.ts';
export * from './deposit.ts';
export { depositInterestByYear, type InterestYear } from './deposit-interest.ts';
export { earliestTermination } from './earliest-termination.ts';
export { type EntryCheck, type EntryInput, checkEntry } from './entry.ts';
export { ENTRY_REASONS, type EntryReason, NOTICE_OF_ENTRY_REASONS } from './entry-reason.ts';
export { entryWindowWarnings, windowLengthFaults } from './entry-window.ts';
export { holidayOn, isBusinessDay } from './holidays.ts';
export {
  canRiseByNotice,
  earliestIncrease,
  type IncreasePlan,
  increaseObstacles,
  type IncreaseTerms,
  type IncreaseWish,
  maximumRent,
  planIncrease,
} from './increase-plan.ts';
export { type LatestService, latestServiceDate, type LatestServiceInput } from './latest-service-date.ts';
export * from './n13-compensation.ts';
export { missingReasonFaults } from './notice-faults.ts';
export { type Compensation, type CompensationInput, n12Compensation } from './n12-compensation.ts';
export * from './n12-eligibility.ts';
export { CHARGE_TYPES, type ChargeType, type N4Claim } from './n4-claim.ts';
export * from './notice.ts';
export { namesLateFee } from './late-fee.ts';
export { checkNsfCharge, type NsfChargeCheck } from './nsf-charge.ts';
export { type RentIncrease, type RentIncreaseInput, rentIncrease } from './rent-increase.ts';
export * from './rent-schedule.ts';
export {
  applied,
  type AppliedRule,
  findRule,
  RULE_SET_VERSION,
  type RuleId,
  ruleInForce,
  RULES,
} from './rules.ts';
export { ACT_IN_FORCE_FROM, type Rule, type RuleUnit } from './rules/rule.ts';
export { type SecondNoticeCheck, checkSecondNotice, secondNoticeWindow } from './second-notice.ts';
export { deemedGiven, latestSending } from './service.ts';
export {
  allowedMethods,
  methodFault,
  SERVED_DOCUMENTS,
  type ServedDocument,
  SERVICE_METHODS,
  type ServiceMethod,
} from './service-method.ts';
export * from './standing.ts';
export { type NoticeToValidate, type NoticeValidation, validateNotice } from './validate-notice.ts';
export { screenLeaseTerms } from './lease-terms.ts';
export type { Warning } from './warning.ts';
export type { CaseFacts, NoticeOnRecord, RentClaim } from './judge/case-facts.ts';
export { firstNotices } from './judge/conduct.ts';
export { judge, type Judgement } from './judge/judge.ts';
export {
  DEADLINES,
  type Deadline,
  type DeadlineKind,
  deadlinesOf,
  LISTED_FORMS,
  listedMonths,
} from './deadlines.ts';
