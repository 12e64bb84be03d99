import { addDays, type CalendarDate, yearOf } from '../calendar/date.ts';
import { badInput, type Fault } from '../errors.ts';
import { fault, refuse, requiredDateFault } from './fault.ts';
import { februaryDate } from './n9.ts';
import type { NoticeTerms, ServiceFacts } from './notice.ts';
import { methodFaults, mustEndPeriod, termsFaults } from './notice-faults.ts';
import { earliestDateGiven, firstFittingDay, noticePeriod } from './notice-period.ts';
import { applied, type AppliedRule } from './rules.ts';
import { ACT_IN_FORCE_FROM } from './rules/rule.ts';
import { latestSending, serviceRule } from './service.ts';

/** A notice whose termination date is chosen, and the method it is to be served by. */
export interface LatestServiceInput extends NoticeTerms, Pick<ServiceFacts, 'method' | 'emailConsent'> {
  readonly terminationDate: CalendarDate;
}

/** The last days to give and to send a notice for its termination date. */
export interface LatestService {
  /** Last day it may count as given. */
  readonly givenBy: CalendarDate;
  /** Last day to send it by the method. */
  readonly servedOn: CalendarDate;
  readonly rules: readonly AppliedRule[];
}

function fitFaults(input: LatestServiceInput): Fault[] {
  if (!mustEndPeriod(input)) return [];
  const fits = firstFittingDay(input, input.terminationDate);
  if (fits === input.terminationDate) return [];
  const message = `${input.terminationDate} does not end a rental period or term; ${fits} does.`;
  const more = { section: 'RTA ss.44, 48(2), 49(3)', earliestDate: fits };
  return [fault('terminationDate', 'not_period_end', message, more)];
}

/** Days on which giving could be the last in time: each length of notice back, and February's two limits. */
function candidates(input: LatestServiceInput): CalendarDate[] {
  const { terminationDate } = input;
  const year = yearOf(terminationDate);
  const now = noticePeriod(input, terminationDate).value;
  const then = noticePeriod(input, addDays(terminationDate, -now)).value;
  const limits = februaryDate(input, `${year}-01-01`) ? [`${year}-01-01`, `${year}-02-01`] : [];
  return [...limits, addDays(terminationDate, -now), addDays(terminationDate, -then)].sort().reverse();
}

/**
 * The last day on which serving by a method still holds for a chosen termination date: the reverse of
 * `earliestTermination`.
 * @throws DomainError `BAD_INPUT` naming every fault: those of the terms and the method, and a date on which the
 *   notice cannot end the tenancy whenever it is served (`not_period_end`, with the next date that fits).
 */
export function latestServiceDate(input: LatestServiceInput): LatestService {
  refuse([
    ...termsFaults(input),
    ...methodFaults(input),
    ...requiredDateFault('terminationDate', input.terminationDate),
  ]);
  refuse(fitFaults(input));
  const holds = (given: CalendarDate): boolean =>
    given >= ACT_IN_FORCE_FROM && earliestDateGiven(input, given) <= input.terminationDate;
  const givenBy = candidates(input).find(holds);
  if (givenBy === undefined) {
    const message = `No notice under the Act can end a tenancy on ${input.terminationDate}.`;
    throw badInput([fault('terminationDate', 'before_the_act', message)]);
  }
  const servedOn = latestSending(givenBy, input.method);
  const rules = [applied(serviceRule(servedOn, input.method)), applied(noticePeriod(input, givenBy))];
  return { givenBy, servedOn, rules };
}
