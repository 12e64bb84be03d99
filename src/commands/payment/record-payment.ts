import { futureDateFault } from '../../faults/date-bounds.ts';
import type { Context } from '../../request/context.ts';
import { badInput, notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { PaymentMethod } from '../../generated/prisma/enums.ts';
import { oldestOwingPeriod } from '../../ledger/index.ts';
import { authorize } from '../../policies/acts.ts';
import { toColumn } from '../../db/date-column.ts';
import { lockLease } from '../tenancy/occupancy.ts';
import { rentReceipts } from '../../accounts/receipts.ts';
import { leaseTerms, LEDGER_SELECTION } from '../../accounts/tenancy-ledger.ts';

export interface RecordPaymentInput {
  readonly tenantId: string;
  /** In cents. */
  readonly amount: number;
  /** `YYYY-MM`; by default the oldest period with rent owing. */
  readonly period?: string | null;
  readonly method?: PaymentMethod | null;
  /** Today by default. */
  readonly receivedOn?: string | null;
  readonly reference?: string | null;
}

/** The oldest period with rent owing; null if none. */
async function owingPeriod(
  tx: Prisma.TransactionClient,
  leaseId: string,
  today: string,
): Promise<string | null> {
  const lease = await tx.lease.findUniqueOrThrow({ where: { id: leaseId }, select: LEDGER_SELECTION });
  return oldestOwingPeriod(leaseTerms(lease), rentReceipts(lease), today);
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
  const fault = receiptDateFault(receivedOn, today);
  if (fault) throw badInput([{ ...fault, path: ['input', 'receivedOn'] }]);
  const id = context.newId('Payment');
  const row = {
    id,
    workspaceId: viewer.workspaceId,
    leaseId: tenant.leaseId,
    tenantId: tenant.id,
    amountCents: input.amount,
    status: 'PAID' as const,
    method: input.method ?? null,
    receivedOn: toColumn(receivedOn),
    reference: input.reference ?? null,
  };
  await context.write(async (tx) => {
    // Concurrent payments see each other.
    await lockLease(tx, tenant.leaseId);
    const period = input.period ?? (await owingPeriod(tx, tenant.leaseId, today));
    await tx.payment.create({ data: { ...row, period } });
  }, id);
  return id;
}
