import { addDays, type CalendarDate } from '../calendar/date.ts';
import type { EarliestTermination, NoticeInput } from './notice.ts';
import { mustEndPeriod } from './notice-faults.ts';
import { methodWords } from './service-method.ts';

type Found = Omit<EarliestTermination, 'rules' | 'warnings' | 'explanation'>;

function givenSentence({ form, servedOn, method }: NoticeInput, given: CalendarDate): string {
  const sent = `The ${form} is ${methodWords(method)} on ${servedOn}`;
  return given === servedOn
    ? `${sent} and counts as given the same day.`
    : `${sent} and counts as given on ${given}.`;
}

function dateSentences(input: NoticeInput, found: Found, days: number): string[] {
  const lastDay = addDays(found.deemedGiven, days);
  const counted = `The day of giving is left out; day ${days} is ${lastDay}.`;
  if (!mustEndPeriod(input)) return [counted, 'The tenancy may end on any day from then on.'];
  if (found.date < lastDay)
    return [
      counted,
      `Given in time for the February rule, the notice may end the tenancy on ${found.date} already.`,
    ];
  const isTermEnd = input.rentalPeriod === 'FIXED' && found.date === input.termEnd;
  if (isTermEnd) return [counted, `The term ends on ${found.date}, and the notice cannot cut it short.`];
  const isPastTerm = input.rentalPeriod === 'FIXED' && found.date > (input.termEnd ?? '');
  const goesOn = isPastTerm ? 'The notice reaches past the term, which goes on monthly. ' : '';
  return [counted, `${goesOn}The first rental period to end on or after that day ends on ${found.date}.`];
}

function consequenceSentences({ form }: NoticeInput, found: Found): string[] {
  const { correctionEndsOn, earliestBoardApplication, compensationRequired } = found;
  const sentences: string[] = [];
  if (correctionEndsOn)
    sentences.push(`The tenant can make the notice void by correcting its cause until ${correctionEndsOn}.`);
  if (earliestBoardApplication)
    sentences.push(`The landlord can apply to the Board from ${earliestBoardApplication}.`);
  if (compensationRequired === true)
    sentences.push(`One month's rent, or an acceptable unit, is owed by ${found.date}.`);
  if (compensationRequired === false) sentences.push('No compensation is owed.');
  if (form === 'N12') sentences.push('The Act sets no waiting time before an application to the Board.');
  return sentences;
}

/** How an earliest termination date follows, in plain sentences. */
export function explainEarliest(input: NoticeInput, found: Found, days: number): string {
  return [
    givenSentence(input, found.deemedGiven),
    ...dateSentences(input, found, days),
    ...consequenceSentences(input, found),
  ].join(' ');
}
