import { futureDateFault } from '../../faults/date-bounds.ts';
import { dateIn } from '../../calendar/zone.ts';
import type { Context } from '../../request/context.ts';
import { badInput, notFound, type Fault } from '../../errors.ts';
import type { Form, Prisma } from '../../generated/prisma/client.ts';
import type { FormStatus, ServiceMethod } from '../../generated/prisma/enums.ts';
import { deemedGiven, methodFault } from '../../law/index.ts';
import { authorize } from '../../policies/acts.ts';
import { fromColumnOrNull, toColumn } from '../../db/date-column.ts';
import { certificateFacts } from '../../documents/files.ts';
import { assertInOntario } from '../../documents/outside-ontario.ts';
import { serveFormRent, voidFormRent } from './form-rent.ts';
import { assertServedInTime } from '../../documents/plan/service.ts';
import { findTenancy } from '../../documents/plan/tenancy.ts';
import { FORM_STATUS_WORDS } from '../../vocabulary/form.ts';
import { assertLegalMove, type LegalMoves } from '../legal-moves.ts';
import { assertVersion, ifVersion, isConditional, stale, type ExpectedVersion } from '../versions.ts';

export interface UpdateFormInput {
  readonly status?: FormStatus | null;
  readonly servedOn?: string | null;
  readonly serviceMethod?: ServiceMethod | null;
  readonly servedBy?: string | null;
  /** For service by e-mail; by default as the lease says. */
  readonly emailConsent?: boolean | null;
}

const LEGAL_MOVES: LegalMoves<FormStatus> = {
  DRAFT: ['VOID'],
  GENERATED: ['SERVED', 'VOID'],
  SERVED: ['VOID'],
  VOID: [],
};

interface Service {
  readonly servedOn: string;
  readonly method: ServiceMethod;
}

export const SERVICE_NEEDED = {
  code: 'required',
  message: 'A served form needs the date and the method of service. Give both.',
} as const;

/** The fault of a future date of service; null for a valid one. */
export function serviceDateFault(servedOn: string, today: string) {
  return futureDateFault('The date of service', servedOn, today);
}

/** The fault of a date of service before the form existed; null for a valid one. */
function earlyServiceFault(servedOn: string, day: string): Omit<Fault, 'path'> | null {
  if (servedOn >= day) return null;
  return {
    code: 'date_order',
    message: `The date of service is before the form was generated. Give ${day} or a later date.`,
  };
}

function generatedOn({ viewer }: Context, { createdAt }: Form): string {
  return dateIn(viewer.timeZone, createdAt);
}

/** Every fault of the date and the method of service. */
function serviceFaults(context: Context, form: Form, input: UpdateFormInput, leaseConsent: boolean): Fault[] {
  const { servedOn, serviceMethod: method } = input;
  const faults: Fault[] = [];
  if (!servedOn) faults.push({ path: ['input', 'servedOn'], ...SERVICE_NEEDED });
  if (!method) faults.push({ path: ['input', 'serviceMethod'], ...SERVICE_NEEDED });
  const impossible =
    servedOn &&
    (serviceDateFault(servedOn, context.today) ?? earlyServiceFault(servedOn, generatedOn(context, form)));
  if (impossible) faults.push({ path: ['input', 'servedOn'], ...impossible });
  const refused =
    method && form.type !== 'LEASE'
      ? methodFault(form.type, method, input.emailConsent ?? leaseConsent)
      : null;
  if (refused) faults.push({ ...refused, path: ['input', 'serviceMethod'] });
  return faults;
}

/** The date and the method of service. @throws DomainError BAD_INPUT with every fault. */
function serviceOf(context: Context, form: Form, input: UpdateFormInput, leaseConsent: boolean): Service {
  const { servedOn, serviceMethod: method } = input;
  const faults = serviceFaults(context, form, input, leaseConsent);
  if (faults.length > 0 || !servedOn || !method) throw badInput(faults);
  return { servedOn, method };
}

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

async function servedColumns(context: Context, form: Form, input: UpdateFormInput) {
  const tenancy = await findTenancy(context, form.tenantId);
  assertInOntario(tenancy);
  const { servedOn, method } = serviceOf(context, form, input, tenancy.lease.emailConsent);
  const terminationDate = fromColumnOrNull(form.terminationDate);
  const emailConsent = input.emailConsent ?? tenancy.lease.emailConsent;
  if (terminationDate !== null) {
    assertServedInTime(context, tenancy, form, { servedOn, method, emailConsent, terminationDate });
  }
  const columns = {
    status: 'SERVED' as const,
    servedOn: toColumn(servedOn),
    serviceMethod: method,
    servedBy: input.servedBy ?? null,
    deemedGivenOn: toColumn(deemedGiven(servedOn, method)),
  };
  const { workspace } = tenancy;
  const certificate = certificateFacts({ ...form, ...columns, tenant: tenancy, workspace });
  return { ...columns, certificate: certificate as unknown as Prisma.InputJsonObject };
}

/** A served N9 makes the last day of the tenancy known, and one that becomes void takes it back. */
async function noteLastDay(
  { today }: Context,
  tx: Prisma.TransactionClient,
  { id: endedByFormId, leaseId, terminationDate: lastDayOn }: Form,
  status: FormStatus,
): Promise<void> {
  const running = { id: leaseId, status: { not: 'PAST' as const } };
  if (status === 'SERVED') {
    const data = { status: 'NOTICE' as const, endedByFormId, lastDayOn, lastDayKnownOn: toColumn(today) };
    await tx.lease.updateMany({ where: running, data });
    return;
  }
  const noticed = { ...running, endedByFormId };
  const taken = { endedByFormId: null, lastDayOn: null, lastDayKnownOn: null };
  const isAhead = { startsOn: { gt: toColumn(today) } };
  await tx.lease.updateMany({ where: { ...noticed, ...isAhead }, data: { ...taken, status: 'PENDING' } });
  await tx.lease.updateMany({ where: noticed, data: { ...taken, status: 'ACTIVE' } });
}

/** Marks a form as served or void. Its content never changes. */
export async function updateForm(
  context: Context,
  id: string,
  input: UpdateFormInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const form = await context.db.form.findUnique({ where: { id } });
  if (!form) throw notFound('form');
  authorize(context.viewer, form.type === 'N9' ? 'updateTenantNotice' : 'updateForm');
  assertVersion(form, expectedVersion);
  const { status } = input;
  if (!status) return;
  assertLegalMove('form', FORM_STATUS_WORDS, LEGAL_MOVES, form.status, status);
  const columns = status === 'SERVED' ? await servedColumns(context, form, input) : { status };
  await context.write(async (tx) => {
    const where = { id, status: form.status, ...ifVersion(expectedVersion) };
    const { count } = await tx.form.updateMany({ where, data: columns });
    if (count > 0) {
      if (form.type === 'N9') await noteLastDay(context, tx, form, status);
      if (status === 'VOID') await voidFormRent(context, tx, form);
      if ('certificate' in columns) await serveFormRent(context, tx, form, columns);
      return;
    }
    if (isConditional(expectedVersion)) throw stale();
    // The status has changed, or the viewer no longer sees the form.
    throw (await tx.form.findUnique({ where: { id } })) ? stale() : notFound('form');
  });
}
