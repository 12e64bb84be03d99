import { arrearsKeptBefore } from '../../address/property-owner.ts';
import { futureDateFault } from '../../faults/date-bounds.ts';
import type { Context } from '../../request/context.ts';
import { badInput, notFound, type Fault } from '../../errors.ts';
import type { Warning } from '../../law/index.ts';
import type { Payment, Prisma } from '../../generated/prisma/client.ts';
import type { PaymentMethod, PaymentPurpose } from '../../generated/prisma/enums.ts';
import { oldestOwingPeriod, type Receipt } from '../../ledger/index.ts';
import { authorize } from '../../policies/acts.ts';
import { addDays } from '../../calendar/date.ts';
import { lastDayOf, monthOf } from '../../calendar/month.ts';
import { toColumn } from '../../db/date-column.ts';
import { KNOWN_SELECTION, lockOfTenancy } from '../../accounts/expected/align.ts';
import { rentReceipts } from '../../accounts/receipts.ts';
import { leaseTerms } from '../../accounts/tenancy-ledger.ts';
import { assertMonthOfRent, type PeriodLease } from './month-of-rent.ts';

export interface RecordPaymentInput {
  readonly tenantId: string;
  /** Rent by default. */
  readonly purpose?: PaymentPurpose | null;
  /** In cents. */
  readonly amount: number;
  /** `YYYY-MM`; by default the oldest period with rent owing. */
  readonly period?: string | null;
  readonly method?: PaymentMethod | null;
  /** Today by default. */
  readonly receivedOn?: string | null;
  readonly reference?: string | null;
}

/**
 * The month of a payment beside the receipts of its tenancy; by default the oldest with rent owing, null if none. Rent that
 * a former owner kept comes last: it is not owed to who receives the money.
 */
export function periodOf(
  lease: PeriodLease,
  receipts: readonly Receipt[],
  { period, receivedOn }: RecordPaymentInput,
  today: string,
): string | null {
  if (period) {
    assertMonthOfRent(lease, period, today);
    return period;
  }
  const since = arrearsKeptBefore(lease.unit.property, receivedOn ?? today);
  return oldestOwingPeriod(leaseTerms(lease), receipts, today, since);
}

/** A payment for charges apart from rent names no month of rent. */
export function purposeFaults({ purpose, period }: Partial<RecordPaymentInput>): readonly Fault[] {
  if (purpose !== 'CHARGES' || !period) return [];
  const message = 'A payment for charges apart from rent names no month of rent. Leave the month out.';
  return [{ path: ['period'], code: 'not_applicable', message }];
}

/** Rent that was paid on a day long before it is due: lawful as a gift of the tenant, never as a demand. */
export function prepaidWarnings(period: string | null, receivedOn: string): Warning[] {
  if (period === null || period <= monthOf(addDays(lastDayOf(monthOf(receivedOn)), 1))) return [];
  const message = `This payment is for ${period}, long before that rent is due. A tenant may pay ahead, but a landlord cannot require it.`;
  return [{ code: 'prepaid_rent', message, section: 'RTA ss.105, 106' }];
}

/** The fault of a future date of receipt; null for a valid one. */
export function receiptDateFault(receivedOn: string, today: string) {
  return futureDateFault('The date of receipt', receivedOn, today);
}

/** @throws DomainError BAD_INPUT for a month that a payment for charges names, or a day ahead. */
export function assertSound(input: RecordPaymentInput, today: string): void {
  const future = receiptDateFault(input.receivedOn ?? today, today);
  const faults = [...purposeFaults(input), ...(future ? [{ ...future, path: ['receivedOn'] }] : [])];
  if (faults.length > 0)
    throw badInput(faults.map((fault) => ({ ...fault, path: ['input', ...fault.path] })));
}

/** The row of money received from a tenant. */
export function paymentRow(
  { viewer: { workspaceId }, today }: Context,
  id: string,
  { id: tenantId, leaseId }: { readonly id: string; readonly leaseId: string },
  input: RecordPaymentInput,
  period: string | null,
) {
  const receivedOn = input.receivedOn ?? today;
  return {
    id,
    workspaceId,
    leaseId,
    tenantId,
    amountCents: input.amount,
    purpose: input.purpose ?? ('RENT' as const),
    status: 'PAID' as const,
    method: input.method ?? null,
    receivedOn: toColumn(receivedOn),
    reference: input.reference ?? null,
    period,
    warnings: prepaidWarnings(period, receivedOn) as unknown as Prisma.InputJsonArray,
  };
}

/** What a payment needs to know of its tenant: the tenancy, its month of rent and its expected rows. */
const TENANT_SELECTION = {
  id: true,
  leaseId: true,
  lease: { select: { ...KNOWN_SELECTION, endsOn: true } },
} as const satisfies Prisma.TenantSelect;

/** Records money received from a tenant. */
export async function recordPayment(context: Context, input: RecordPaymentInput): Promise<Payment> {
  const { viewer, today } = context;
  authorize(viewer, 'recordPayment');
  const id = context.newId('Payment');
  const record = async (tx: Prisma.TransactionClient) => {
    const where = { id: input.tenantId };
    const tenant = await tx.tenant.findUnique({ where, select: TENANT_SELECTION });
    if (!tenant) throw notFound('tenant');
    assertSound(input, today);
    const { lease } = tenant;
    const isRent = input.purpose !== 'CHARGES';
    const period = isRent ? periodOf(lease, rentReceipts(lease), input, today) : null;
    return { payment: paymentRow(context, id, tenant, input, period), lease };
  };
  // The lock comes first, so that concurrent payments see each other.
  return context.writePayment(lockOfTenancy(input.tenantId, viewer.workspaceId), record, id);
}
