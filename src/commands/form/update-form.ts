import type { Context } from '../../request/context.ts';
import { notFound, type Fault } from '../../errors.ts';
import type { Form, Prisma } from '../../generated/prisma/client.ts';
import type { FormStatus, FormType } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import { toColumn } from '../../db/date-column.ts';
import { agreedTerm } from '../tenancy/agreed-term.ts';
import { lastDayBefore, withColumns } from '../tenancy/lease-life.ts';
import { nextTenancyOn } from '../tenancy/occupancy.ts';
import { serveFormRent, voidFormRent } from './form-rent.ts';
import { caseColumns, hasCaseFacts, type CaseInput } from './record-case.ts';
import { servedColumns, serviceFaults, type ServiceInput } from './serve-form.ts';
import { FORM_STATUS_WORDS } from '../../vocabulary/form.ts';
import { assertLegalMove, type LegalMoves } from '../legal-moves.ts';
import { assertVersion, ifVersion, isConditional, stale, type ExpectedVersion } from '../versions.ts';

export interface UpdateFormInput extends ServiceInput, CaseInput {
  readonly status?: FormStatus | null;
}

const LEGAL_MOVES: LegalMoves<FormStatus> = {
  DRAFT: ['VOID'],
  GENERATED: ['SERVED', 'VOID'],
  SERVED: ['VOID'],
  VOID: [],
};

/** Faults of the service that `updateForm` would report, to be reported with other faults. */
export async function previewService(
  context: Context,
  id: string,
  input: UpdateFormInput,
): Promise<readonly Fault[]> {
  if (input.status !== 'SERVED') return [];
  const form = await context.db.form.findUnique({ where: { id }, include: { lease: true } });
  return form ? serviceFaults(context, form, input, form.lease.emailConsent) : [];
}

/** Documents that make the last day of the tenancy known: the tenant's notice once served, the agreement once signed. */
const SET_LAST_DAY: readonly FormType[] = ['N9', 'N11'];

/** The notice or agreement that still ends a tenancy once another one is void: the last one given, of today or a day ahead. */
async function otherEnding(
  tx: Prisma.TransactionClient,
  { id, leaseId }: Form,
  today: string,
): Promise<Pick<Form, 'id' | 'terminationDate'> | null> {
  const terminationDate = { gte: toColumn(today) };
  return tx.form.findFirst({
    where: { leaseId, id: { not: id }, type: { in: [...SET_LAST_DAY] }, status: 'SERVED', terminationDate },
    orderBy: [{ deemedGivenOn: 'desc' }, { id: 'desc' }],
    select: { id: true, terminationDate: true },
  });
}

/**
 * A served N9 or a signed N11 makes the last day of the tenancy known, and one that becomes void takes it back. An earlier
 * one counts again then.
 */
async function noteLastDay(
  { today }: Context,
  tx: Prisma.TransactionClient,
  form: Form,
  next: FormStatus,
): Promise<void> {
  const { id: endedByFormId, leaseId, terminationDate: lastDayOn } = form;
  const lastDayKnownOn = toColumn(today);
  const running = { id: leaseId, status: { not: 'PAST' as const } };
  if (next === 'SERVED') {
    const data = { status: 'NOTICE' as const, endedByFormId, lastDayOn, lastDayKnownOn };
    await tx.lease.updateMany({ where: running, data });
    return;
  }
  const where = { ...running, endedByFormId };
  const lease = await tx.lease.findFirst({ where });
  if (!lease) return;
  const other = await otherEnding(tx, form, today);
  if (other) {
    const data = { endedByFormId: other.id, lastDayOn: other.terminationDate, lastDayKnownOn };
    await tx.lease.updateMany({ where, data });
    return;
  }
  const status = lease.startsOn > toColumn(today) ? ('PENDING' as const) : ('ACTIVE' as const);
  const term = agreedTerm(lease);
  const lastDay = lastDayBefore(withColumns(lease, term), await nextTenancyOn(tx, lease), today);
  const taken = { endedByFormId: null, lastDayOn: null, lastDayKnownOn: null };
  await tx.lease.updateMany({ where, data: { ...taken, ...term, ...lastDay, status } });
}

/** A form that was withdrawn is void from that day. */
function statusOf(form: Form, { status, withdrawnOn }: UpdateFormInput): FormStatus | null {
  const next = status ?? (withdrawnOn && form.status !== 'VOID' ? 'VOID' : null);
  if (next) assertLegalMove('form', FORM_STATUS_WORDS, LEGAL_MOVES, form.status, next);
  return next;
}

/** The columns of a change, and what it does besides. */
async function changeOf(context: Context, form: Form, input: UpdateFormInput) {
  const status = statusOf(form, input);
  const service = status === 'SERVED' ? await servedColumns(context, form, input) : null;
  const record = caseColumns(context, form, input, service ?? form);
  return { status, service, columns: { ...(status ? { status } : {}), ...service, ...record } };
}

/** A case is the landlord's to record; a tenant may record the service of an N9. */
function authorizeChange({ viewer }: Context, { type }: Form, input: UpdateFormInput): void {
  authorize(viewer, type === 'N9' && !hasCaseFacts(input) ? 'updateTenantNotice' : 'updateForm');
}

/** Marks a form as served or void, and records what followed from it. Its content never changes. */
export async function updateForm(
  context: Context,
  id: string,
  input: UpdateFormInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const form = await context.db.form.findUnique({ where: { id } });
  if (!form) throw notFound('form');
  authorizeChange(context, form, input);
  assertVersion(form, expectedVersion);
  if (!input.status && !hasCaseFacts(input)) return;
  const { status, service, columns } = await changeOf(context, form, input);
  await context.write(async (tx) => {
    const where = { id, status: form.status, ...ifVersion(expectedVersion) };
    const { count } = await tx.form.updateMany({ where, data: columns });
    if (count > 0) {
      if (SET_LAST_DAY.includes(form.type) && status) await noteLastDay(context, tx, form, status);
      if (status === 'VOID') await voidFormRent(context, tx, form);
      if (service) await serveFormRent(context, tx, form, service);
      return;
    }
    if (isConditional(expectedVersion)) throw stale();
    // The status has changed, or the viewer no longer sees the form.
    throw (await tx.form.findUnique({ where: { id } })) ? stale() : notFound('form');
  });
}
