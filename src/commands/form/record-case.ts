import { fromColumnOrNull, toColumnOrNull } from '../../db/date-column.ts';
import { badInput, DomainError, type Fault } from '../../errors.ts';
import { futureDateFault } from '../../faults/date-bounds.ts';
import type { Form } from '../../generated/prisma/client.ts';
import type { FormType } from '../../generated/prisma/enums.ts';
import type { Context } from '../../request/context.ts';

/** What happened to a served form. `null` clears a fact; an absent one stays. */
export interface CaseInput {
  readonly appliedOn?: string | null;
  readonly fileNumber?: string | null;
  readonly hearingOn?: string | null;
  readonly correctedOn?: string | null;
  readonly compensationPaidOn?: string | null;
  readonly withdrawnOn?: string | null;
}

/** Facts of the past. A hearing can lie ahead. */
const PAST_DATES = ['appliedOn', 'correctedOn', 'compensationPaidOn', 'withdrawnOn'] as const;
const CASE_FIELDS = [...PAST_DATES, 'fileNumber', 'hearingOn'] as const;

const WORDS: Readonly<Record<(typeof PAST_DATES)[number] | 'hearingOn', string>> = {
  appliedOn: 'The day of the application',
  correctedOn: 'The day of the correction',
  compensationPaidOn: 'The day of the payment',
  withdrawnOn: 'The day of the withdrawal',
  hearingOn: 'The day of the hearing',
};

/** Documents that each fact belongs to; a fact without a line belongs to every notice of termination. */
const TYPES: Partial<Record<(typeof CASE_FIELDS)[number], readonly FormType[]>> = {
  correctedOn: ['N5'],
  compensationPaidOn: ['N12', 'N13'],
};

/** The fault of a day that has not come yet. */
export function caseDateFault(field: (typeof PAST_DATES)[number]) {
  return (on: string, today: string) => futureDateFault(WORDS[field], on, today);
}

/** Whether an input says something about the case of a form. */
export function hasCaseFacts(input: CaseInput): boolean {
  return CASE_FIELDS.some((field) => input[field] !== undefined);
}

function notForType(form: Form, input: CaseInput): Fault[] {
  return CASE_FIELDS.flatMap((field): Fault[] => {
    const types = TYPES[field];
    const isGiven = input[field] !== undefined && input[field] !== null;
    if (!isGiven || !types || types.includes(form.type)) return [];
    const message = `This belongs to ${types.join(' and ')} only. Leave it out.`;
    return [{ path: ['input', field], code: 'not_for_form', message, allowed: types }];
  });
}

/** Faults of days that have not come yet. */
function futureFaults(input: CaseInput, today: string): Fault[] {
  return PAST_DATES.flatMap((field): Fault[] => {
    const on = input[field];
    const future = on ? caseDateFault(field)(on, today) : null;
    return future ? [{ path: ['input', field], ...future }] : [];
  });
}

/** Faults of days before the form was served, and of a hearing before the application. */
function orderFaults(form: Form, input: CaseInput, servedOn: string | null): Fault[] {
  const dates = [...PAST_DATES, 'hearingOn' as const];
  const early = dates.flatMap((field): Fault[] => {
    const on = input[field];
    if (!on || servedOn === null || on >= servedOn) return [];
    const message = `${WORDS[field]} is before the service on ${servedOn}. Give ${servedOn} or a later date.`;
    return [{ path: ['input', field], code: 'date_order', message }];
  });
  const appliedOn = input.appliedOn === undefined ? fromColumnOrNull(form.appliedOn) : input.appliedOn;
  if (!input.hearingOn || !appliedOn || input.hearingOn >= appliedOn || early.length > 0) return early;
  const message = `The hearing is before the application on ${appliedOn}. Give a later date.`;
  return [{ path: ['input', 'hearingOn'], code: 'date_order', message }];
}

/** The day of a form's service: that of the change, else as recorded. */
export interface ServiceDay {
  readonly servedOn: Date | null;
  readonly status: Form['status'];
}

/**
 * The columns of the case file that an input sets.
 *
 * @throws DomainError CONFLICT `not_served` before the form is served; BAD_INPUT for days ahead or out of order.
 */
export function caseColumns({ today }: Context, form: Form, input: CaseInput, served: ServiceDay) {
  if (!hasCaseFacts(input)) return {};
  if (served.status !== 'SERVED' && served.servedOn === null) {
    const message = 'This form has not been served, so nothing followed from it. Record its service first.';
    throw new DomainError('CONFLICT', message, { reason: 'not_served' });
  }
  const servedOn = fromColumnOrNull(served.servedOn);
  const faults = [
    ...notForType(form, input),
    ...futureFaults(input, today),
    ...orderFaults(form, input, servedOn),
  ];
  if (faults.length > 0) throw badInput(faults);
  const date = (value: string | null | undefined) =>
    value === undefined ? undefined : toColumnOrNull(value);
  return {
    appliedOn: date(input.appliedOn),
    fileNumber: input.fileNumber,
    hearingOn: date(input.hearingOn),
    correctedOn: date(input.correctedOn),
    compensationPaidOn: date(input.compensationPaidOn),
    withdrawnOn: date(input.withdrawnOn),
  };
}
