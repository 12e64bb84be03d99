import { createEvents } from 'ics';
import { addDays, partsOf, type CalendarDate } from '../calendar/date.ts';
import { fromColumnOrNull } from '../db/date-column.ts';
import type { Form, Prisma, PrismaClient, Tenant, Workspace } from '../generated/prisma/client.ts';
import { deadlinesOf, isEndingForm, type Deadline, type Warning } from '../law/index.ts';
import { FORM_TITLES } from '../vocabulary/form.ts';

/** The columns that the deadlines of a form follow from. */
export const DEADLINE_SELECTION = {
  type: true,
  status: true,
  input: true,
  warnings: true,
  terminationDate: true,
  deemedGivenOn: true,
  compensationPaidOn: true,
  appliedOn: true,
  hearingOn: true,
} as const satisfies Prisma.FormSelect;

export type RecordedForm = Pick<Form, keyof typeof DEADLINE_SELECTION>;

/** The deadlines that follow from a served notice of termination, or a signed agreement to end the tenancy; none for other documents and void notices. */
export function formDeadlines(form: RecordedForm): Deadline[] {
  const { type, status, input, warnings } = form;
  const terminationDate = fromColumnOrNull(form.terminationDate);
  const givenOn = fromColumnOrNull(form.deemedGivenOn);
  if (!isEndingForm(type) || status !== 'SERVED' || terminationDate === null || givenOn === null) return [];
  return deadlinesOf({
    form: type,
    noticeNumber: (input as { noticeNumber?: number | null }).noticeNumber,
    givenOn,
    terminationDate,
    compensationOwed: (warnings as unknown as Warning[]).some(({ code }) => code === 'compensation_owed'),
    compensationPaidOn: fromColumnOrNull(form.compensationPaidOn),
    appliedOn: fromColumnOrNull(form.appliedOn),
    hearingOn: fromColumnOrNull(form.hearingOn),
  });
}

function dateParts(on: CalendarDate): [number, number, number] {
  const [year, month, day] = partsOf(on);
  return [year, month, day];
}

type CalendarForm = Form & { readonly tenant: Tenant; readonly workspace: Workspace };

/** The deadlines of a form as an iCalendar file (RFC 5545), with a whole day for each. */
function calendarOf(form: CalendarForm): string {
  const events = formDeadlines(form).map(({ kind, on, title, section }) => ({
    uid: `${form.id}-${kind.toLowerCase()}@keynest`,
    title: `${title}: ${form.tenant.name}`,
    description: `${FORM_TITLES[form.type]} ${form.id}, ${section}.`,
    start: dateParts(on),
    end: dateParts(addDays(on, 1)),
    timestamp: form.updatedAt.getTime(),
    sequence: form.version,
  }));
  const { error, value } = createEvents(events, {
    productId: '-//KeyNest//Deadlines//EN',
    calName: 'KeyNest',
  });
  if (error || typeof value !== 'string')
    throw new Error(`The deadlines of ${form.id} cannot be written.`, { cause: error });
  return value;
}

/** A form with its deadlines as an iCalendar file; null if there is no form of that id. */
export async function readCalendar(
  prisma: PrismaClient,
  formId: string,
): Promise<{ form: CalendarForm; text: string } | null> {
  const form = await prisma.form.findUnique({
    where: { id: formId },
    include: { tenant: true, workspace: true },
  });
  return form && { form, text: calendarOf(form) };
}
