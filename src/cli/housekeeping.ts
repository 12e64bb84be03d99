import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { deleteExpiredAuditEvents } from '../db/audit.ts';
import { KEY_CACHE_MILLISECONDS, type LinkKeys } from '../files/link-keys.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { timeJob } from '../telemetry/signals.ts';

const DAY_MILLISECONDS = 86_400_000;

export interface HousekeepingOptions {
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  readonly log: Logger;
  readonly linkKeys: LinkKeys;
  /** Days that the audit log is kept. */
  readonly auditDays: number;
}

/**
 * Deletes expired audit events and rotates the key that signs links, now and every day. Reads the keys that other
 * processes made more often.
 *
 * @returns a function that stops it.
 */
export function startHousekeeping({
  prisma,
  clock,
  log,
  linkKeys,
  auditDays,
}: HousekeepingOptions): () => void {
  const clean = () => {
    timeJob('housekeeping', async () => {
      const deleting = deleteExpiredAuditEvents(prisma, clock.now(), auditDays).catch((err: unknown) => {
        log.error({ err }, 'expired audit events could not be deleted');
        throw err;
      });
      const rotating = linkKeys.rotate().catch((err: unknown) => {
        log.error({ err }, 'the key for links could not be rotated');
        throw err;
      });
      const [deleted] = await Promise.all([deleting, rotating]);
      return deleted;
    }).catch(() => undefined);
  };
  const look = () => {
    linkKeys.refresh().catch((err: unknown) => {
      log.warn({ err }, 'the keys for links could not be read');
    });
  };
  clean();
  const timers = [setInterval(clean, DAY_MILLISECONDS), setInterval(look, KEY_CACHE_MILLISECONDS)];
  return () => {
    timers.forEach(clearInterval);
  };
}
