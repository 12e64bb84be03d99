import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { NightlyBackups } from '../../src/backup/nightly.ts';
import { verifyBackup } from '../../src/backup/read-backup.ts';
import { copyDatabase } from '../../src/cli/copy-database.ts';
import { openEmbedded } from '../../src/db/embedded-client.ts';
import { SettableClock } from '../support/clock.ts';
import { runCommand, startCommand } from '../support/command.ts';
import { ServerProcess } from '../support/server-process.ts';
import { waitUntil } from '../support/wait-until.ts';

/** With the database that is embedded by default, PostgreSQL; backup.test.ts has PGlite. */
let root: string;
let settings: { readonly KEYNEST_DATA: string };
let server: ServerProcess;
const at = (name: string) => join(root, name);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'keynest-backup-'));
  settings = { KEYNEST_DATA: at('data') };
  server = await ServerProcess.start(settings);
}, 120_000);
afterAll(async () => {
  await server.end('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

async function addProperty(name: string): Promise<void> {
  const send = async (path: string, body: object, token = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(server.origin + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return (await response.json()) as { token: string };
  };
  const credentials = { email: 'landlord@example.com', password: 'keynest-demo' };
  const { token } = await send('/v1/auth/session', credentials);
  await send('/v1/properties', { name, units: 1 }, token);
}

/** Which of the two properties the database holds, as the next start finds it. */
async function namesAfterStart(): Promise<string[]> {
  const database = await openEmbedded(settings.KEYNEST_DATA, { copyDatabase });
  const found = await database.prisma.property.findMany({ orderBy: { name: 'asc' } });
  await database.close();
  return found.map(({ name }) => name).filter((name) => ['Ash House', 'Birch House'].includes(name));
}

test('killed backups leave nothing under the name, and the next one is whole', async () => {
  await addProperty('Ash House');
  for (const milliseconds of [0, 30]) {
    const backup = startCommand(['backup', at('killed.backup')], settings);
    await waitUntil(() => readdirSync(root).some((name) => name.includes('unfinished')), 'the backup');
    await sleep(milliseconds);
    backup.kill();
    await backup.ended;
    if (existsSync(at('killed.backup'))) await verifyBackup(at('killed.backup'));
    for (const name of readdirSync(root))
      if (name.includes('unfinished') || name === 'killed.backup') await rm(at(name));
  }
  expect(await runCommand(['backup', at('first.backup')], settings)).toMatchObject({ code: 0 });
  await verifyBackup(at('first.backup'));
}, 240_000);

test('each night at 3:30 one is made beside the server', async () => {
  await addProperty('Birch House');
  const clock = new SettableClock();
  clock.set('2026-11-29T08:29:00Z');
  const makeBackup = async (file: string) => {
    const { code, printed } = await runCommand(['backup', file], settings);
    if (code !== 0) throw new Error(printed);
  };
  const log = pino({ level: 'silent' });
  const nightly = new NightlyBackups({ folder: at('nightly'), kept: 7, clock, log, makeBackup });
  await nightly.check();
  expect(existsSync(at('nightly'))).toBe(false);
  clock.advance({ seconds: 60 });
  await nightly.check();
  expect(await nightly.status()).toMatchObject({ newestAt: clock.now(), failure: null });
  expect(readdirSync(at('nightly'))).toEqual(['keynest-2026-11-29T083000Z.backup']);
  await verifyBackup(at('nightly/keynest-2026-11-29T083000Z.backup'));
}, 240_000);

test('a killed restore leaves the database as it was, or restored, and can be run again', async () => {
  await server.end('SIGTERM');
  const data = settings.KEYNEST_DATA;
  const moments: [string, () => boolean][] = [
    ['the restore', () => readdirSync(data).some((name) => name.startsWith('database.restoring-'))],
    ['the swap', () => readdirSync(data).some((name) => name === 'database' || name.includes('.before-'))],
  ];
  for (const [what, isThere] of moments) {
    const restore = startCommand(['restore', at('first.backup'), '--force'], settings);
    await waitUntil(isThere, what);
    restore.kill();
    await restore.ended;
    expect([['Ash House', 'Birch House'], ['Ash House']]).toContainEqual(await namesAfterStart());
  }
  expect(await runCommand(['restore', at('first.backup'), '--force'], settings)).toMatchObject({ code: 0 });
  expect(await namesAfterStart()).toEqual(['Ash House']);
}, 240_000);
