import { addDays, addMonths, type CalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import { fault, refuse, requiredDateFault } from './fault.ts';
import type { NoticeTerms } from './notice.ts';
import { applied, type AppliedRule, ruleInForce } from './rules.ts';

/** The days on which new conduct founds a second N5. */
export interface SecondNoticeWindow {
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly rules: readonly AppliedRule[];
}

/** Whether a second N5 is open to the landlord, and the window it depends on. */
export interface SecondNoticeAnswer extends SecondNoticeWindow {
  readonly allowed: boolean;
  readonly explanation: string;
}

/**
 * The window for new conduct after a first N5: more than seven days and less than six months after that notice was
 * given (RTA s.68(1)). The edge days are a plain reading of the section.
 * @throws DomainError `BAD_INPUT` for a date that does not exist.
 */
export function secondNoticeWindow(firstNoticeGivenOn: CalendarDate): SecondNoticeWindow {
  refuse(requiredDateFault('firstNoticeGivenOn', firstNoticeGivenOn));
  const after = ruleInForce('n5.second.after_days', firstNoticeGivenOn);
  const within = ruleInForce('n5.second.within_months', firstNoticeGivenOn);
  return {
    firstDay: addDays(firstNoticeGivenOn, after.value + 1),
    lastDay: addDays(addMonths(firstNoticeGivenOn, within.value), -1),
    rules: [applied(after), applied(within)],
  };
}

/**
 * Whether conduct on a day founds a second N5 (RTA s.68(1)).
 * @throws DomainError `BAD_INPUT` for dates that do not exist.
 */
export function secondNoticeAllowed(
  firstNoticeGivenOn: CalendarDate,
  newConductOn: CalendarDate,
): SecondNoticeAnswer {
  refuse([
    ...requiredDateFault('firstNoticeGivenOn', firstNoticeGivenOn),
    ...requiredDateFault('newConductOn', newConductOn),
  ]);
  const window = secondNoticeWindow(firstNoticeGivenOn);
  const allowed = newConductOn >= window.firstDay && newConductOn <= window.lastDay;
  const explanation = `After a first N5 given on ${firstNoticeGivenOn}, new conduct from ${window.firstDay} to ${window.lastDay} founds a second one; ${newConductOn} ${allowed ? 'lies within' : 'lies outside'}.`;
  return { ...window, allowed, explanation };
}

const SECTION = { section: 'RTA s.68(1)' };

/** What forbids a second N5 given on a day, as far as the first notice and the new conduct are known. */
export function secondNoticeFaults(terms: NoticeTerms, given: CalendarDate): Fault[] {
  const { form, noticeNumber, firstNoticeGivenOn, newConductOn } = terms;
  if (form !== 'N5' || noticeNumber !== 2 || !firstNoticeGivenOn) return [];
  const { firstDay, lastDay } = secondNoticeWindow(firstNoticeGivenOn);
  const faults: Fault[] = [];
  if (given < firstDay) {
    const message = `A second N5 needs new conduct from ${firstDay} on, so it cannot be given on ${given}.`;
    faults.push(
      fault('servedOn', 'second_notice_too_early', message, { ...SECTION, earliestDate: firstDay }),
    );
  }
  if (newConductOn && (newConductOn < firstDay || newConductOn > lastDay)) {
    const message = `A second N5 needs new conduct from ${firstDay} to ${lastDay}; ${newConductOn} founds a first one.`;
    faults.push(fault('newConductOn', 'second_notice_outside_window', message, SECTION));
  }
  if (newConductOn && newConductOn > given) {
    const message = `The new conduct (${newConductOn}) must come before the notice is given (${given}).`;
    faults.push(fault('newConductOn', 'conduct_after_notice', message, SECTION));
  }
  return faults;
}
