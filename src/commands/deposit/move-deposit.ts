import { appliedCents, heldCents, lastMovedOn, type HeldDeposit } from '../../accounts/deposits.ts';
import { toColumn } from '../../db/date-column.ts';
import { badInput, DomainError, type Fault } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { DepositEntryKind } from '../../generated/prisma/enums.ts';
import { interestOwingCents } from '../../documents/interest-owing.ts';
import { money } from '../../money/words.ts';
import type { Context } from '../../request/context.ts';
import type { INTEREST_METHOD_WORDS } from '../../vocabulary/deposit.ts';
import type { ExpectedVersion } from '../versions.ts';
import { assertRentDeposit, changeDeposit, mostRentDepositCents } from './find-deposit.ts';
import { depositDateFault } from './record-deposit.ts';

export interface MoveDepositInput {
  /** In cents; by default all that can be moved. */
  readonly amount?: number | null;
  /** Today by default. */
  readonly on?: string | null;
  readonly note?: string | null;
}

export interface InterestInput {
  readonly method?: keyof typeof INTEREST_METHOD_WORDS | null;
  /** Today by default. */
  readonly on?: string | null;
}

interface Entry {
  readonly kind: DepositEntryKind;
  readonly amountCents: number;
  readonly on: string;
  readonly note?: string | null | undefined;
}

/** Faults of a day: in the future, or before the last entry, which would change what the history says. */
function dayFaults(deposit: HeldDeposit, on: string, today: string): Fault[] {
  const path = ['input', 'on'];
  const future = depositDateFault(on, today);
  if (future) return [{ path, ...future }];
  const last = lastMovedOn(deposit);
  if (on >= last) return [];
  return [
    { path, code: 'date_order', message: `The last entry is of ${last}. Give ${last} or a later date.` },
  ];
}

function tooLarge(code: string, message: string, section?: string): Fault {
  return { path: ['input', 'amount'], code, message, ...(section ? { section } : {}) };
}

async function addEntries(
  context: Context,
  tx: Prisma.TransactionClient,
  { id: depositId }: HeldDeposit,
  entries: readonly Entry[],
): Promise<void> {
  const { workspaceId } = context.viewer;
  await tx.depositEntry.createMany({
    data: entries.map(({ kind, amountCents, on, note }) => ({
      id: context.newId('DepositEntry'),
      workspaceId,
      depositId,
      kind,
      amountCents,
      onDate: toColumn(on),
      note: note ?? null,
    })),
  });
}

/** The most that may be held as rent deposit on a day, and what is missing up to it; in cents. */
async function roomOf(
  tx: Prisma.TransactionClient,
  deposit: HeldDeposit,
  on: string,
): Promise<{ readonly most: number; readonly room: number }> {
  const most = await mostRentDepositCents(tx, deposit.leaseId, on);
  return { most, room: Math.max(0, most - heldCents(deposit) - appliedCents(deposit)) };
}

/** Refunds what is held of a deposit, in whole or in part. What pays the last period cannot be refunded too. */
export async function refundDeposit(
  context: Context,
  id: string,
  input: MoveDepositInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const on = input.on ?? context.today;
  await changeDeposit(context, id, expectedVersion, async (deposit, tx) => {
    const held = heldCents(deposit);
    if (held <= 0) {
      const message =
        'Nothing of this deposit is left to refund: it was refunded, or it pays the rent of the last period. Leave it as it is.';
      throw new DomainError('CONFLICT', message, { reason: 'deposit_spent' });
    }
    const amountCents = input.amount ?? held;
    const message = `Only ${money(held)} of this deposit is left to refund. Give at most that.`;
    const faults = [
      ...dayFaults(deposit, on, context.today),
      ...(amountCents > held ? [tooLarge('refund_too_large', message)] : []),
    ];
    if (faults.length > 0) throw badInput(faults);
    await addEntries(context, tx, deposit, [{ kind: 'REFUND', amountCents, on, note: input.note }]);
  });
}

/** Adds to a rent deposit, up to one period of the rent of that day (RTA s.106(3)). */
export async function topUpDeposit(
  context: Context,
  id: string,
  input: MoveDepositInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const on = input.on ?? context.today;
  await changeDeposit(context, id, expectedVersion, async (deposit, tx) => {
    assertRentDeposit(deposit);
    const { most, room } = await roomOf(tx, deposit, on);
    if (room === 0) {
      const message = `The rent deposit has reached ${money(most)}, one period of the rent of ${on} (RTA s.106(3)). Top it up once a higher rent applies.`;
      throw new DomainError('CONFLICT', message, { reason: 'deposit_full' });
    }
    const amountCents = input.amount ?? room;
    const message = `The rent deposit would exceed ${money(most)}, one period of the rent of ${on}. Give at most ${money(room)}.`;
    const faults = [
      ...dayFaults(deposit, on, context.today),
      ...(amountCents > room ? [tooLarge('deposit_exceeds_rent', message, 'RTA s.106(3)')] : []),
    ];
    if (faults.length > 0) throw badInput(faults);
    await addEntries(context, tx, deposit, [{ kind: 'TOP_UP', amountCents, on, note: input.note }]);
  });
}

/**
 * Gives the tenant the interest of all years that fell due (RTA s.106(6)): paid out, or set off against what the deposit
 * may be raised by (s.106(7)); what does not fit there is paid out.
 */
export async function payDepositInterest(
  context: Context,
  id: string,
  input: InterestInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const on = input.on ?? context.today;
  await changeDeposit(context, id, expectedVersion, async (deposit, tx) => {
    assertRentDeposit(deposit);
    const faults = dayFaults(deposit, on, context.today);
    if (faults.length > 0) throw badInput(faults);
    const owing = interestOwingCents(deposit, on);
    if (owing === 0) {
      const message = `No interest is owing on ${on}: it falls due each year from the day of receipt (RTA s.106(6)). Give a later day.`;
      throw new DomainError('CONFLICT', message, { reason: 'no_interest_owing' });
    }
    const { most, room } = await roomOf(tx, deposit, on);
    const added = input.method === 'SET_OFF' ? Math.min(room, owing) : 0;
    if (input.method === 'SET_OFF' && added === 0) {
      const message = `The rent deposit has reached ${money(most)}, so interest cannot be set off against it (RTA s.106(7)). Pay it out.`;
      throw new DomainError('CONFLICT', message, { reason: 'deposit_full' });
    }
    const entries: Entry[] = [
      { kind: 'INTEREST_ADDED', amountCents: added, on },
      { kind: 'INTEREST_PAID', amountCents: owing - added, on },
    ];
    await addEntries(
      context,
      tx,
      deposit,
      entries.filter(({ amountCents }) => amountCents > 0),
    );
  });
}
