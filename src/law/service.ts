import { addDays, type CalendarDate } from '../calendar/date.ts';
import { fault, refuse, requiredChoiceFault, requiredDateFault } from './fault.ts';
import { businessDayOnOrAfter, businessDayOnOrBefore } from './holidays.ts';
import { findRule, ruleInForce, type RuleOf } from './rules.ts';
import { SERVICE_METHODS, type ServiceMethod } from './service-method.ts';

type ServiceRule = RuleOf<
  'service.same_day' | 'service.email_days' | 'service.mail_days' | 'service.courier_business_days'
>;

/** Rule for the day on which a document sent by a method counts as given. */
export function serviceRule(sentOn: CalendarDate, method: ServiceMethod): ServiceRule {
  if (method === 'MAIL' || method === 'XPRESSPOST') return ruleInForce('service.mail_days', sentOn);
  if (method === 'COURIER') return ruleInForce('service.courier_business_days', sentOn);
  const emailRule = method === 'EMAIL_WITH_CONSENT' ? findRule('service.email_days', sentOn) : null;
  return emailRule ?? ruleInForce('service.same_day', sentOn);
}

function rejectBadInput(date: CalendarDate, field: string, method: ServiceMethod): void {
  const allowed = SERVICE_METHODS.filter((code) => code !== 'SMS');
  const message = 'A text message is not a method of service. Choose another method.';
  const sms = fault('method', 'method_not_allowed', message, { allowed, section: 'LTB Rule 3.1' });
  refuse([
    ...requiredDateFault(field, date),
    ...(method === 'SMS' ? [sms] : requiredChoiceFault('method', method, allowed)),
  ]);
}

/**
 * Day on which a document counts as given: the fifth day after mailing (RTA s.191(3)), the next business day after
 * handing it to a courier (LTB Rule 3.9), the same day by every other method. Actual receipt does not matter.
 * @throws DomainError `BAD_INPUT` for an invalid date and for `SMS`.
 */
export function deemedGiven(sentOn: CalendarDate, method: ServiceMethod): CalendarDate {
  rejectBadInput(sentOn, 'servedOn', method);
  const { unit, value } = serviceRule(sentOn, method);
  if (unit === 'DAYS') return addDays(sentOn, value);
  let given = sentOn;
  for (let added = 0; added < value; added += 1) given = businessDayOnOrAfter(addDays(given, 1));
  return given;
}

/**
 * Last day to send a document that must count as given by a date: the reverse of `deemedGiven`. For a courier it can
 * be a Saturday, Sunday or holiday.
 * @throws DomainError `BAD_INPUT` for an invalid date and for `SMS`.
 */
export function latestSending(mustBeGivenBy: CalendarDate, method: ServiceMethod): CalendarDate {
  rejectBadInput(mustBeGivenBy, 'mustBeGivenBy', method);
  const { unit, value } = serviceRule(mustBeGivenBy, method);
  if (unit === 'DAYS') return addDays(mustBeGivenBy, -value);
  let sentOn = mustBeGivenBy;
  for (let removed = 0; removed < value; removed += 1) sentOn = addDays(businessDayOnOrBefore(sentOn), -1);
  return sentOn;
}
