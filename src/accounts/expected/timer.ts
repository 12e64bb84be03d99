import { Temporal } from 'temporal-polyfill';
import { addDays } from '../../calendar/date.ts';
import { toColumn } from '../../db/date-column.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';

/** How long a process keeps a workspace to itself without a sign of life. */
const CLAIM_SECONDS = 60;
/** Local time of the daily run: after midnight, so that a day of 23 or 25 hours has exactly one. */
const RUN_AT = '00:05';

/** The instant of the first daily run after a day, in a time zone. */
export function nextRunAfter(day: string, timeZone: string): Date {
  const local = Temporal.PlainDateTime.from(`${addDays(day, 1)}T${RUN_AT}`);
  // `compatible`: a time that a change of the clocks skips is moved forward.
  return new Date(local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** A workspace that a process may run. */
export interface Claim {
  readonly workspaceId: string;
  readonly until: Date;
}

const endOfClaim = (now: Date) => new Date(now.getTime() + CLAIM_SECONDS * 1000);

/** Claims a workspace whose run is due; null if none is, or if other processes have them. */
export async function claimDueWorkspace(prisma: PrismaClient, now: Date): Promise<Claim | null> {
  await prisma.$executeRaw`
    INSERT INTO "RentTimer" ("workspaceId", "nextRunAt")
    SELECT "id", ${now} FROM "Workspace" AS whole
    WHERE NOT EXISTS (SELECT 1 FROM "RentTimer" WHERE "workspaceId" = whole."id")
    ON CONFLICT DO NOTHING`;
  const until = endOfClaim(now);
  const [claimed] = await prisma.$queryRaw<{ workspaceId: string }[]>`
    UPDATE "RentTimer" SET "claimedUntil" = ${until} WHERE "workspaceId" = (
      SELECT "workspaceId" FROM "RentTimer"
      WHERE "nextRunAt" <= ${now} AND ("claimedUntil" IS NULL OR "claimedUntil" <= ${now})
      ORDER BY "nextRunAt" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "workspaceId"`;
  return claimed ? { workspaceId: claimed.workspaceId, until } : null;
}

/** Extends a claim; null if another process has taken it over. */
export async function renewClaim(prisma: PrismaClient, claim: Claim, now: Date): Promise<Claim | null> {
  const until = endOfClaim(now);
  const { workspaceId } = claim;
  const { count } = await prisma.rentTimer.updateMany({
    where: { workspaceId, claimedUntil: claim.until },
    data: { claimedUntil: until },
  });
  return count > 0 ? { workspaceId, until } : null;
}

/** Gives a claim back before the run is complete. Another process may take it at once. */
export async function releaseClaim(prisma: PrismaClient, claim: Claim): Promise<void> {
  const { workspaceId, until } = claim;
  await prisma.rentTimer.updateMany({
    where: { workspaceId, claimedUntil: until },
    data: { claimedUntil: null },
  });
}

/** Notes a complete run and sets the next one. */
export async function completeRun(
  prisma: PrismaClient,
  workspaceId: string,
  day: string,
  timeZone: string,
): Promise<void> {
  const done = { ranThrough: toColumn(day), nextRunAt: nextRunAfter(day, timeZone), claimedUntil: null };
  await prisma.rentTimer.upsert({
    where: { workspaceId },
    create: { workspaceId, ...done },
    update: done,
  });
}
