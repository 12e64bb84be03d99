import { DEPOSIT_SELECTION, appliedCents, heldCents } from '../../accounts/deposits.ts';
import { lastDayOf } from '../../accounts/tenancy-status.ts';
import { toColumn } from '../../db/date-column.ts';
import { badInput, DomainError, notFound, type Fault } from '../../errors.ts';
import { futureDateFault } from '../../faults/date-bounds.ts';
import type { Deposit, Lease, Prisma } from '../../generated/prisma/client.ts';
import type { DepositKind } from '../../generated/prisma/enums.ts';
import type { Warning } from '../../law/index.ts';
import { money } from '../../money/words.ts';
import { authorize } from '../../policies/acts.ts';
import type { Context } from '../../request/context.ts';
import { lockLease } from '../tenancy/occupancy.ts';
import { mostRentDepositCents, showOnLease } from './find-deposit.ts';

export interface RecordDepositInput {
  readonly kind?: DepositKind | null;
  /** In cents. */
  readonly amount: number;
  /** Of a key deposit: what new keys cost, in cents. */
  readonly replacementCost?: number | null;
  /** Today by default. */
  readonly receivedOn?: string | null;
}

/** The fault of a day in the future; null for a valid one. */
export function depositDateFault(on: string, today: string) {
  return futureDateFault('The date of the deposit', on, today);
}

/** Faults of a deposit that follow from its own fields: a key deposit is at most what new keys cost. */
export function depositFaults(input: Partial<RecordDepositInput>): readonly Fault[] {
  const { kind, amount, replacementCost } = input;
  if (replacementCost === null || replacementCost === undefined) return [];
  if (kind !== 'KEY') {
    const message = 'Only a key deposit has a replacement cost. Leave it out.';
    return [{ path: ['replacementCost'], code: 'not_applicable', message }];
  }
  if (amount === undefined || amount <= replacementCost) return [];
  const section = 'O. Reg. 516/06 s.17';
  const message = `A key deposit is at most the direct cost of new keys, ${money(replacementCost)} (${section}). Lower it.`;
  return [{ path: ['amount'], code: 'key_deposit_too_large', message, section }];
}

/** A key deposit is lawful up to a cost that only the landlord knows. */
export function depositWarnings({
  kind,
  replacementCostCents,
}: Pick<Deposit, 'kind' | 'replacementCostCents'>): Warning[] {
  if (kind !== 'KEY' || replacementCostCents !== null) return [];
  const message =
    'A key deposit is at most the expected direct cost of new keys, which is not on record. Keep proof of that cost.';
  return [{ code: 'key_cost_unknown', message, section: 'O. Reg. 516/06 s.17' }];
}

/** @throws DomainError for a rent deposit above the limit, or beside another one. */
async function assertRoomForRent(
  tx: Prisma.TransactionClient,
  leaseId: string,
  cents: number,
  on: string,
): Promise<void> {
  const deposits = await tx.deposit.findMany({
    where: { leaseId, kind: 'LAST_MONTH' },
    select: DEPOSIT_SELECTION,
  });
  if (deposits.some((deposit) => heldCents(deposit) + appliedCents(deposit) > 0)) {
    const message =
      'A rent deposit is held for this tenancy already (RTA s.106). Top it up, or refund it first.';
    throw new DomainError('CONFLICT', message, { reason: 'deposit_held' });
  }
  const most = await mostRentDepositCents(tx, leaseId, on);
  if (cents <= most) return;
  const message = `The rent deposit exceeds ${money(most)}, the lesser of one rental period's and one month's rent. Lower it.`;
  const section = 'RTA s.106(2)';
  throw badInput([{ path: ['input', 'amount'], code: 'deposit_exceeds_rent', message, section }]);
}

/** @throws DomainError for key deposits that together exceed what new keys cost: as stated now, or else before. */
async function assertRoomForKeys(
  tx: Prisma.TransactionClient,
  leaseId: string,
  { amount, replacementCost }: RecordDepositInput,
): Promise<void> {
  const select = { ...DEPOSIT_SELECTION, replacementCostCents: true };
  const deposits = await tx.deposit.findMany({ where: { leaseId, kind: 'KEY' }, select });
  const held = deposits.filter((deposit) => heldCents(deposit) > 0);
  const known = held.flatMap(({ replacementCostCents }) => replacementCostCents ?? []);
  const most = replacementCost ?? (known.length > 0 ? Math.max(...known) : null);
  const total = held.reduce((sum, deposit) => sum + heldCents(deposit), 0);
  if (held.length === 0 || most === null || total + amount <= most) return;
  const section = 'O. Reg. 516/06 s.17';
  const message = `A key deposit of ${money(total)} is held already, and together they are at most the direct cost of new keys, ${money(most)} (${section}). Lower it, refund the other one, or give the cost of all keys.`;
  throw badInput([{ path: ['input', 'amount'], code: 'key_deposit_too_large', message, section }]);
}

function endFault(lease: Pick<Lease, 'endedOn' | 'lastDayOn'>, receivedOn: string): Fault[] {
  const end = lastDayOf(lease);
  if (end === null || receivedOn <= end) return [];
  const message = `The tenancy ended on ${end}, so no deposit can be taken. Give ${end} or an earlier date.`;
  return [{ path: ['input', 'receivedOn'], code: 'tenancy_over', message }];
}

/** Records a deposit received from a tenant. Returns its id. */
export async function recordDeposit(
  context: Context,
  tenantId: string,
  input: RecordDepositInput,
): Promise<string> {
  authorize(context.viewer, 'recordDeposit');
  const tenant = await context.db.tenant.findUnique({ where: { id: tenantId }, include: { lease: true } });
  if (!tenant) throw notFound('tenant');
  const { leaseId, workspaceId, lease } = tenant;
  const { amount: amountCents } = input;
  const kind = input.kind ?? 'LAST_MONTH';
  const receivedOn = input.receivedOn ?? context.today;
  const future = depositDateFault(receivedOn, context.today);
  const faults = [
    ...depositFaults({ ...input, kind }).map((fault) => ({ ...fault, path: ['input', ...fault.path] })),
    ...(future ? [{ path: ['input', 'receivedOn'], ...future }] : endFault(lease, receivedOn)),
  ];
  if (faults.length > 0) throw badInput(faults);
  const id = context.newId('Deposit');
  await context.write(async (tx) => {
    await lockLease(tx, leaseId);
    await (kind === 'LAST_MONTH'
      ? assertRoomForRent(tx, leaseId, amountCents, receivedOn)
      : assertRoomForKeys(tx, leaseId, input));
    await tx.deposit.create({
      data: {
        id,
        workspaceId,
        leaseId,
        kind,
        amountCents,
        receivedOn: toColumn(receivedOn),
        replacementCostCents: input.replacementCost ?? null,
      },
    });
    if (kind === 'LAST_MONTH') await showOnLease(tx, leaseId);
  }, id);
  return id;
}
