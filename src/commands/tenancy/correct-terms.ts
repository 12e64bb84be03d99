import { LAWFUL } from '../../accounts/lawful-rents.ts';
import { fromColumn, toColumn } from '../../db/date-column.ts';
import { badInput, DomainError, type Fault } from '../../errors.ts';
import { refuse, requiredFault } from '../../faults/faults.ts';
import type { Lease, Prisma } from '../../generated/prisma/client.ts';
import type { RentPeriod } from '../../generated/prisma/enums.ts';
import { checkDeposit } from '../../law/index.ts';
import type { Context } from '../../request/context.ts';
import { mostRentDepositCents, showOnLease } from '../deposit/find-deposit.ts';
import { readRentFacts } from './change-rent.ts';
import { firstDayFaults } from './later-rents.ts';
import { leaseEndFault, tooManyPeriodsFault } from './lease-dates.ts';
import type { LifeInput } from './lease-life.ts';
import { rentPeriodFaults } from './paid-rent.ts';
import type { RentChangeInput } from './rent-effect.ts';

type Transaction = Prisma.TransactionClient;

/** Terms of a tenancy that were entered wrongly. Money in cents. */
export interface TermsInput {
  readonly leaseStart?: string | null;
  readonly rentDueDay?: number | null;
  readonly rentPeriod?: RentPeriod | null;
  readonly deposit?: number | null;
  readonly reason?: string | null;
}

const TERMS = ['leaseStart', 'rentDueDay', 'rentPeriod', 'deposit'] as const satisfies (keyof TermsInput)[];

const REASON_NEEDED = 'A correction needs its reason for the record. Give it.';

/** Whether a patch corrects the terms of the tenancy. */
export function correctsTerms(input: TermsInput): boolean {
  return TERMS.some((field) => input[field] !== undefined && input[field] !== null);
}

/** Faults of a correction that follow from the tenancy. */
export function termsFaults(lease: Lease, input: TermsInput & LifeInput, today: string): Fault[] {
  if (!correctsTerms(input)) return [];
  const faults: Fault[] = input.reason ? [] : [requiredFault(['input', 'reason'], REASON_NEEDED)];
  const { leaseStart } = input;
  if (!leaseStart && !input.rentPeriod) return faults;
  const startsOn = leaseStart ?? fromColumn(lease.startsOn);
  const last = input.leaseEnd === undefined ? lease.endsOn : null;
  const ends = [last, lease.endedOn].flatMap((day) => (day === null ? [] : fromColumn(day)));
  const fault =
    ends.map((day) => leaseEndFault(startsOn, day)).find((found) => found !== null) ??
    tooManyPeriodsFault(startsOn, input.rentPeriod ?? lease.rentalPeriod, today);
  return fault
    ? [...faults, { path: ['input', leaseStart ? 'leaseStart' : 'rentPeriod'], ...fault }]
    : faults;
}

/** The columns of a lease that a correction changes. A tenancy that lies ahead now is pending, and one that does not is active. */
export function termsColumns(
  lease: Lease,
  input: TermsInput,
  today: string,
): Prisma.LeaseUncheckedUpdateManyInput {
  const { leaseStart, rentDueDay, rentPeriod, reason } = input;
  if (!correctsTerms(input)) return {};
  const isOpen = lease.status === 'PENDING' || lease.status === 'ACTIVE';
  const stage = leaseStart && leaseStart > today ? ('PENDING' as const) : ('ACTIVE' as const);
  return {
    ...(leaseStart ? { startsOn: toColumn(leaseStart), ...(isOpen ? { status: stage } : {}) } : {}),
    ...(rentDueDay ? { rentDueDay } : {}),
    ...(rentPeriod ? { rentalPeriod: rentPeriod } : {}),
    reason: reason ?? null,
  };
}

