import { addDays, type CalendarDate } from '../calendar/date.ts';
import { correctionPeriod } from './correction.ts';
import type { EndingForm } from './notice.ts';
import { findRule, ruleInForce } from './rules.ts';

/** Kinds of deadlines that follow from a notice of termination, or from an agreement to end the tenancy. */
export const DEADLINES = [
  'PAY_BY',
  'CORRECT_BY',
  'COMPENSATION_BY',
  'TERMINATION',
  'APPLY_FROM',
  'APPLY_BY',
  'EVIDENCE_BY',
  'UPDATE_BY',
  'HEARING',
] as const;

export type DeadlineKind = (typeof DEADLINES)[number];

/** A day on which something must be done, or can be done from. */
export interface Deadline {
  readonly kind: DeadlineKind;
  readonly on: CalendarDate;
  readonly title: string;
  readonly section: string;
}

type Maybe<Value> = Value | null | undefined;

/** What the deadlines of a notice or of an agreement follow from. */
export interface DeadlineInput {
  readonly form: EndingForm;
  readonly noticeNumber?: Maybe<number>;
  /** Day on which a notice counts as given, or on which an agreement was signed. */
  readonly givenOn: CalendarDate;
  readonly terminationDate: CalendarDate;
  readonly compensationOwed: boolean;
  readonly compensationPaidOn?: Maybe<CalendarDate>;
  readonly appliedOn?: Maybe<CalendarDate>;
  readonly hearingOn?: Maybe<CalendarDate>;
}

/** The last day of applying that is safe: a notice is void 30 days after its date unless applied before (RTA s.46(1)). */
function lastSafeDay(terminationDate: CalendarDate, givenOn: CalendarDate): CalendarDate {
  return addDays(terminationDate, ruleInForce('notice.void_after_days', givenOn).value - 1);
}

/** Notices that an application on one of them lists, if they were given shortly before it (RTA s.71.1(3)). */
export const LISTED_FORMS: readonly EndingForm[] = ['N12', 'N13'];

/** Months before an application whose N12 and N13 it lists; null while the law asked for no list. */
export function listedMonths(appliedOn: CalendarDate): number | null {
  return findRule('application.listed_notices_months', appliedOn)?.value ?? null;
}

/** Last day to apply, with its papers: an N12's affidavit, and the list of an N12 or N13 (RTA s.71.1). */
function applyBy({ form, terminationDate, givenOn }: DeadlineInput): Deadline {
  const on = lastSafeDay(terminationDate, givenOn);
  const needsAffidavit = form === 'N12' && findRule('n12.affidavit_with_application', on) !== null;
  const needsList = LISTED_FORMS.includes(form) && listedMonths(on) !== null;
  const papers = [
    ...(needsAffidavit ? ['the affidavit of the person moving in'] : []),
    ...(needsList ? ['the list of all N12 and N13 of two years'] : []),
  ];
  const subsections = [...(needsAffidavit ? ['(1)'] : []), ...(needsList ? ['(3)'] : [])].join(', ');
  return {
    kind: 'APPLY_BY',
    on,
    title: [`Last safe day to apply to the Board on the ${form}`, papers.join(' and ')]
      .filter((part) => part !== '')
      .join(', with '),
    section: `RTA ss.46(1), 69(2)${subsections ? `, 71.1${subsections}` : ''}`,
  };
}

/** Notices that cannot be corrected, so that the landlord can apply at once (RTA s.71). */
const AT_ONCE: readonly EndingForm[] = ['N7', 'N8'];

/** An agreement to end the tenancy: the landlord can apply from its signing on (RTA s.77(1), (2)). */
function agreementDeadlines({ givenOn, terminationDate }: DeadlineInput): Deadline[] {
  const { value, section } = ruleInForce('agreement.application_days', givenOn);
  return [
    {
      kind: 'APPLY_FROM',
      on: givenOn,
      title: 'First day to apply to the Board on the N11',
      section: 'RTA s.77(1)',
    },
    {
      kind: 'TERMINATION',
      on: terminationDate,
      title: 'Last day of the tenancy by the N11',
      section: 'RTA s.77(1)',
    },
    {
      kind: 'APPLY_BY',
      on: addDays(terminationDate, value),
      title: 'Last day to apply to the Board on the N11',
      section,
    },
  ];
}

function noticeDeadlines(input: DeadlineInput): Deadline[] {
  const { form, noticeNumber, givenOn, terminationDate } = input;
  const found: Deadline[] = [];
  const add = (kind: DeadlineKind, on: CalendarDate, title: string, section: string) =>
    found.push({ kind, on, title, section });
  if (form === 'N4')
    add('PAY_BY', terminationDate, 'Last day to pay all rent owing under the N4', 'RTA s.59(2)');
  const isFirst = form === 'N5' && noticeNumber !== 2;
  if (isFirst) {
    const { lastDay } = correctionPeriod(givenOn);
    add(
      'CORRECT_BY',
      lastDay,
      'Last day for the tenant to correct the cause of the N5',
      'RTA ss.62(3), 64(3), 67(3)',
    );
    add('APPLY_FROM', addDays(lastDay, 1), 'First day to apply to the Board on the N5', 'RTA s.70');
  }
  if (input.compensationOwed && !input.compensationPaidOn)
    add('COMPENSATION_BY', terminationDate, "Last day to pay the tenant's compensation", 'RTA s.55.1');
  if (AT_ONCE.includes(form))
    add('APPLY_FROM', givenOn, `First day to apply to the Board on the ${form}`, 'RTA s.71');
  add('TERMINATION', terminationDate, `Termination date of the ${form}`, 'RTA s.43');
  if (form === 'N4')
    add(
      'APPLY_FROM',
      addDays(terminationDate, 1),
      'First day to apply to the Board on the N4',
      'RTA s.74(1)',
    );
  else found.push(applyBy(input));
  return found;
}

/** Deadlines before a hearing: evidence, and for an N4 the update of the arrears. */
function hearingDeadlines({ form, hearingOn, givenOn }: DeadlineInput): Deadline[] {
  if (!hearingOn) return [];
  const evidence = ruleInForce('hearing.evidence_days', givenOn);
  const update = ruleInForce('hearing.update_days', givenOn);
  const before = (days: number) => addDays(hearingOn, -days);
  const found: Deadline[] = [
    {
      kind: 'EVIDENCE_BY',
      on: before(evidence.value),
      title: 'Last day to send evidence to the Board and the tenant',
      section: evidence.section,
    },
    { kind: 'HEARING', on: hearingOn, title: 'Hearing at the Board', section: 'RTA s.183' },
  ];
  if (form === 'N4')
    found.push({
      kind: 'UPDATE_BY',
      on: before(update.value),
      title: 'Last day to send the L1/L9 information update',
      section: update.section,
    });
  return found;
}

/** The deadlines of a notice that was given, or of an agreement that was signed, in order of time. Those of an application that was made are left out. */
export function deadlinesOf(input: DeadlineInput): Deadline[] {
  const all = input.form === 'N11' ? agreementDeadlines(input) : noticeDeadlines(input);
  const own = all.filter(({ kind }) => !input.appliedOn || (kind !== 'APPLY_BY' && kind !== 'APPLY_FROM'));
  return [...own, ...hearingDeadlines(input)].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
