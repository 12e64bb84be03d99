import { badInput, type Fault } from '../errors.ts';

/** `date_in_future`. `subject` names the date, e.g. `The date of service`. */
export function futureDateFault(subject: string, day: string, today: string): Omit<Fault, 'path'> | null {
  if (day <= today) return null;
  return { code: 'date_in_future', message: `${subject} is after today. Give ${today} or an earlier date.` };
}

/** Number of years ahead for which accounts are computed. */
const YEARS_AHEAD = 5;

/** @throws DomainError BAD_INPUT `date_too_late`, naming the latest date, for a date too far ahead. */
export function assertWithinHorizon(argument: string, day: string, today: string): void {
  const latest = `${Number(today.slice(0, 4)) + YEARS_AHEAD}${today.slice(4).replace('-02-29', '-02-28')}`;
  if (day <= latest) return;
  const message = `Accounts are computed at most ${YEARS_AHEAD} years ahead. Give ${latest} or an earlier date.`;
  throw badInput([{ path: [argument], code: 'date_too_late', message }]);
}
