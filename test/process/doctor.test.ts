import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nightlyName } from '../../src/backup/kept-backups.ts';
import { checkBackups } from '../../src/cli/doctor/backups.ts';
import { checkFonts, type FontHashes } from '../../src/cli/doctor/fonts.ts';
import { readConfig } from '../../src/config.ts';
import { administer, TEST_DATABASE_URL } from '../support/database.ts';
import { KEYNEST } from '../support/command.ts';
import { ServerProcess } from '../support/server-process.ts';
import { freePort } from '../support/service.ts';

/** Plain JavaScript of the build. */
const FONT_HASHES: string = '../../src/build/font-hashes.js';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Finding {
  readonly check: string;
  readonly status: string;
  readonly message: string;
  readonly remedy?: string;
}

interface Examined {
  readonly code: number;
  readonly printed: string;
  readonly ok: boolean;
  readonly checks: readonly Finding[];
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keynest-doctor-'));
});
afterAll(() => rm(folder, { recursive: true }));

function run(env: Readonly<Record<string, string>>, ...options: readonly string[]) {
  const given = { PATH: process.env['PATH'], KEYNEST_DATA: join(folder, 'data'), ...env };
  const parameters = [KEYNEST, 'doctor', ...options];
  return new Promise<{ code: number; printed: string }>((resolve) => {
    execFile(process.execPath, parameters, { cwd: ROOT, env: given }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, printed: stdout + stderr });
    });
  });
}

async function examine(env: Readonly<Record<string, string>> = {}): Promise<Examined> {
  const { code, printed } = await run(env, '--json');
  return { code, printed, ...(JSON.parse(printed) as Pick<Examined, 'ok' | 'checks'>) };
}

const of = ({ checks }: Examined, check: string) => checks.filter((one) => one.check === check);

test('a folder without a database is told, and none is made', async () => {
  for (const _ of [1, 2]) {
    const found = await examine();
    expect(found).toMatchObject({ code: 0, ok: true });
    expect(of(found, 'database')).toEqual([
      {
        check: 'database',
        status: 'warn',
        message: `There is no database in ${join(folder, 'data')}.`,
        remedy: 'Start the server, which makes one, or correct KEYNEST_DATA.',
      },
    ]);
  }
});

test('PGlite keeps its folder while it runs: its server is asked, and what could not be checked is told', async () => {
  const PORT = String(await freePort());
  const pglite = { KEYNEST_DATA: join(folder, 'pglite'), EMBEDDED_DATABASE: 'pglite' };
  const server = await ServerProcess.start({ ...pglite, PORT });
  const running = await examine({ ...pglite, PORT });
  const elsewhere = await examine({ ...pglite, PORT: String(await freePort()) });
  await server.end('SIGTERM');
  expect(running).toMatchObject({ code: 0, ok: true });
  expect(of(running, 'database')).toMatchObject([
    { status: 'ok', message: expect.stringContaining(`is ready at http://127.0.0.1:${PORT}/healthz`) },
    { status: 'warn', message: expect.stringContaining('Not checked: version, extensions') },
  ]);
  expect(of(elsewhere, 'database')[0]).toMatchObject({ status: 'warn' });
});

test('the embedded PostgreSQL is checked as a whole beside its server', async () => {
  const server = await ServerProcess.start({ KEYNEST_DATA: join(folder, 'data') });
  const found = await examine();
  await server.end('SIGTERM');
  expect(found).toMatchObject({ code: 0, ok: true });
  for (const check of ['database', 'extensions', 'migrations', 'tables', 'clock', 'keys'])
    expect(of(found, check)).toMatchObject([{ status: 'ok' }]);
  expect(of(found, 'backups')).toMatchObject([{ status: 'warn' }]);
}, 120_000);

test('a stopped folder is checked as a whole, one line for each check', async () => {
  const found = await examine();
  expect(found).toMatchObject({ code: 0, ok: true });
  for (const check of ['settings', 'database', 'extensions', 'migrations', 'tables', 'clock', 'keys', 'room'])
    expect(of(found, check).map(({ status }) => status)).not.toContain('fail');
  for (const check of ['database', 'extensions', 'migrations', 'tables', 'clock', 'keys'])
    expect(of(found, check)).toMatchObject([{ status: 'ok' }]);
  const { printed } = await run({});
  expect(printed.trim().split('\n')).toHaveLength(found.checks.length);
  expect(printed).toMatch(/^ok {4}tables {6}All \d+ can be read, with \d+ rows\.$/m);
});

