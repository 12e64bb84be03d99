import type { Clock } from '../clock.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

type Row = Record<string, unknown>;

/** Models without `updatedAt` and `version`. */
const UNSTAMPED = new Set([
  'SigningKey',
  'AuditEvent',
  'AuditEpoch',
  'IdempotentAnswer',
  'RentTimer',
  'RentMark',
  'AccountSums',
]);

/**
 * A client that sets `createdAt` and `updatedAt` by the injected clock and increments `version` on changes. It does not
 * reach nested writes; write nested rows separately.
 */
export function stampWrites(prisma: PrismaClient, clock: Clock): PrismaClient {
  const created = (row: Row): Row => ({ createdAt: clock.now(), updatedAt: clock.now(), ...row });
  const changed = (row: Row): Row => ({ version: { increment: 1 }, updatedAt: clock.now(), ...row });
  const stamped = prisma.$extends({
    query: {
      $allModels: {
        $allOperations({ model, operation, args, query }) {
          const { data } = args as { data?: Row | Row[] };
          if (data === undefined || UNSTAMPED.has(model)) return query(args);
          const stamp = operation.startsWith('create') ? created : changed;
          return query({ ...args, data: Array.isArray(data) ? data.map(stamp) : stamp(data) });
        },
      },
    },
  });
  return stamped as unknown as PrismaClient;
}
