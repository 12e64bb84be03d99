import { addDays, addMonths, type CalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import { fault, refuse, requiredDateFault } from './fault.ts';
import type { NoticeTerms } from './notice.ts';
import { applied, type AppliedRule, ruleInForce } from './rules.ts';

/** The days on which new conduct allows a second N5. */
export interface SecondNoticeWindow {
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly rules: readonly AppliedRule[];
}

/** Whether the landlord can give a second N5, and the window for new conduct. */
export interface SecondNoticeCheck extends SecondNoticeWindow {
  readonly allowed: boolean;
  readonly explanation: string;
}

/**
 * Window for new conduct after a first N5: more than seven days and less than six months after it is given (RTA
 * s.68(1)). The first and last day follow the plain words of the section.
 * @throws DomainError `BAD_INPUT` for an invalid date.
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
 * Checks whether new conduct on a day allows a second N5 (RTA s.68(1)).
 * @throws DomainError `BAD_INPUT` for an invalid date.
 */
export function checkSecondNotice(
  firstNoticeGivenOn: CalendarDate,
  newConductOn: CalendarDate,
): SecondNoticeCheck {
  refuse([
    ...requiredDateFault('firstNoticeGivenOn', firstNoticeGivenOn),
    ...requiredDateFault('newConductOn', newConductOn),
  ]);
  const window = secondNoticeWindow(firstNoticeGivenOn);
  const allowed = newConductOn >= window.firstDay && newConductOn <= window.lastDay;
  const explanation = `New conduct from ${window.firstDay} to ${window.lastDay} allows a second N5. ${newConductOn} is ${allowed ? 'within' : 'outside'} that window.`;
  return { ...window, allowed, explanation };
}

const SECTION = { section: 'RTA s.68(1)' };

/** Faults of a second N5 given on a day, as far as the first notice and the new conduct are known. */
export function secondNoticeFaults(terms: NoticeTerms, given: CalendarDate): Fault[] {
  const { form, noticeNumber, firstNoticeGivenOn, newConductOn } = terms;
  if (form !== 'N5' || noticeNumber !== 2 || !firstNoticeGivenOn) return [];
  const { firstDay, lastDay } = secondNoticeWindow(firstNoticeGivenOn);
  const faults: Fault[] = [];
  if (given < firstDay) {
    const message = `A second N5 needs new conduct on or after ${firstDay}, so ${given} is too early. Give it later.`;
    faults.push(
      fault('servedOn', 'second_notice_too_early', message, { ...SECTION, earliestDate: firstDay }),
    );
  }
  if (newConductOn && (newConductOn < firstDay || newConductOn > lastDay)) {
    const message = `A second N5 needs new conduct from ${firstDay} to ${lastDay}. For conduct on ${newConductOn}, give a first N5.`;
    faults.push(fault('newConductOn', 'second_notice_outside_window', message, SECTION));
  }
  if (newConductOn && newConductOn > given) {
    const message = `The new conduct on ${newConductOn} is after the notice is given on ${given}. Give an earlier date.`;
    faults.push(fault('newConductOn', 'conduct_after_notice', message, SECTION));
  }
  return faults;
}
