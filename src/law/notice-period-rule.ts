import type { RuleOf } from './rules.ts';

/** A rule that sets the minimum days of notice. */
export type NoticePeriodRule = RuleOf<
  | 'n4.notice_days'
  | 'n4.notice_days.daily_weekly'
  | 'n5.first.notice_days'
  | 'n5.second.notice_days'
  | 'n7.notice_days'
  | 'n8.notice_days'
  | 'n8.notice_days.daily_weekly'
  | 'n9.notice_days'
  | 'n9.notice_days.daily_weekly'
  | 'n9.reply_days'
  | 'n9.lease_demand_days'
  | 'n9.assignment_days'
  | 'n9.assignment_days.daily_weekly'
  | 'n12.notice_days'
  | 'n13.notice_days'
>;
