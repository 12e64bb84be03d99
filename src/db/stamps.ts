import type { Clock } from '../clock.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

type Row = Record<string, unknown>;

/** Models without instants of change and version. */
const UNSTAMPED = new Set(['SigningKey', 'AuditEvent', 'IdempotentAnswer']);

/**
 * The same client with every write stamped: rows created get the injected clock's instant, rows changed get it in
 * `updatedAt` and one more in `version`. Writes nested in another row's are not reached; write those apart.
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
