import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openPostgres, type Database } from '../../src/db/client.ts';
import { createIds } from '../../src/ids.ts';
import { SettableClock } from '../support/clock.ts';
import { createPostgres, type EmptyPostgres } from '../support/database.ts';
import { seedWorkspace } from '../support/workspace.ts';

const TENANCIES = 5_000;
const TODAY = '2026-11-28';
const SCRIPT = fileURLToPath(new URL('rent-run-process.ts', import.meta.url));

let postgres: EmptyPostgres;
let database: Database;
let workspaceId: string;
beforeAll(async () => {
  postgres = await createPostgres();
  database = await openPostgres(postgres.url);
  const store = { prisma: database.prisma, newId: createIds(new SettableClock()) };
  ({ id: workspaceId } = await seedWorkspace(store, 'own.example'));
  await seedTenancies();
});
afterAll(async () => {
  await database.close();
  await postgres.drop();
});

/** Monthly tenancies begun 1 September to 28 November 2026; every third one paid September. */
async function seedTenancies(): Promise<void> {
  const { prisma } = database;
  const id = (prefix: string) => `'${prefix}_0' || lpad(n::text, 25, '0')`;
  const statements = [
    `INSERT INTO "Property" ("id", "workspaceId", "name") VALUES ('p_0${'0'.repeat(25)}', '${workspaceId}', 'Tower')`,
    `INSERT INTO "Unit" ("id", "workspaceId", "propertyId", "label", "position")
     SELECT ${id('un')}, '${workspaceId}', 'p_0${'0'.repeat(25)}', n::text, n FROM generate_series(1, ${TENANCIES}) AS n`,
    `INSERT INTO "Lease" ("id", "workspaceId", "unitId", "status", "startsOn", "rentalPeriod", "rentDueDay")
     SELECT ${id('l')}, '${workspaceId}', ${id('un')}, 'ACTIVE', date '2026-09-01' + (n % 89), 'MONTHLY',
       extract(day FROM date '2026-09-01' + (n % 89)) FROM generate_series(1, ${TENANCIES}) AS n`,
    `INSERT INTO "LeaseRent" ("id", "workspaceId", "leaseId", "effectiveOn", "amountCents")
     SELECT ${id('lr')}, '${workspaceId}', ${id('l')}, date '2026-09-01', 100000 + n
     FROM generate_series(1, ${TENANCIES}) AS n`,
    `INSERT INTO "Tenant" ("id", "workspaceId", "leaseId", "isPrimary", "name")
     SELECT ${id('t')}, '${workspaceId}', ${id('l')}, true, 'Tenant ' || n FROM generate_series(1, ${TENANCIES}) AS n`,
    `INSERT INTO "Payment" ("id", "workspaceId", "leaseId", "tenantId", "amountCents", "status", "receivedOn")
     SELECT ${id('pay')}, '${workspaceId}', ${id('l')}, ${id('t')}, 50000, 'PAID', '2026-11-02'
     FROM generate_series(3, ${TENANCIES}, 3) AS n`,
  ];
  for (const statement of statements) await prisma.$executeRawUnsafe(statement);
}

function startRun(): { child: ChildProcess; output: () => string } {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, postgres.url, workspaceId, TODAY], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output };
}

const openRows = () =>
  database.prisma.payment.count({ where: { workspaceId, status: { in: ['PENDING', 'OVERDUE'] } } });

/** Counted in SQL, month by month, without KeyNest's ledger: the rent of every due day, less what was paid. */
async function differences(): Promise<{ doubled: number; missing: number; wrong: number }> {
  const [row] = await database.prisma.$queryRawUnsafe<{ doubled: number; missing: number; wrong: number }[]>(`
    WITH due AS (
      SELECT lease."id", rent."amountCents" AS rent, ("startsOn" + make_interval(months => k))::date AS "on"
      FROM "Lease" AS lease JOIN "LeaseRent" AS rent ON rent."leaseId" = lease."id", generate_series(0, 5) AS k
      WHERE lease."workspaceId" = '${workspaceId}'
        AND ("startsOn" + make_interval(months => k))::date <= date '${TODAY}' + 5),
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

test('four processes race over 5,000 tenancies, two are killed: nothing is doubled, missing or wrong', async () => {
  const runs = [startRun(), startRun(), startRun(), startRun()];
  while ((await openRows()) < 1_000) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const { child } of runs.slice(0, 2)) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  for (const { child } of runs.slice(2)) if (child.exitCode === null) await once(child, 'exit');
  expect(await differences()).toEqual({ doubled: 0, missing: 0, wrong: 0 });
  expect(await openRows()).toBeGreaterThan(TENANCIES);
}, 300_000);

test('a run of its own makes the rows within 20 seconds of one core, and changes nothing the second time', async () => {
  await database.prisma.$executeRaw`DELETE FROM "Payment" WHERE "source" = 'EXPECTED'`;
  await database.prisma.$executeRaw`DELETE FROM "Suggestion"`;
  const first = startRun();
  await once(first.child, 'exit');
  const { opened, cpuSeconds } = JSON.parse(first.output().split('\n')[1]!) as Record<string, number>;
  expect(opened).toBe(await openRows());
  expect(await differences()).toEqual({ doubled: 0, missing: 0, wrong: 0 });
  expect(cpuSeconds).toBeLessThan(20);
  const second = startRun();
  await once(second.child, 'exit');
  expect(JSON.parse(second.output().split('\n')[1]!)).toMatchObject({ opened: 0, closed: 0, skipped: [] });
}, 300_000);
