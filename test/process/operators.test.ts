import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KEYNEST } from '../support/command.ts';
import { ServerProcess } from '../support/server-process.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const EMAIL = 'lou@landry.example';
const FIRST = 'copper-lantern-19-otter';
const SECOND = 'maple-ferry-84-quartz';
const CREATE = ['workspace', 'create', '--landlord', 'Lou Landry', '--email', EMAIL];
const SET_PASSWORD = ['user', 'set-password'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keynest-'));
});
afterAll(() => rm(folder, { recursive: true }));

const settings = () => ({
  KEYNEST_DATA: join(folder, 'data'),
  NODE_ENV: 'production',
  LOG_LEVEL: 'silent',
  PUBLIC_URL: 'https://api.keynest.example',
});

interface Ended {
  readonly code: number;
  readonly printed: string;
}

/** Runs `keynest` with these arguments, in a process of its own. */
function command(
  parameters: readonly string[],
  password?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const given = password === undefined ? {} : { KEYNEST_PASSWORD: password };
  const env = { PATH: process.env['PATH'], PORT: '0', ...settings(), ...given, ...more };
  return new Promise((resolve) => {
    execFile(process.execPath, [KEYNEST, ...parameters], { cwd: ROOT, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, printed: stdout + stderr });
    });
  });
}

/** Runs a server for as long as `work` takes. */
async function whileServing<Result>(work: (origin: string) => Promise<Result>): Promise<Result> {
  const server = await ServerProcess.start(settings());
  try {
    return await work(server.origin);
  } finally {
    await server.end('SIGTERM');
  }
}

