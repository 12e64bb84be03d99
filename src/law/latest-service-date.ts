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

/** A notice with its termination date and planned method of service. */
export interface LatestServiceInput extends NoticeTerms, Pick<ServiceFacts, 'method' | 'emailConsent'> {
  readonly terminationDate: CalendarDate;
}

/** Last days to give and to send a notice for its termination date. */
export interface LatestService {
  /** Last day on which the notice can count as given. */
  readonly givenBy: CalendarDate;
  /** Last day to send the notice by this method. */
  readonly servedOn: CalendarDate;
  readonly rules: readonly AppliedRule[];
}

function fitFaults(input: LatestServiceInput): Fault[] {
  if (!mustEndPeriod(input)) return [];
  const fits = firstFittingDay(input, input.terminationDate);
  if (fits === input.terminationDate) return [];
  const message = `${input.terminationDate} does not end a rental period or the fixed term. Give ${fits}.`;
  const more = { section: 'RTA ss.44, 48(2), 49(3), 50(2), 58(2)', earliestDate: fits };
  return [fault('terminationDate', 'not_period_end', message, more)];
}

/** Candidates for the last day of giving: each notice period counted back, and the two February deadlines. */
function candidates(input: LatestServiceInput): CalendarDate[] {
  const { terminationDate } = input;
  const year = yearOf(terminationDate);
  const currentDays = noticePeriod(input, terminationDate).value;
  const earlierDays = noticePeriod(input, addDays(terminationDate, -currentDays)).value;
  const limits = februaryDate(input, `${year}-01-01`) ? [`${year}-01-01`, `${year}-02-01`] : [];
  const countedBack = [currentDays, earlierDays].map((days) => addDays(terminationDate, -days));
  return [...limits, ...countedBack].sort().reverse();
}

/**
 * Computes the last day to serve a notice by a method so that its termination date is lawful: the reverse of
 * `earliestTermination`.
 * @throws DomainError `BAD_INPUT` with every fault of the terms, the method and the date. `not_period_end` gives the
 *   next lawful date.
 */
export function latestServiceDate(input: LatestServiceInput): LatestService {
  refuse([
    ...termsFaults(input),
    ...methodFaults(input),
    ...requiredDateFault('terminationDate', input.terminationDate),
  ]);
  refuse(fitFaults(input));
  const isInTime = (given: CalendarDate): boolean =>
    given >= ACT_IN_FORCE_FROM && earliestDateGiven(input, given) <= input.terminationDate;
  const givenBy = candidates(input).find(isInTime);
  if (givenBy === undefined) {
    const message = `No notice under the Residential Tenancies Act, 2006 can end a tenancy on ${input.terminationDate}. Give a later date.`;
    throw badInput([fault('terminationDate', 'before_the_act', message)]);
  }
  const servedOn = latestSending(givenBy, input.method);
  const rules = [applied(serviceRule(servedOn, input.method)), applied(noticePeriod(input, givenBy))];
  return { givenBy, servedOn, rules };
}
