import DataLoader from 'dataloader';
import { notFound } from '../errors.ts';
import type { Context } from '../request/context.ts';
import { BY_TURN } from './find-accounts.ts';
import { otherBalance } from './other-account.ts';
import { MONEY_SELECTION, RENT_CREDITS } from './receipts.ts';

/** The charges of a lease apart from rent, and the payments for them. Most leases have neither. */
const OTHER_SELECTION = {
  id: true,
  payments: { ...MONEY_SELECTION.payments, where: { purpose: 'CHARGES' } },
  charges: { ...MONEY_SELECTION.charges, where: { kind: { notIn: RENT_CREDITS } } },
} as const;

const loadersOf = new WeakMap<Context, Map<string, DataLoader<string, number>>>();

async function readBalances(context: Context, leaseIds: readonly string[], day: string) {
  const leases = await context.db.lease.findMany({
    where: { id: { in: [...new Set(leaseIds)] } },
    select: OTHER_SELECTION,
  });
  const balances = new Map(leases.map((lease) => [lease.id, otherBalance(lease, day)]));
  return leaseIds.map((id) => balances.get(id) ?? notFound('lease'));
}

/** What a tenancy owes on a day apart from rent, in cents. Those of one tick are read together. */
export function findOtherBalance(context: Context, leaseId: string, day: string): Promise<number> {
  const loaders = loadersOf.get(context) ?? new Map<string, DataLoader<string, number>>();
  loadersOf.set(context, loaders);
  const loader =
    loaders.get(day) ??
    new DataLoader<string, number>((leaseIds) => readBalances(context, leaseIds, day), {
      ...BY_TURN,
      cache: false,
    });
  loaders.set(day, loader);
  return loader.load(leaseId);
}
