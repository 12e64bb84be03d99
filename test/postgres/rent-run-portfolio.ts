import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';

const SCRIPT = fileURLToPath(new URL('rent-run-process.ts', import.meta.url));

/** A portfolio that runs of the rent flow are tried on. */
export interface Portfolio {
  readonly prisma: PrismaClient;
  readonly url: string;
  readonly workspaceId: string;
  readonly tenancies: number;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Monthly tenancies begun in the 89 days before today; every third one paid half of a rent. */
export async function seedTenancies({ prisma, workspaceId, tenancies, today }: Portfolio): Promise<void> {
  const id = (prefix: string) => `'${prefix}_0' || lpad(n::text, 25, '0')`;
  const property = `'p_0${'0'.repeat(25)}'`;
  const startsOn = `date '${today}' - 88 + (n % 89)`;
  const statements = [
    `INSERT INTO "Property" ("id", "workspaceId", "name") VALUES (${property}, '${workspaceId}', 'Tower')`,
    `INSERT INTO "Unit" ("id", "workspaceId", "propertyId", "label", "position")
     SELECT ${id('un')}, '${workspaceId}', ${property}, n::text, n FROM generate_series(1, ${tenancies}) AS n`,
    `INSERT INTO "Lease" ("id", "workspaceId", "unitId", "status", "startsOn", "rentalPeriod", "rentDueDay")
     SELECT ${id('l')}, '${workspaceId}', ${id('un')}, 'ACTIVE', ${startsOn}, 'MONTHLY',
       extract(day FROM ${startsOn}) FROM generate_series(1, ${tenancies}) AS n`,
    `INSERT INTO "LeaseRent" ("id", "workspaceId", "leaseId", "effectiveOn", "amountCents")
     SELECT ${id('lr')}, '${workspaceId}', ${id('l')}, ${startsOn}, 100000 + n
     FROM generate_series(1, ${tenancies}) AS n`,
    `INSERT INTO "Tenant" ("id", "workspaceId", "leaseId", "isPrimary", "name")
     SELECT ${id('t')}, '${workspaceId}', ${id('l')}, true, 'Tenant ' || n FROM generate_series(1, ${tenancies}) AS n`,
    `INSERT INTO "Payment" ("id", "workspaceId", "leaseId", "tenantId", "amountCents", "status", "receivedOn")
     SELECT ${id('pay')}, '${workspaceId}', ${id('l')}, ${id('t')}, 50000, 'PAID', date '${today}'
     FROM generate_series(3, ${tenancies}, 3) AS n`,
  ];
  for (const statement of statements) await prisma.$executeRawUnsafe(statement);
}

export interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** A process that runs the rent flow once, without a claim. `pace`: `background` as the worker of a server does. */
export function startRun({ url, workspaceId, today }: Portfolio, pace: 'background' | '' = ''): Run {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, url, workspaceId, today, pace], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output };
}

/** What a run tells at its end. */
export interface Outcome {
  readonly opened: number;
  readonly closed: number;
  readonly skipped: readonly unknown[];
  readonly cpuSeconds: number;
  readonly seconds: number;
}

export async function outcomeOf({ child, output }: Run): Promise<Outcome> {
  if (child.exitCode === null) await once(child, 'exit');
  return JSON.parse(output().split('\n')[1]!) as Outcome;
}

export const countOpen = ({ prisma, workspaceId }: Portfolio) =>
  prisma.payment.count({ where: { workspaceId, status: { in: ['PENDING', 'OVERDUE'] } } });

/** Four processes race over all tenancies; once the first fifth has its rows, two are killed. */
export async function raceFour(portfolio: Portfolio): Promise<void> {
  const runs = [1, 2, 3, 4].map(() => startRun(portfolio));
  while ((await countOpen(portfolio)) < portfolio.tenancies / 5) await sleep(20);
  for (const { child } of runs.slice(0, 2)) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  for (const run of runs.slice(2)) await outcomeOf(run);
}

/** Takes back what runs have done. */
export async function forgetRows({ prisma }: Portfolio): Promise<void> {
  await prisma.$executeRaw`DELETE FROM "Payment" WHERE "source" = 'EXPECTED'`;
  await prisma.$executeRaw`DELETE FROM "Suggestion"`;
}

/** As before the run of a night: rows that fall due later are missing, and what is owing today is in line. */
export async function forgetRowsAhead({ prisma, today }: Portfolio): Promise<void> {
  await prisma.$executeRawUnsafe(
    `DELETE FROM "Payment" WHERE "source" = 'EXPECTED' AND "dueOn" > date '${today}'`,
  );
  await prisma.$executeRaw`DELETE FROM "RentMark"`;
}

export interface Differences {
  readonly doubled: number;
  readonly missing: number;
  readonly wrong: number;
}

/** Counted in SQL, month by month, without KeyNest's ledger: the rent of every due day, less what was paid. */
export async function differencesIn({ prisma, workspaceId, today }: Portfolio): Promise<Differences> {
  const [row] = await prisma.$queryRawUnsafe<Differences[]>(`
    WITH due AS (
      SELECT lease."id", rent."amountCents" AS rent, ("startsOn" + make_interval(months => k))::date AS "on"
      FROM "Lease" AS lease JOIN "LeaseRent" AS rent ON rent."leaseId" = lease."id", generate_series(0, 5) AS k
      WHERE lease."workspaceId" = '${workspaceId}'
        AND ("startsOn" + make_interval(months => k))::date <= date '${today}' + 5),
    summed AS (SELECT due.*, sum(rent) OVER (PARTITION BY "id" ORDER BY "on") AS until FROM due),
    owing AS (
      SELECT summed.*, least(rent, greatest(0, until - coalesce(paid.cents, 0))) AS cents
      FROM summed LEFT JOIN (
        SELECT "leaseId", sum("amountCents") AS cents FROM "Payment" WHERE "status" = 'PAID' GROUP BY 1) AS paid
        ON paid."leaseId" = summed."id"),
    rows AS (
      SELECT "leaseId", "dueOn", count(*) AS n, sum("amountCents") AS cents FROM "Payment"
      WHERE "status" IN ('PENDING', 'OVERDUE') GROUP BY 1, 2)
    SELECT
      (SELECT count(*)::int FROM rows WHERE n > 1) AS doubled,
      (SELECT count(*)::int FROM owing LEFT JOIN rows ON rows."leaseId" = owing."id" AND rows."dueOn" = owing."on"
        WHERE owing.cents > 0 AND rows.n IS NULL) AS missing,
      (SELECT count(*)::int FROM rows LEFT JOIN owing ON rows."leaseId" = owing."id" AND rows."dueOn" = owing."on"
        WHERE owing.cents IS DISTINCT FROM rows.cents) AS wrong`);
  return row!;
}
