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
  const counted = `The count starts the day after giving, and day ${days} is ${lastDay}.`;
  if (!mustEndPeriod(input)) return [counted, 'The tenancy can end on that day or later.'];
  if (found.date < lastDay)
    return [
      counted,
      `The notice meets the February rule, so it can end the tenancy earlier, on ${found.date}.`,
    ];
  const isTermEnd = input.rentalPeriod === 'FIXED' && found.date === input.termEnd;
  if (isTermEnd)
    return [counted, `The fixed term ends on ${found.date}, and the notice cannot end the tenancy earlier.`];
  const isPastTerm = input.rentalPeriod === 'FIXED' && found.date > (input.termEnd ?? '');
  const goesOn = isPastTerm ? 'The fixed term ends earlier, and the tenancy continues month to month. ' : '';
  return [counted, `${goesOn}The first rental period to end on or after that day ends on ${found.date}.`];
}

function consequenceSentences({ form }: NoticeInput, found: Found): string[] {
  const { correctionEndsOn, earliestBoardApplication, compensationRequired } = found;
  const sentences: string[] = [];
  if (correctionEndsOn)
    sentences.push(`The tenant can void the notice by correcting its cause by ${correctionEndsOn}.`);
  if (earliestBoardApplication)
    sentences.push(`The landlord can apply to the Board from ${earliestBoardApplication}.`);
  if (compensationRequired === true && form === 'N13')
    sentences.push(
      `The landlord owes compensation, or an acceptable unit, by ${found.date} (RTA ss.52 to 55.1).`,
    );
  else if (compensationRequired === true)
    sentences.push(`The landlord owes one month's rent, or an acceptable unit, by ${found.date}.`);
  if (compensationRequired === false) sentences.push('The landlord owes no compensation.');
  if (form === 'N12' || form === 'N13')
    sentences.push('The Act sets no waiting time before an application to the Board.');
  return sentences;
}

/** Explains in plain sentences how the earliest termination date was computed. */
export function explainEarliest(input: NoticeInput, found: Found, days: number): string {
  return [
    givenSentence(input, found.deemedGiven),
    ...dateSentences(input, found, days),
    ...consequenceSentences(input, found),
  ].join(' ');
}
