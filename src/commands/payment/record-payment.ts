import { futureDateFault } from '../../faults/date-bounds.ts';
import type { Context } from '../../request/context.ts';
import { badInput, notFound, type Fault } from '../../errors.ts';
import type { Warning } from '../../law/index.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { PaymentMethod, PaymentPurpose } from '../../generated/prisma/enums.ts';
import { oldestOwingPeriod } from '../../ledger/index.ts';
import { authorize } from '../../policies/acts.ts';
import { addDays } from '../../calendar/date.ts';
import { lastDayOf, monthOf } from '../../calendar/month.ts';
import { fromColumnOrNull, toColumn } from '../../db/date-column.ts';
import { lockLease } from '../tenancy/occupancy.ts';
import { rentReceipts } from '../../accounts/receipts.ts';
import { leaseTerms, LEDGER_SELECTION, type LedgerLease } from '../../accounts/tenancy-ledger.ts';

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

/** The fault of a month after the end of the tenancy or of its running term; null for a valid one. */
function periodFault(lease: LedgerLease & { endsOn: Date | null }, period: string, today: string) {
  const termEnd = fromColumnOrNull(lease.endsOn);
  const end = leaseTerms(lease).endedOn ?? (termEnd !== null && termEnd >= today ? termEnd : null);
  if (end === null || period <= monthOf(end)) return null;
  const message = `The tenancy ends on ${end}, so no rent is due for this month. Give ${monthOf(end)} or an earlier month.`;
  return { path: ['input', 'period'], code: 'period_after_end', message };
}

/** The month of a payment; by default the oldest with rent owing, null if none. */
async function periodOf(
  tx: Prisma.TransactionClient,
  leaseId: string,
  given: string | null | undefined,
  today: string,
): Promise<string | null> {
  const select = { ...LEDGER_SELECTION, endsOn: true };
  const lease = await tx.lease.findUniqueOrThrow({ where: { id: leaseId }, select });
  if (!given) return oldestOwingPeriod(leaseTerms(lease), rentReceipts(lease), today);
  const fault = periodFault(lease, given, today);
  if (fault) throw badInput([fault]);
  return given;
}

/** A payment for charges apart from rent names no month of rent. */
export function purposeFaults({ purpose, period }: Partial<RecordPaymentInput>): readonly Fault[] {
  if (purpose !== 'CHARGES' || !period) return [];
  const message = 'A payment for charges apart from rent names no month of rent. Leave the month out.';
  return [{ path: ['period'], code: 'not_applicable', message }];
}

/** Rent that was paid long before it is due: lawful as a gift of the tenant, never as a demand. */
function prepaidWarnings(period: string | null, today: string): Warning[] {
  if (period === null || period <= monthOf(addDays(lastDayOf(monthOf(today)), 1))) return [];
  const message = `This payment is for ${period}, long before that rent is due. A tenant may pay ahead, but a landlord cannot require it.`;
  return [{ code: 'prepaid_rent', message, section: 'RTA ss.105, 106' }];
}

/** The fault of a future date of receipt; null for a valid one. */
export function receiptDateFault(receivedOn: string, today: string) {
  return futureDateFault('The date of receipt', receivedOn, today);
}

/** Records money received from a tenant. Returns the payment's id. */
export async function recordPayment(context: Context, input: RecordPaymentInput): Promise<string> {
  const { viewer, today } = context;
  authorize(viewer, 'recordPayment');
  const tenant = await context.db.tenant.findUnique({ where: { id: input.tenantId } });
  if (!tenant) throw notFound('tenant');
  const receivedOn = input.receivedOn ?? today;
  const purpose = input.purpose ?? 'RENT';
  const future = receiptDateFault(receivedOn, today);
  const faults = [...purposeFaults(input), ...(future ? [{ ...future, path: ['receivedOn'] }] : [])];
  if (faults.length > 0)
    throw badInput(faults.map((fault) => ({ ...fault, path: ['input', ...fault.path] })));
  const id = context.newId('Payment');
  const row = {
    id,
    workspaceId: viewer.workspaceId,
    leaseId: tenant.leaseId,
    tenantId: tenant.id,
    amountCents: input.amount,
    purpose,
    status: 'PAID' as const,
    method: input.method ?? null,
    receivedOn: toColumn(receivedOn),
    reference: input.reference ?? null,
  };
  await context.write(async (tx) => {
    // Concurrent payments see each other.
    await lockLease(tx, tenant.leaseId);
    const period = purpose === 'CHARGES' ? null : await periodOf(tx, tenant.leaseId, input.period, today);
    const warnings = prepaidWarnings(period, today) as unknown as Prisma.InputJsonArray;
    await tx.payment.create({ data: { ...row, period, warnings } });
  }, id);
  return id;
}
