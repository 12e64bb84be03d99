import type { Context } from '../../request/context.ts';
import { badInput, DomainError, notFound, type Fault } from '../../errors.ts';
import { futureDateFault } from '../../faults/date-bounds.ts';
import type { Payment } from '../../generated/prisma/client.ts';
import type { ChargeKind } from '../../generated/prisma/enums.ts';
import { money } from '../../money/words.ts';
import { authorize } from '../../policies/acts.ts';
import { fromColumn, toColumn } from '../../db/date-column.ts';
import { isRentCredit } from '../../accounts/receipts.ts';
import { namesLateFee } from '../../law/index.ts';
import { isForReturnedPayment } from '../../vocabulary/charge.ts';
import { administrationFaults, assertOncePerCheque } from '../payment/give-back.ts';
import { assertMonthOfRent, PERIOD_SELECTION } from '../payment/month-of-rent.ts';
import { lockLease } from '../tenancy/occupancy.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';

/** What a caller may ask for. The law refuses the last two. */
export type AskedKind = Exclude<ChargeKind, 'DEPOSIT'> | 'LATE_FEE' | 'INTEREST';

export interface AddChargeInput {
  readonly kind: AskedKind;
  /** In cents. */
  readonly amount: number;
  /** Today by default. */
  readonly on?: string | null;
  /** Of a credit or a discount: the month of the rent that it pays first. */
  readonly period?: string | null;
  readonly note?: string | null;
  readonly paymentId?: string | null;
}

/** The fault of a charge dated in the future; null for a valid one. */
export function chargeDateFault(on: string, today: string) {
  return futureDateFault('The date of the charge', on, today);
}

function isLateFee({ kind, note }: Partial<AddChargeInput>): boolean {
  if (kind === 'LATE_FEE' || kind === 'INTEREST') return true;
  return kind !== undefined && !isRentCredit(kind) && namesLateFee(note ?? '');
}

/** Faults of a charge that follow from the law and from its own fields. */
export function chargeFaults(input: Partial<AddChargeInput>): readonly Fault[] {
  const { kind, period, amount } = input;
  const faults: Fault[] = [];
  if (isLateFee(input)) {
    const message =
      'A landlord cannot charge a late fee, a penalty or interest on arrears (RTA s.134). Leave it out, or apply to the Board for the arrears.';
    faults.push({ path: ['kind'], code: 'late_fee_unlawful', message, section: 'RTA s.134' });
  }
  if (kind === 'NSF_ADMINISTRATION') faults.push(...administrationFaults(amount, ['amount']));
  if (period && kind && (kind === 'LATE_FEE' || kind === 'INTEREST' || !isRentCredit(kind))) {
    const message = 'Only a credit or a discount names a month of rent. Leave the month out.';
    faults.push({ path: ['period'], code: 'not_applicable', message });
  }
  return faults;
}

/** The payment that a charge is for. @throws DomainError NOT_FOUND, BAD_INPUT for one of another tenancy. */
async function findOwnPayment(context: Context, leaseId: string, id: string | null | undefined) {
  if (!id) return null;
  const payment = await context.db.payment.findUnique({ where: { id } });
  if (!payment) throw notFound('payment');
  if (payment.leaseId === leaseId) return payment;
  const message = 'This payment belongs to another tenancy. Give a payment of the same tenancy.';
  throw badInput([{ path: ['input', 'paymentId'], code: 'other_tenancy', message }]);
}

/** @throws DomainError BAD_INPUT for a charge for a returned payment of rent that was expected only: no cheque came in. */
function assertCameIn(payment: Payment | null, kind: AskedKind): void {
  if (!payment || !isForReturnedPayment(kind)) return;
  if (payment.source === 'RECEIVED' || payment.returnedOn !== null) return;
  const message =
    'This rent was expected, but no payment came in that could be returned. Give the returned payment.';
  throw badInput([{ path: ['input', 'paymentId'], code: 'not_applicable', message }]);
}

