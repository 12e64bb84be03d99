import type { Context } from '../../request/context.ts';
import { badInput, notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { PaymentMethod } from '../../generated/prisma/enums.ts';
import { oldestOwingPeriod } from '../../ledger/index.ts';
import { authorize } from '../../policies/acts.ts';
import { dayToCome, toColumn } from '../../db/date-column.ts';
import { lockLease } from '../tenancy/occupancy.ts';
import { leaseReceipts, leaseTerms, LEDGER_SELECTION } from '../../accounts/tenancy-ledger.ts';

export interface RecordPaymentInput {
  readonly tenantId: string;
  /** In cents. */
  readonly amount: number;
  /** `YYYY-MM`; absent: the oldest one with rent owing. */
  readonly period?: string | null;
  readonly method?: PaymentMethod | null;
  /** Absent: today. */
  readonly receivedOn?: string | null;
  readonly reference?: string | null;
}

/** The oldest one with rent owing; null for none. Of payments at once, the second sees what the first has paid. */
async function owingPeriod(
  tx: Prisma.TransactionClient,
  leaseId: string,
  today: string,
): Promise<string | null> {
  await lockLease(tx, leaseId);
  const lease = await tx.lease.findUniqueOrThrow({ where: { id: leaseId }, select: LEDGER_SELECTION });
  return oldestOwingPeriod(leaseTerms(lease), leaseReceipts(lease), today);
}

/** What is wrong with the day on which money came, if it is yet to come. */
export function receiptToCome(receivedOn: string, today: string) {
  return dayToCome("Money can't have been received", receivedOn, today);
}

/** Records money received from a tenant, as it came: the ledger works out what is owed. Gives the payment's id. */
export async function recordPayment(context: Context, input: RecordPaymentInput): Promise<string> {
  const { viewer, today } = context;
  authorize(viewer, 'recordPayment');
  const tenant = await context.db.tenant.findUnique({ where: { id: input.tenantId } });
  if (!tenant) throw notFound('tenant');
  const receivedOn = input.receivedOn ?? today;
  const toCome = receiptToCome(receivedOn, today);
  if (toCome) throw badInput([{ ...toCome, path: ['input', 'receivedOn'] }]);
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
    const period = input.period ?? (await owingPeriod(tx, tenant.leaseId, today));
    await tx.payment.create({ data: { ...row, period } });
  }, id);
  return id;
}
