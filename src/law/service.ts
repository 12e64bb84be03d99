import { addDays, type CalendarDate } from '../calendar/date.ts';
import { fault, refuse, requiredChoiceFault, requiredDateFault } from './fault.ts';
import { businessDayOnOrAfter, businessDayOnOrBefore } from './holidays.ts';
import { findRule, ruleInForce, type RuleOf } from './rules.ts';
import { SERVICE_METHODS, type ServiceMethod } from './service-method.ts';

type ServiceRule = RuleOf<
  'service.same_day' | 'service.email_days' | 'service.mail_days' | 'service.courier_business_days'
>;

/** The rule that says when a document sent by a method counts as given. */
export function serviceRule(sentOn: CalendarDate, method: ServiceMethod): ServiceRule {
  if (method === 'MAIL' || method === 'XPRESSPOST') return ruleInForce('service.mail_days', sentOn);
  if (method === 'COURIER') return ruleInForce('service.courier_business_days', sentOn);
  const ownRow = method === 'EMAIL_WITH_CONSENT' ? findRule('service.email_days', sentOn) : null;
  return ownRow ?? ruleInForce('service.same_day', sentOn);
}

function refuseUnserved(date: CalendarDate, field: string, method: ServiceMethod): void {
  const allowed = SERVICE_METHODS.filter((code) => code !== 'SMS');
  const message = 'A text message is not a method of service, so the document is never given.';
  const sms = fault('method', 'method_not_allowed', message, { allowed, section: 'LTB Rule 3.1' });
  refuse([
    ...requiredDateFault(field, date),
    ...(method === 'SMS' ? [sms] : requiredChoiceFault('method', method, allowed)),
  ]);
}

/**
 * The day a document counts as given: the fifth day after mailing (RTA s.191(3)), the next business day after
 * handing it to a courier (LTB Rule 3.9), the same day by every other method. Receipt does not matter.
 * @throws DomainError `BAD_INPUT` for a date that does not exist and for `SMS`.
 */
export function deemedGiven(sentOn: CalendarDate, method: ServiceMethod): CalendarDate {
  refuseUnserved(sentOn, 'servedOn', method);
  const { unit, value } = serviceRule(sentOn, method);
  if (unit === 'DAYS') return addDays(sentOn, value);
  let given = sentOn;
  for (let added = 0; added < value; added += 1) given = businessDayOnOrAfter(addDays(given, 1));
  return given;
}

/**
 * The last day to send a document that must count as given by a date: `deemedGiven` turned round. For a courier
 * it can be a Saturday, Sunday or holiday, if one takes the document then.
 * @throws DomainError `BAD_INPUT` for a date that does not exist and for `SMS`.
 */
export function latestSending(mustBeGivenBy: CalendarDate, method: ServiceMethod): CalendarDate {
  refuseUnserved(mustBeGivenBy, 'mustBeGivenBy', method);
  const { unit, value } = serviceRule(mustBeGivenBy, method);
  if (unit === 'DAYS') return addDays(mustBeGivenBy, -value);
  let sending = mustBeGivenBy;
  for (let taken = 0; taken < value; taken += 1) sending = addDays(businessDayOnOrBefore(sending), -1);
  return sending;
}
