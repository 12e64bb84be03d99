import { toColumn } from '../../db/date-column.ts';
import {
  depositLines,
  ownerChangeOf,
  paymentLine,
  RECEIPT_DEPOSIT,
  RECEIPT_LEASE,
  RECEIPT_PAYMENT,
  receiptFaults,
  receiptOf,
  withPeriods,
  type ReceiptLease,
  type PaymentLine,
  type ReceivedLine,
  type StoredReceipt,
} from '../../documents/receipt.ts';
import { badInput, DomainError, notFound, type Fault } from '../../errors.ts';
import { futureDateFault } from '../../faults/date-bounds.ts';
import { returnsOf } from '../../accounts/receipts.ts';
import { LEDGER_SELECTION } from '../../accounts/tenancy-ledger.ts';
import type { Prisma, PrismaClient } from '../../generated/prisma/client.ts';
import { authorize } from '../../policies/acts.ts';
import type { Context } from '../../request/context.ts';
import { lockLease } from '../tenancy/occupancy.ts';

/** Days whose money a receipt covers, both included. */
export interface ReceiptDays {
  readonly from: string;
  readonly to: string;
}

/** The fault of a last day in the future; null for a valid one. */
export function receiptDayFault(to: string, today: string) {
  return futureDateFault('The last day of the receipt', to, today);
}

/** The fault of days in the wrong order; empty for valid ones. */
export function receiptDaysFaults({ from, to }: Partial<ReceiptDays>): readonly Fault[] {
  if (!from || !to || from <= to) return [];
  const message = `The receipt begins on ${from}, so it cannot end on ${to}. Give ${from} or a later date.`;
  return [{ path: ['to'], code: 'date_order', message }];
}

type Reading = Pick<PrismaClient, 'payment' | 'deposit' | 'lease'>;

/** Lines of payments with the periods that they paid, as the account stands today. */
async function told(
  { today }: Context,
  tx: Reading,
  leaseId: string,
  lines: readonly PaymentLine[],
): Promise<ReceivedLine[]> {
  if (lines.length === 0) return [];
  const lease = await tx.lease.findUniqueOrThrow({ where: { id: leaseId }, select: LEDGER_SELECTION });
  return withPeriods(lease, lines, today);
}

/** What a receipt is to cover. */
interface Subject {
  readonly lease: ReceiptLease;
  readonly paymentId: string | null;
  /** The money, read once the tenancy is locked. */
  readonly lines: (tx: Reading) => Promise<readonly ReceivedLine[]>;
}

async function paymentSubject(context: Context, paymentId: string): Promise<Subject> {
  const payment = await context.db.payment.findUnique({
    where: { id: paymentId },
    select: { lease: { select: RECEIPT_LEASE } },
  });
  if (!payment) throw notFound('payment');
  return {
    lease: payment.lease,
    paymentId,
    lines: async (tx) => {
      const one = await tx.payment.findUniqueOrThrow({ where: { id: paymentId }, select: RECEIPT_PAYMENT });
      const line = paymentLine(one);
      return told(context, tx, payment.lease.id, line ? [line] : []);
    },
  };
}

async function daysSubject(context: Context, tenantId: string, { from, to }: ReceiptDays): Promise<Subject> {
  const tenant = await context.db.tenant.findUnique({
    where: { id: tenantId },
    select: { lease: { select: RECEIPT_LEASE } },
  });
  if (!tenant) throw notFound('tenant');
  const { lease } = tenant;
  return {
    lease,
    paymentId: null,
    lines: async (tx) => {
      const receivedOn = { gte: toColumn(from), lte: toColumn(to) };
      const payments = await tx.payment.findMany({
        where: { leaseId: lease.id, receivedOn },
        orderBy: { id: 'asc' },
        select: RECEIPT_PAYMENT,
      });
      const deposits = await tx.deposit.findMany({
        where: { leaseId: lease.id },
        orderBy: { id: 'asc' },
        select: RECEIPT_DEPOSIT,
      });
      const isWithin = (line: ReceivedLine) => from <= line.receivedOn && line.receivedOn <= to;
      return [
        ...(await told(
          context,
          tx,
          lease.id,
          payments.flatMap((payment) => paymentLine(payment) ?? []),
        )),
        ...deposits.flatMap(depositLines).filter(isWithin),
      ];
    },
  };
}

function assertReceived({ paymentId }: Subject, lines: readonly ReceivedLine[]): void {
  if (lines.length > 0) return;
  const message = paymentId
    ? 'This payment is not money in hand, so it has no receipt. Mark it as paid first.'
    : 'No money was received on these days, so there is no receipt. Choose other days.';
  throw new DomainError('CONFLICT', message, { reason: 'not_received' });
}

