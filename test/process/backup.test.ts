import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyBackup } from '../../src/backup/read-backup.ts';
import { openEmbedded } from '../../src/db/embedded-client.ts';
import { runCommand, startCommand } from '../support/command.ts';
import { ServerProcess } from '../support/server-process.ts';
import { waitUntil } from '../support/wait-until.ts';
import { PaymentLoad } from './load.ts';

const WRITERS = 8;

let root: string;
let data: string;
let server: ServerProcess;
let load: PaymentLoad;
const at = (name: string) => join(root, name);
// PGlite has one process, so its backups go through the server; embedded-postgres.test.ts has the other engine's.
const inData = {
  EMBEDDED_DATABASE: 'pglite',
  get KEYNEST_DATA() {
    return data;
  },
};

const namesIn = (folder: string, part: string) => readdirSync(folder).filter((name) => name.includes(part));

/** A tenant whom nobody has paid for yet, and the token to record payments with. */
async function prepareLoad(origin: string): Promise<PaymentLoad> {
  const send = async (path: string, body: object, token = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as { token: string; id: string; units: [{ id: string }] };
  };
  const credentials = { email: 'landlord@example.com', password: 'keynest-demo' };
  const { token } = await send('/v1/auth/session', credentials);
  const { units } = await send('/v1/properties', { name: 'Elm House', units: 1 }, token);
  const tenant = { name: 'Ana', unitId: units[0].id, rent: 1000, leaseStart: '2026-10-01' };
  return new PaymentLoad(token, (await send('/v1/tenants', tenant, token)).id);
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'keynest-backup-'));
  data = at('data');
  server = await ServerProcess.start(inData);
  load = await prepareLoad(server.origin);
}, 120_000);
afterAll(async () => {
  await server.end('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

test('the start tells where the nightly backups go', () => {
  expect(server.output).toContain(`Nightly backups, the last 7 kept: ${join(data, 'backups')}`);
});

test('a backup during 8 writers is one moment, and is restored to equal rows', async () => {
  const writing = load.run(server.origin, WRITERS);
  await waitUntil(() => load.acknowledged.length > 30, 'writes');
  const before = load.acknowledged.map(({ amountCents }) => amountCents);
  const made = await runCommand(['backup', at('first.backup'), '--json'], inData);
  const sent = load.writes.length;
  await server.end('SIGKILL');
  await writing;
  expect(made).toMatchObject({ code: 0 });
  expect(sent).toBeGreaterThan(before.length);
  expect(namesIn(data, 'copy-')).toEqual([]);

  const restored = { KEYNEST_DATA: at('restored') };
  expect(await runCommand(['restore', at('first.backup')], restored)).toMatchObject({
    code: 0,
    printed: expect.stringMatching(/Restored \d+ rows of \d+ tables, of .* They were compared/),
  });
  expect(await runCommand(['backup', at('second.backup')], restored)).toMatchObject({ code: 0 });
  const [first, second] = await Promise.all([
    verifyBackup(at('first.backup')),
    verifyBackup(at('second.backup')),
  ]);
  expect(second.tables).toEqual(first.tables);

  const database = await openEmbedded(at('restored'), { engine: 'pglite' });
  const { prisma } = database;
  const payments = await prisma.payment.findMany({ where: { source: 'RECEIVED', tenant: { name: 'Ana' } } });
  expect(payments.map(({ amountCents }) => amountCents)).toEqual(expect.arrayContaining(before));
  expect(payments.length).toBeLessThanOrEqual(sent);
  // Each payment has its audit event and its idempotency record: nothing of a transaction is missing.
  const ids = payments.map(({ id }) => id);
  const events = { subjectType: 'Payment', action: 'INSERT', subjectId: { in: ids } };
  expect(await prisma.auditEvent.count({ where: events })).toBe(ids.length);
  expect(
    await prisma.idempotentAnswer.count({ where: { subjectId: { in: ids }, committedAt: { not: null } } }),
  ).toBe(ids.length);
  await database.close();
}, 240_000);

test('killed backups leave nothing under the name, and the server makes the next one', async () => {
  server = await ServerProcess.start(inData);
  for (const copies of [1, 2]) {
    const backup = startCommand(['backup', at('killed.backup'), '--force'], inData);
    await waitUntil(() => namesIn(data, 'copy-').length >= copies, 'the copy');
    backup.kill();
    await backup.ended;
    if (existsSync(at('killed.backup'))) await verifyBackup(at('killed.backup'));
  }
  expect(await runCommand(['backup', at('next.backup')], inData)).toMatchObject({ code: 0 });
  // The next owner of the folder removes what the killed ones left.
  await server.end('SIGTERM');
  server = await ServerProcess.start(inData);
  expect(namesIn(data, 'copy-')).toEqual([]);
}, 240_000);

test('restore asks that the server is stopped, and refuses to replace a database', async () => {
  expect(await runCommand(['restore', at('first.backup'), '--force'], inData)).toMatchObject({
    code: 1,
    printed: expect.stringContaining('Another process uses the data folder'),
  });
  await server.end('SIGTERM');
  expect(await runCommand(['restore', at('first.backup')], inData)).toMatchObject({
    code: 1,
    printed: expect.stringContaining('put the database aside with --force'),
  });
}, 120_000);

test('a killed restore leaves the database as it was, and can be run again', async () => {
  const restore = startCommand(['restore', at('first.backup'), '--force'], inData);
  await waitUntil(() => namesIn(data, 'database.restoring-').length > 0, 'the restore');
  restore.kill();
  await restore.ended;
  const database = await openEmbedded(data);
  expect(await database.prisma.tenant.count({ where: { name: 'Ana' } })).toBe(1);
  await database.close();
  const again = await runCommand(['restore', at('first.backup'), '--force', '--json'], inData);
  const { setAside } = JSON.parse(again.printed) as { setAside: string };
  expect(namesIn(data, 'database.restoring-')).toEqual([]);
  expect(existsSync(join(setAside, 'PG_VERSION'))).toBe(true);
}, 240_000);

test('a start on a damaged folder prints the command that restores the newest backup, and it works', async () => {
  const newest = join(data, 'backups', 'keynest-2026-11-28T083000Z.backup');
  expect(await runCommand(['backup', newest], inData)).toMatchObject({ code: 0 });
  await truncate(join(data, 'database/global/pg_control'));
  const { code, printed } = await runCommand(['serve'], inData);
  expect(code).toBe(1);
  expect(printed).toContain('The database is damaged: ');
  expect(printed).toContain(`KEYNEST_DATA=${data} npx keynest restore ${newest} --force`);
  expect(await runCommand(['restore', newest, '--force'], inData)).toMatchObject({ code: 0 });
  server = await ServerProcess.start(inData);
  expect(server.output).not.toContain('Making the demo');
}, 240_000);
