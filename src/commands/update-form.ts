import type { Context } from '../context.ts';
import { badInput, notFound, type Fault } from '../errors.ts';
import type { Form } from '../generated/prisma/client.ts';
import type { FormStatus, ServiceMethod } from '../generated/prisma/enums.ts';
import { deemedGiven, methodFault } from '../law/index.ts';
import { authorize } from '../policies/acts.ts';
import { fromColumnOrNull, toColumn } from './dates.ts';
import { serviceThatHolds } from './forms/service.ts';
import { findTenancy } from './forms/tenancy.ts';
import { assertLegalMove, type LegalMoves } from './legal-moves.ts';
import { assertVersion, ifVersion, isConditional, stale, type ExpectedVersion } from './versions.ts';

export interface UpdateFormInput {
  readonly status?: FormStatus | null;
  readonly servedOn?: string | null;
  readonly serviceMethod?: ServiceMethod | null;
  readonly servedBy?: string | null;
  /** With e-mail: as the lease says when absent. */
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

/** When and how; both have to be said, and to be possible. */
function serviceOf(context: Context, form: Form, input: UpdateFormInput, leaseConsent: boolean): Service {
  const { servedOn, serviceMethod: method } = input;
  const faults: Fault[] = [];
  const need = 'A served form needs the day and the method.';
  if (!servedOn) faults.push({ path: ['input', 'servedOn'], code: 'required', message: need });
  if (!method) faults.push({ path: ['input', 'serviceMethod'], code: 'required', message: need });
  if (servedOn && servedOn > context.today) {
    const message = `It can't have been served after today, ${context.today}.`;
    faults.push({ path: ['input', 'servedOn'], code: 'date_in_future', message });
  }
  const refused =
    method && form.type !== 'LEASE'
      ? methodFault(form.type, method, input.emailConsent ?? leaseConsent)
      : null;
  if (refused) faults.push({ ...refused, path: ['input', 'serviceMethod'] });
  if (faults.length > 0 || !servedOn || !method) throw badInput(faults);
  return { servedOn, method };
}

async function servedColumns(context: Context, form: Form, input: UpdateFormInput) {
  const tenancy = await findTenancy(context, form.tenantId);
  const { servedOn, method } = serviceOf(context, form, input, tenancy.lease.emailConsent);
  const terminationDate = fromColumnOrNull(form.terminationDate);
  const emailConsent = input.emailConsent ?? tenancy.lease.emailConsent;
  if (terminationDate !== null) {
    serviceThatHolds(context, tenancy, form, { servedOn, method, emailConsent, terminationDate });
  }
  return {
    status: 'SERVED' as const,
    servedOn: toColumn(servedOn),
    serviceMethod: method,
    servedBy: input.servedBy ?? null,
    deemedGivenOn: toColumn(deemedGiven(servedOn, method)),
  };
}

/** Serves or voids a form. What it says never changes. */
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
  assertLegalMove('form', LEGAL_MOVES, form.status, status);
  const columns = status === 'SERVED' ? await servedColumns(context, form, input) : { status };
  await context.write(async (tx) => {
    const where = { id, status: form.status, ...ifVersion(expectedVersion) };
    const { count } = await tx.form.updateMany({ where, data: columns });
    if (count > 0) return;
    if (isConditional(expectedVersion)) throw stale();
    // Somebody else has moved it, or it is no longer the viewer's to see.
    throw (await tx.form.findUnique({ where: { id } })) ? stale() : notFound('form');
  });
}
