import { addDays, type CalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import type { Cents } from '../money/cents.ts';
import { toDollars } from '../money/cents.ts';
import { money } from '../money/words.ts';
import { fault } from './fault.ts';
import { agreementMaximum, ruleSince, unknownGuidelineMessage } from './rent-schedule.ts';

/** First day on which an agreement to increase the rent can be in force (RTA s.121(5)). */
export function agreementFirstDay(agreedOn: CalendarDate): CalendarDate {
  return addDays(agreedOn, ruleSince('rent.agreement.first_day', agreedOn).value);
}

/** Last day on which the tenant can cancel an agreement to increase the rent (RTA s.121(4)). */
export function agreementCancelBy(agreedOn: CalendarDate): CalendarDate {
  return addDays(agreedOn, ruleSince('rent.agreement.cancel_days', agreedOn).value);
}

/** `agreement_too_soon`: an agreement that would be in force before the sixth day after its signing. */
export function agreementDayFaults(agreedOn: CalendarDate, effectiveOn: CalendarDate): Fault[] {
  const first = agreementFirstDay(agreedOn);
  if (effectiveOn >= first) return [];
  const message = `An agreement signed on ${agreedOn} can be in force from ${first} on. Give that day or a later one.`;
  return [
    fault('effectiveOn', 'agreement_too_soon', message, { section: 'RTA s.121(5)', earliestDate: first }),
  ];
}

/** Faults of the amount of an agreement: at most the guideline plus 3 % (RTA s.121(3)). */
export function agreementLimitFaults(before: Cents, rentCents: Cents, effectiveOn: CalendarDate): Fault[] {
  const maximum = agreementMaximum(before, effectiveOn);
  if (maximum === null) {
    const message = unknownGuidelineMessage(effectiveOn);
    return [fault('effectiveOn', 'guideline_unknown', message, { section: 'RTA s.120(3)' })];
  }
  if (rentCents <= maximum) return [];
  const message = `An agreement can raise the rent by the guideline plus 3 %, to ${money(maximum)} at most. Lower it.`;
  const more = { section: 'RTA s.121(3)', maximumRent: toDollars(maximum) };
  return [fault('rent', 'above_agreement_limit', message, more)];
}