/** @throws DomainError CONFLICT for days on which the property had several owners: each gives their own receipt. */
function assertOneLandlord({ lease }: Subject, lines: readonly ReceivedLine[]): void {
  const changedOn = ownerChangeOf(lease, lines);
  if (changedOn === undefined) return;
  const message = `The property was transferred on ${changedOn}. Ask for one receipt before that day and one from it on.`;
  throw new DomainError('CONFLICT', message, { reason: 'several_landlords' });
}

/** Takes the next number of the workspace. Until the end of the transaction, nobody else takes one. */
async function nextNumber(tx: Prisma.TransactionClient, workspaceId: string): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`receipt ${workspaceId}`}, 0))`;
  const [next] = await tx.$queryRaw<{ number: number }[]>`
    SELECT COALESCE(MAX("number"), 0) + 1 AS "number" FROM "Receipt" WHERE "workspaceId" = ${workspaceId}`;
  return next?.number ?? 1;
}

/** The first day whose money a payment can be: that of its last return, if it was made good since. */
async function madeGoodSince(db: Reading, paymentId: string): Promise<string | null> {
  const select = { status: true, returns: true };
  const payment = await db.payment.findUnique({ where: { id: paymentId }, select });
  return (payment?.status === 'PAID' && returnsOf(payment).at(-1)?.returnedOn) || null;
}

/** The receipt of a payment that was issued before; null if none was, or only for money that was returned since. */
async function issuedBefore(
  db: Reading & Pick<PrismaClient, 'receipt'>,
  paymentId: string | null,
): Promise<string | null> {
  if (paymentId === null) return null;
  const issued = await db.receipt.findFirst({ where: { paymentId }, orderBy: { number: 'desc' } });
  if (!issued) return null;
  const since = await madeGoodSince(db, paymentId);
  const [line] = (issued.facts as unknown as StoredReceipt).payments;
  return since !== null && line && line.receivedOn < since ? null : issued.id;
}

/** @throws DomainError CONFLICT for a receipt that could not be printed, e.g. without the unit's address. */
async function assertPrintable(context: Context, subject: Subject): Promise<void> {
  const lines = await subject.lines(context.db);
  assertReceived(subject, lines);
  assertOneLandlord(subject, lines);
  const draft = receiptOf(subject.lease, lines, { number: 1, issuedOn: context.today });
  const [fault] = await receiptFaults(context.printer, draft, context.clock.now().toISOString());
  if (!fault) return;
  const lacking = fault.path.join('.');
  const message = `This receipt cannot be printed: ${lacking}. ${fault.message}`;
  throw new DomainError('CONFLICT', message, { reason: 'receipt_incomplete' });
}

/** Issues a receipt, numbered and frozen. A payment has one receipt, which is given again, and another if it was made good. */
async function issue(context: Context, subject: Subject): Promise<string> {
  const { viewer, today } = context;
  const known = await issuedBefore(context.db, subject.paymentId);
  if (known) return known;
  authorize(viewer, 'issueReceipt');
  await assertPrintable(context, subject);
  const id = context.newId('Receipt');
  return context.write(async (tx) => {
    const { lease, paymentId } = subject;
    await lockLease(tx, lease.id);
    const again = await issuedBefore(tx, paymentId);
    if (again) return again;
    const lines = await subject.lines(tx);
    assertReceived(subject, lines);
    const number = await nextNumber(tx, viewer.workspaceId);
    const facts = receiptOf(lease, lines, { number, issuedOn: today }) as unknown as Prisma.InputJsonObject;
    const { workspaceId } = viewer;
    await tx.receipt.create({
      data: { id, workspaceId, leaseId: lease.id, paymentId, number, issuedOn: toColumn(today), facts },
    });
    return id;
  }, id);
}

/** Issues the receipt for a payment. Later changes of the payment leave it as it is. Returns its id. */
export async function issueReceipt(context: Context, paymentId: string): Promise<string> {
  return issue(context, await paymentSubject(context, paymentId));
}

/** Issues a receipt for all money that a tenancy paid on some days, deposits included. Returns its id. */
export async function issueReceiptForDays(
  context: Context,
  tenantId: string,
  days: ReceiptDays,
): Promise<string> {
  const fault = receiptDayFault(days.to, context.today);
  const faults = [...receiptDaysFaults(days), ...(fault ? [{ path: ['to'], ...fault }] : [])];
  if (faults.length > 0) throw badInput(faults.map((one) => ({ ...one, path: ['input', ...one.path] })));
  return issue(context, await daysSubject(context, tenantId, days));
}