const signIn = (origin: string, password: string) =>
  fetch(`${origin}/v1/auth/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: EMAIL, password }),
  });

const readProperties = async (origin: string, token: string) =>
  (await fetch(`${origin}/v1/properties`, { headers: { authorization: `Bearer ${token}` } })).status;

test('a first workspace is made, and its admin who forgot the password gets another', async () => {
  expect(await command(CREATE)).toMatchObject({
    code: 1,
    printed: expect.stringContaining('KEYNEST_PASSWORD'),
  });
  expect(await command(CREATE, 'Lou Landry 1')).toMatchObject({ code: 1 });
  expect(await command(CREATE, FIRST)).toMatchObject({ code: 0 });
  expect(await command(CREATE, FIRST)).toEqual({
    code: 1,
    printed: `${EMAIL} already has an account. Give another address with --email.\n`,
  });
  const token = await whileServing(async (origin) => {
    const answer = await signIn(origin, FIRST);
    return ((await answer.json()) as { token: string }).token;
  });

  const nobody = await command([...SET_PASSWORD, '--email', 'nobody@landry.example'], SECOND);
  expect(nobody).toMatchObject({ code: 1, printed: expect.stringContaining('--email') });
  for (const password of ['lou', `${SECOND} `.repeat(60)]) {
    expect(await command([...SET_PASSWORD, '--email', EMAIL], password)).toMatchObject({ code: 1 });
  }
  const set = await command([...SET_PASSWORD, '--email', EMAIL.toUpperCase()], SECOND);
  expect(set).toEqual({ code: 0, printed: `Set the password of ${EMAIL} and ended 1 of its sessions.\n` });

  await whileServing(async (origin) => {
    expect(await readProperties(origin, token)).toBe(401);
    expect((await signIn(origin, FIRST)).status).toBe(401);
    expect((await signIn(origin, SECOND)).status).toBe(201);
  });
});

test('what the API would refuse is refused before a database is made, all at once', async () => {
  const given = [
    'workspace',
    'create',
    '--landlord',
    ' ',
    '--email',
    'lou @landry',
    '--street',
    '1 King',
    '--phone',
    '4'.repeat(51),
  ];
  const { code, printed } = await command(given, FIRST);
  expect(code).toBe(2);
  expect(printed.split('\n').map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining(['--landlord', '--email', '--phone', '--city', '--postal-code']),
  );
});

test('a folder without a database is taken for a mistyped one', async () => {
  const env = { KEYNEST_DATA: join(folder, 'mistyped') };
  for (const parameters of [
    [...SET_PASSWORD, '--email', EMAIL],
    ['links', 'renew-keys'],
    ['migrate', '--status'],
  ]) {
    const refused = await command(parameters, SECOND, env);
    expect(refused).toMatchObject({ code: 1, printed: expect.stringContaining('KEYNEST_DATA') });
  }
  expect(await readdir(folder)).not.toContain('mistyped');
});

test('links are ended by new keys', async () => {
  const ended = await command(['links', 'renew-keys']);
  expect(ended).toMatchObject({ code: 0, printed: expect.stringContaining('made a new one') });
});

describe('help', () => {
  test.each([
    [[], 'migrate'],
    [['serve'], 'environment'],
    [['migrate'], '--status'],
    [['demo'], 'DEMO_PASSWORD'],
    [['workspace'], 'create'],
    [['workspace', 'create'], '--landlord'],
    [['user', 'set-password'], 'KEYNEST_PASSWORD'],
    [['links', 'renew-keys'], '--json'],
  ])('keynest %j --help exits with 0', async (words, part) => {
    const ended = await command([...words, '--help']);
    expect(ended).toMatchObject({ code: 0, printed: expect.stringContaining(part) });
  });
});

describe('wrong usage', () => {
  test.each([[[]], [['sreve']], [['migrate', '--statu']], [['workspace', 'create']], [['workspace']]])(
    'keynest %j exits with 2',
    async (words) => {
      expect(await command(words, FIRST)).toMatchObject({ code: 2 });
    },
  );

  test('an unknown time zone is named with the remedy', async () => {
    const ended = await command([...CREATE, '--time-zone', 'Mars/Olympus'], FIRST);
    expect(ended).toEqual({
      code: 2,
      printed: '--time-zone: Unknown time zone Mars/Olympus. Give one such as America/Toronto.\n',
    });
  });
});

test('keynest migrate and keynest demo print JSON, and the demo needs an empty database', async () => {
  const env = { KEYNEST_DATA: join(folder, 'demo') };
  const migrated = await command(['migrate', '--json'], undefined, env);
  const { applied } = JSON.parse(migrated.printed) as { applied: string[] };
  expect(migrated.code).toBe(0);
  expect(applied.length).toBeGreaterThan(5);
  const listed = await command(['migrate', '--status', '--json'], undefined, env);
  expect(JSON.parse(listed.printed)).toEqual({
    migrations: applied.map((name) => ({ name, isApplied: true })),
  });
  expect(await command(['migrate'], undefined, env)).toEqual({
    code: 0,
    printed: 'The database is up to date.\n',
  });
  const made = await command(['demo', '--json'], undefined, env);
  expect(JSON.parse(made.printed)).toEqual({
    workspaceId: expect.stringMatching(/^w_/),
    emails: ['admin', 'landlord', 'manager', 'tenant', 'contractor'].map((role) => `${role}@example.com`),
  });
  expect(await command(['demo'], undefined, env)).toEqual({
    code: 1,
    printed: 'This database already has a workspace. Give an empty one with KEYNEST_DATA or DATABASE_URL.\n',
  });
}, 60_000);

describe('a server that cannot start says why, with the remedy', () => {
  const fails = async (env: Record<string, string>) => {
    const data = join(folder, 'never-made');
    const ended = await command(['serve'], undefined, { KEYNEST_DATA: data, ...env });
    expect(await readdir(folder)).not.toContain('never-made');
    return ended;
  };

  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await fails({ PORT: String(port) })).toEqual({
      code: 1,
      printed: `Port ${port} is in use. Stop the other program, or set PORT to another port.\n`,
    });
    other.close();
  });

  test.each(['203.0.113.9', 'no-such-host.invalid'])('the HOST %s', async (host) => {
    expect(await fails({ HOST: host })).toEqual({
      code: 1,
      printed: `HOST ${host} is not an address of this machine. Set HOST to 127.0.0.1, or to 0.0.0.0 for all addresses.\n`,
    });
  });

  test('a PostgreSQL that does not answer', async () => {
    const url = 'postgresql://keynest:secret@127.0.0.1:1/keynest';
    const { code, printed } = await fails({ DATABASE_URL: url });
    expect(code).toBe(1);
    expect(printed).toContain(
      'PostgreSQL at 127.0.0.1:1 does not answer. Start it, or correct DATABASE_URL.\n',
    );
    expect(printed).not.toContain('secret');
  });

  test('a data folder that cannot be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const { code, printed } = await command(['serve'], undefined, { KEYNEST_DATA: join(file, 'data') });
    expect(code).toBe(1);
    expect(printed).toMatch(/The data folder .* is not writable\. Set another folder in KEYNEST_DATA\./);
  });
});

test('an empty production database says how to create the first workspace, which works while it runs', async () => {
  const place = { KEYNEST_DATA: join(folder, 'empty') };
  const server = await ServerProcess.start({ ...settings(), ...place });
  expect(server.output).toContain(
    "  KEYNEST_PASSWORD='…' npx keynest workspace create --landlord 'Legal Name' --email you@example.com\n",
  );
  expect(server.output).not.toContain('Stop this server first');
  expect(await command(CREATE, FIRST, place)).toMatchObject({ code: 0 });
  expect((await signIn(server.origin, FIRST)).status).toBe(201);
  const listed = await command(['migrate', '--status'], undefined, place);
  expect(listed).toMatchObject({ code: 0, printed: expect.not.stringContaining('pending') });
  expect(await server.end('SIGTERM')).toBe(0);
}, 120_000);
