import type { Context } from '../context.ts';
import { badInput, notFound } from '../errors.ts';
import type { PaymentMethod } from '../generated/prisma/enums.ts';
import { oldestOwingPeriod } from '../ledger/index.ts';
import { authorize } from '../policies/acts.ts';
import { toColumn } from './dates.ts';
import { leaseReceipts, leaseTerms, LEDGER_SELECTION } from './tenancy-ledger.ts';

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

/** Records money received from a tenant, as it came: the ledger works out what is owed. Gives the payment's id. */
export async function recordPayment(context: Context, input: RecordPaymentInput): Promise<string> {
  const { viewer, today } = context;
  authorize(viewer, 'recordPayment');
  const tenant = await context.db.tenant.findUnique({
    where: { id: input.tenantId },
    include: { lease: { select: LEDGER_SELECTION } },
  });
  if (!tenant) throw notFound('tenant');
  const receivedOn = input.receivedOn ?? today;
  if (receivedOn > today) {
    const message = `Money can't have been received after today, ${today}.`;
    throw badInput([{ path: ['input', 'receivedOn'], code: 'date_in_future', message }]);
  }
  const { lease } = tenant;
  const id = context.newId('Payment');
  const row = {
    id,
    workspaceId: viewer.workspaceId,
    leaseId: tenant.leaseId,
    tenantId: tenant.id,
    amountCents: input.amount,
    status: 'PAID' as const,
    period: input.period ?? oldestOwingPeriod(leaseTerms(lease), leaseReceipts(lease), today),
    method: input.method ?? null,
    receivedOn: toColumn(receivedOn),
    reference: input.reference ?? null,
  };
  await context.write((tx) => tx.payment.create({ data: row }), id);
  return id;
}