/** Adds a charge apart from rent, or a credit against rent. Returns its id. */
export async function addCharge(context: Context, tenantId: string, input: AddChargeInput): Promise<string> {
  authorize(context.viewer, 'addCharge');
  const tenant = await context.db.tenant.findUnique({ where: { id: tenantId } });
  if (!tenant) throw notFound('tenant');
  const { leaseId, workspaceId } = tenant;
  const on = input.on ?? context.today;
  const future = chargeDateFault(on, context.today);
  const found = chargeFaults(input).map((fault) => ({ ...fault, path: ['input', ...fault.path] }));
  const faults = [...found, ...(future ? [{ path: ['input', 'on'], ...future }] : [])];
  if (faults.length > 0) throw badInput(faults);
  const payment = await findOwnPayment(context, leaseId, input.paymentId);
  assertCameIn(payment, input.kind);
  const id = context.newId('Charge');
  await context.write(async (tx) => {
    await lockLease(tx, leaseId);
    if (input.period) {
      const lease = await tx.lease.findUniqueOrThrow({ where: { id: leaseId }, select: PERIOD_SELECTION });
      assertMonthOfRent(lease, input.period, context.today);
    }
    if (payment && input.kind === 'NSF_ADMINISTRATION') {
      await assertOncePerCheque(tx, payment, input.amount, ['input', 'amount']);
    }
    await tx.charge.create({
      data: {
        id,
        workspaceId,
        leaseId,
        kind: input.kind as ChargeKind,
        amountCents: input.amount,
        onDate: toColumn(on),
        period: input.period ?? null,
        note: input.note ?? null,
        paymentId: input.paymentId ?? null,
      },
    });
  }, id);
  return id;
}

export interface VoidChargeFields {
  readonly status?: 'POSTED' | 'VOID' | null;
  readonly reason?: string | null;
}

/** Faults of a cancellation: it needs a reason, and leads to no other status. */
export function voidFaults({ status, reason }: VoidChargeFields): readonly Fault[] {
  if (status === 'POSTED') {
    const message = 'A charge can only become void. Give the status void, or leave it out.';
    return [{ path: ['status'], code: 'invalid_value', message, allowed: ['VOID'] }];
  }
  if (status !== 'VOID' || reason) return [];
  return [{ path: ['reason'], code: 'required', message: 'Say why the charge is cancelled.' }];
}

/** @throws DomainError CONFLICT for a deposit that pays rent: it would be applied again, and count twice until today. */
function assertNoDeposit(kind: ChargeKind): void {
  if (kind !== 'DEPOSIT') return;
  const message =
    'A rent deposit pays the rent of the last period (RTA s.106(10)). Correct the last day or the deposit instead.';
  throw new DomainError('CONFLICT', message, { reason: 'illegal_transition' });
}

/** Cancels a charge from today on. What the books said before stays. */
export async function voidCharge(
  context: Context,
  id: string,
  { reason }: VoidChargeFields,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const charge = await context.db.charge.findUnique({ where: { id } });
  if (!charge) throw notFound('charge');
  authorize(context.viewer, 'voidCharge');
  assertVersion(charge, expectedVersion);
  if (!reason) return;
  assertNoDeposit(charge.kind);
  await context.write(async (tx) => {
    await lockLease(tx, charge.leaseId);
    const on = fromColumn(charge.onDate) > context.today ? fromColumn(charge.onDate) : context.today;
    const { count } = await tx.charge.updateMany({
      where: { id, voidedOn: null, ...ifVersion(expectedVersion) },
      data: { voidedOn: toColumn(on), voidReason: reason },
    });
    if (count > 0) return;
    const overtaken = await tx.charge.findUnique({ where: { id } });
    if (!overtaken?.voidedOn) throw notFoundOrStale('charge', expectedVersion);
    assertVersion(overtaken, expectedVersion);
    const message = `This charge of ${money(charge.amountCents)} is void already. Leave it as it is.`;
    throw new DomainError('CONFLICT', message, { reason: 'illegal_transition' });
  });
}
