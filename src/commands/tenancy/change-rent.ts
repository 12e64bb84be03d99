import { toColumn, toColumnOrNull } from '../../db/date-column.ts';
import type { Fault } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Warning } from '../../law/index.ts';
import { money } from '../../money/words.ts';
import type { Context } from '../../request/context.ts';
import { lawRefusal } from '../law-refusal.ts';
import { warningsAfter } from './agreement-warnings.ts';
import { decideRentChange } from './rent-change.ts';
import type { RentChangeInput, RentEffect } from './rent-effect.ts';
import { withMootDecreases } from './later-rents.ts';
import { RENT_SELECTION, rentFacts, revivedBy, type RentFacts, type RentRow } from './rent-facts.ts';

type Transaction = Prisma.TransactionClient;

function concernsRent({ rent, rentEffectiveOn, rentBasis, agreedOn }: RentChangeInput): boolean {
  return [rent, rentEffectiveOn, rentBasis, agreedOn].some(Boolean);
}

/** Reads what the law of a lease's rent depends on. Call it again once the lease is locked. */
export async function readRentFacts(
  context: Context,
  client: Pick<Transaction, 'lease'>,
  leaseId: string,
): Promise<RentFacts> {
  const lease = await client.lease.findUniqueOrThrow({ where: { id: leaseId }, select: RENT_SELECTION });
  return rentFacts(context, lease);
}

/** Faults of a change of the rent, to be reported with other faults. */
export async function previewRent(
  context: Context,
  leaseId: string,
  input: RentChangeInput,
): Promise<readonly Fault[]> {
  if (!concernsRent(input)) return [];
  return decideRentChange(await readRentFacts(context, context.db, leaseId), input).faults;
}

function refuseLaw(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  throw lawRefusal(faults, 'invalid_input', `The input has ${faults.length} faults. Correct each of them.`);
}

/**
 * Refuses a change of the rent that is not lawful, with other faults of the same input.
 *
 * @throws DomainError RULE_VIOLATION, e.g. `rent_increase_needs_notice`, or BAD_INPUT.
 */
export async function assertLawfulRent(
  context: Context,
  leaseId: string,
  input: RentChangeInput,
  others: readonly Fault[],
): Promise<void> {
  refuseLaw([...others, ...(await previewRent(context, leaseId, input))]);
}

/** Notices of increase with one of these rents. */
function noticesOf(rentIds: readonly string[]): Prisma.FormWhereInput {
  return { type: { in: ['N1', 'N2'] }, rents: { some: { id: { in: [...rentIds] } } } };
}

/** An agreement makes the notices void whose rents it replaces (RTA s.121(7)). */
export async function voidReplacedNotices(tx: Transaction, cancelled: readonly string[]): Promise<void> {
  if (cancelled.length === 0) return;
  await tx.form.updateMany({
    where: { ...noticesOf(cancelled), status: { not: 'VOID' } },
    data: { status: 'VOID' },
  });
}

/** Cancels rows of a schedule. Rows that they had replaced count again, with their notices. */
export async function cancelRents(
  tx: Transaction,
  facts: RentFacts,
  cancelled: readonly string[],
  replacedById: string | null,
): Promise<void> {
  if (cancelled.length === 0) return;
  await tx.leaseRent.updateMany({
    where: { id: { in: [...cancelled] } },
    data: { standing: 'CANCELLED', replacedById },
  });
  if (replacedById !== null) return;
  const revived = revivedBy(facts, cancelled).map(({ id }) => id);
  if (revived.length === 0) return;
  await tx.leaseRent.updateMany({
    where: { id: { in: revived } },
    data: { standing: 'LAWFUL', replacedById: null },
  });
  await tx.form.updateMany({
    where: { ...noticesOf(revived), status: 'VOID', servedOn: { not: null } },
    data: { status: 'SERVED' },
  });
}

async function apply(
  context: Context,
  tx: Transaction,
  leaseId: string,
  facts: RentFacts,
  effect: RentEffect,
): Promise<void> {
  const { amended, added, cancelled } = effect;
  const warnings = warningsAfter(facts, effect);
  if (warnings.length + facts.warnings.length > 0) {
    const data = { warnings: warnings as unknown as Prisma.InputJsonArray };
    await tx.lease.updateMany({ where: { id: leaseId }, data });
  }
  if (amended) {
    const { id: amendedId, ...data } = amended;
    await tx.leaseRent.updateMany({ where: { id: amendedId }, data });
  }
  const id = added ? context.newId('LeaseRent') : null;
  // Cancel first: the database keeps one lawful rent a day. It checks the reference when the transaction ends.
  await cancelRents(tx, facts, cancelled, id);
  if (!added || id === null) return;
  if (added.basis === 'AGREEMENT') await voidReplacedNotices(tx, cancelled);
  const { workspaceId } = context.viewer;
  const { effectiveOn, agreedOn, ...rest } = added;
  await tx.leaseRent.create({
    data: {
      ...rest,
      id,
      workspaceId,
      leaseId,
      effectiveOn: toColumn(effectiveOn),
      agreedOn: toColumnOrNull(agreedOn),
    },
  });
}

/**
 * Changes the rent schedule of a locked lease.
 *
 * @throws DomainError RULE_VIOLATION or BAD_INPUT if the schedule has changed so that the change is not lawful.
 */
export async function changeRent(
  context: Context,
  tx: Transaction,
  leaseId: string,
  input: RentChangeInput,
): Promise<void> {
  if (!concernsRent(input)) return;
  const facts = await readRentFacts(context, tx, leaseId);
  const { faults, effect } = decideRentChange(facts, input);
  refuseLaw(faults);
  await apply(context, tx, leaseId, facts, effect);
}

function otherUnitWarning({ amountCents, effectiveOn }: RentRow): Warning {
  const message = `The rent of ${money(amountCents)} from ${effectiveOn} was taken back: its notice names the unit that was entered before. Serve a new notice for this unit.`;
  return { code: 'rent_change_left', message, section: 'RTA s.116(3)' };
}

/**
 * Cancels the increases of notices that are not in force yet, since another unit was entered for the tenancy. Returns a
 * warning of each.
 */
export async function cancelNoticedRents(
  context: Context,
  tx: Transaction,
  leaseId: string,
): Promise<Warning[]> {
  const facts = await readRentFacts(context, tx, leaseId);
  const noticed = facts.rows.filter(
    ({ basis, standing, effectiveOn }) =>
      basis === 'INCREASE' && standing !== 'CANCELLED' && effectiveOn > facts.today,
  );
  await cancelRents(tx, facts, withMootDecreases(facts, noticed), null);
  return noticed.map(otherUnitWarning);
}