/** The first rent begins with the tenancy. @throws DomainError BAD_INPUT if a later rent would begin before it. */
async function moveFirstRent(tx: Transaction, leaseId: string, leaseStart: string): Promise<void> {
  const [first, second] = await tx.leaseRent.findMany({
    where: { leaseId, ...LAWFUL },
    orderBy: { effectiveOn: 'asc' },
    take: 2,
  });
  if (!first) return;
  if (second && fromColumn(second.effectiveOn) <= leaseStart) {
    const message = `Another rent takes effect on ${fromColumn(second.effectiveOn)}. Give an earlier day.`;
    throw badInput([{ path: ['input', 'leaseStart'], code: 'date_order', message }]);
  }
  await tx.leaseRent.updateMany({ where: { id: first.id }, data: { effectiveOn: toColumn(leaseStart) } });
}

/** @throws DomainError BAD_INPUT `deposit_exceeds_rent`; CONFLICT `deposit_moved` once something happened to it. */
async function correctDeposit(
  context: Context,
  tx: Transaction,
  lease: Lease,
  amountCents: number,
): Promise<void> {
  const { id: leaseId, workspaceId } = lease;
  const startsOn = fromColumn(lease.startsOn);
  const most = await mostRentDepositCents(tx, leaseId, startsOn);
  if (amountCents > most) {
    const [defect] = checkDeposit({
      rentalPeriod: lease.rentalPeriod,
      rentPerPeriodCents: most,
      rentDepositCents: amountCents,
    }).defects;
    if (defect) throw badInput([{ ...defect, path: ['input', 'deposit'] }]);
  }
  const [deposit, another] = await tx.deposit.findMany({
    where: { leaseId, kind: 'LAST_MONTH' },
    include: { _count: { select: { entries: true, charges: true } } },
  });
  const { entries, charges } = deposit?._count ?? { entries: 0, charges: 0 };
  if (another || entries > 0 || (amountCents === 0 && charges > 0)) {
    const message =
      'This deposit was topped up, refunded or bore interest. Record what happens to it on the deposit.';
    throw new DomainError('CONFLICT', message, { reason: 'deposit_moved' });
  }
  if (deposit && amountCents === 0) await tx.deposit.deleteMany({ where: { id: deposit.id } });
  else if (deposit) await tx.deposit.updateMany({ where: { id: deposit.id }, data: { amountCents } });
  else if (amountCents > 0) {
    const receivedOn = toColumn(startsOn < context.today ? startsOn : context.today);
    const id = context.newId('Deposit');
    await tx.deposit.create({
      data: { id, workspaceId, leaseId, kind: 'LAST_MONTH', amountCents, receivedOn },
    });
  }
  await showOnLease(tx, leaseId);
}

/**
 * Refuses another rental period that raises a rent which was received (RTA s.116(4)). `lease`: as it is before the patch.
 *
 * @throws DomainError BAD_INPUT `paid_at_this_rent`.
 */
export async function assertTruePeriod(
  context: Context,
  tx: Transaction,
  { id, rentalPeriod }: Lease,
  { rentPeriod, rent, rentBasis }: TermsInput & RentChangeInput,
): Promise<void> {
  if (!rentPeriod || rentPeriod === rentalPeriod) return;
  const corrected = rentBasis === 'CORRECTION' ? (rent ?? null) : null;
  refuse(rentPeriodFaults(await readRentFacts(context, tx, id), rentPeriod, corrected));
}

/** Corrects what stands beside the lease: the first rent, and the deposit. `lease`: as it is corrected. */
export async function correctTerms(
  context: Context,
  tx: Transaction,
  lease: Lease,
  { leaseStart, deposit }: TermsInput,
): Promise<void> {
  if (leaseStart) {
    refuse(firstDayFaults(await readRentFacts(context, tx, lease.id), leaseStart));
    await moveFirstRent(tx, lease.id, leaseStart);
  }
  if (deposit !== undefined && deposit !== null) await correctDeposit(context, tx, lease, deposit);
}