test('the newest backup is told by its age, and none is a failure once the folder is old', async () => {
  const data = await mkdtemp(join(folder, 'aged-'));
  await writeFile(join(data, 'lock'), '');
  const config = readConfig({ KEYNEST_DATA: data });
  const after = (days: number) => new Date(Date.now() + days * 86_400_000);
  expect(await checkBackups(config, after(1))).toMatchObject({ status: 'warn' });
  expect(await checkBackups(config, after(3))).toMatchObject({
    status: 'fail',
    message: expect.stringContaining('There is no nightly backup'),
  });
  await mkdir(join(data, 'backups'));
  await writeFile(join(data, 'backups', nightlyName(new Date())), '');
  expect(await checkBackups(config, after(1))).toMatchObject({ status: 'ok' });
  expect(await checkBackups(config, after(3))).toMatchObject({
    status: 'warn',
    message: expect.stringContaining('is 3.0 days old'),
  });
});

test('every wrong setting is a failure with a remedy, and the exit code is 1', async () => {
  const found = await examine({ NODE_ENV: 'production', PORT: 'x', METRICS_TOKEN: 'short' });
  expect(found).toMatchObject({ code: 1, ok: false });
  const settings = of(found, 'settings');
  expect(settings.map(({ message }) => message.split(':')[0])).toEqual([
    'PORT',
    'METRICS_TOKEN',
    'PUBLIC_URL',
  ]);
  expect(settings.every(({ status, remedy }) => status === 'fail' && remedy !== undefined)).toBe(true);
  expect(found.printed).not.toContain('short"');
});

test('settings that work but are dangerous are warnings', async () => {
  const open = { METRICS_PORT: '9464', METRICS_HOST: '0.0.0.0' };
  const found = await examine({ NODE_ENV: 'production', PUBLIC_URL: 'https://api.example.com', ...open });
  expect(found).toMatchObject({ code: 0, ok: true });
  expect(of(found, 'settings').map(({ remedy }) => remedy)).toEqual([
    'Set TRUST_PROXY to the number of proxies in front.',
    'Set METRICS_TOKEN.',
  ]);
});

test('PostgreSQL that is away is a failure, without its password', async () => {
  const url = `postgresql://keynest:s3cret@127.0.0.1:${await freePort()}/keynest`;
  const found = await examine({ DATABASE_URL: url });
  expect(found).toMatchObject({ code: 1, ok: false });
  expect(of(found, 'database')).toMatchObject([
    { status: 'fail', message: expect.stringContaining('does not answer') },
  ]);
  expect(found.printed).not.toContain('s3cret');
});

test('fonts are compared with what was built', async () => {
  const { hashFonts } = (await import(FONT_HASHES)) as {
    hashFonts: () => Promise<FontHashes>;
  };
  const hashes = await hashFonts();
  expect(await checkFonts(hashes)).toMatchObject({ status: 'ok' });
  const [[name, files] = ['', {}]] = Object.entries(hashes);
  const [[file] = ['']] = Object.entries(files);
  const changed = { ...hashes, [name]: { ...files, [file]: '0'.repeat(64) } };
  expect(await checkFonts(changed)).toMatchObject({
    status: 'fail',
    message: `1 files are missing or damaged, such as ${name}/${file}.`,
  });
  expect(await checkFonts({ ...hashes, [name]: { ...files, 'gone.ttf': '0' } })).toMatchObject({
    status: 'fail',
  });
  expect(await checkFonts({ 'no-such-fonts': {} })).toMatchObject({ status: 'fail' });
  expect(await checkFonts(null)).toMatchObject({ status: 'warn' });
});

const onPostgres = TEST_DATABASE_URL === null ? test.skip : test;

onPostgres('on PostgreSQL it works while a server runs, and tells pending migrations', async () => {
  const name = `keynest_doctor_${process.pid}`;
  await administer(`CREATE DATABASE "${name}"`);
  const url = new URL(TEST_DATABASE_URL ?? '');
  url.pathname = `/${name}`;
  try {
    const fresh = await examine({ DATABASE_URL: url.href });
    expect(of(fresh, 'migrations')).toMatchObject([
      { status: 'warn', message: expect.stringMatching(/are pending/) },
    ]);
    const server = await ServerProcess.start({ DATABASE_URL: url.href });
    const running = await examine({ DATABASE_URL: url.href });
    await server.end('SIGTERM');
    expect(running).toMatchObject({ code: 0, ok: true });
    for (const check of ['database', 'extensions', 'migrations', 'tables', 'clock', 'keys'])
      expect(of(running, check)).toMatchObject([{ status: 'ok' }]);
  } finally {
    await administer(`DROP DATABASE "${name}" WITH (FORCE)`);
  }
});
