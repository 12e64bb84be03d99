import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerProcess } from '../support/server-process.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const EMAIL = 'lou@landry.example';
const FIRST = 'copper-lantern-19-otter';
const SECOND = 'maple-ferry-84-quartz';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keynest-'));
});
afterAll(() => rm(folder, { recursive: true }));

const settings = () => ({ KEYNEST_DATA: join(folder, 'data'), NODE_ENV: 'production', LOG_LEVEL: 'silent' });

interface Ended {
  readonly code: number;
  readonly printed: string;
}

/** What an operator types after `npm run`, in a process of its own. */
function command(
  name: string,
  parameters: readonly string[],
  password?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const given = password === undefined ? {} : { KEYNEST_PASSWORD: password };
  const env = { PATH: process.env['PATH'], ...settings(), ...given, ...more };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', `src/cli/${name}.ts`, ...parameters],
      { cwd: ROOT, env },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, printed: stdout + stderr });
      },
    );
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
  const landlord = ['--landlord', 'Lou Landry', '--email', EMAIL];
  expect(await command('create-workspace', landlord)).toMatchObject({
    code: 1,
    printed: expect.stringContaining('KEYNEST_PASSWORD'),
  });
  expect(await command('create-workspace', landlord, 'Lou Landry 1')).toMatchObject({ code: 1 });
  expect(await command('create-workspace', landlord, FIRST)).toMatchObject({ code: 0 });
  expect(await command('create-workspace', landlord, FIRST)).toEqual({
    code: 1,
    printed: `${EMAIL} signs in already. Give another address with --email.\n`,
  });
  const token = await whileServing(async (origin) => {
    const answer = await signIn(origin, FIRST);
    return ((await answer.json()) as { token: string }).token;
  });

  const nobody = await command('set-password', ['--email', 'nobody@landry.example'], SECOND);
  expect(nobody).toMatchObject({ code: 1, printed: expect.stringContaining('--email') });
  for (const password of ['lou', `${SECOND} `.repeat(60)]) {
    expect(await command('set-password', ['--email', EMAIL], password)).toMatchObject({ code: 1 });
  }
  const set = await command('set-password', ['--email', EMAIL.toUpperCase()], SECOND);
  expect(set).toEqual({ code: 0, printed: `Set the password of ${EMAIL} and ended 1 of its sessions.\n` });

  await whileServing(async (origin) => {
    expect(await readProperties(origin, token)).toBe(401);
    expect((await signIn(origin, FIRST)).status).toBe(401);
    expect((await signIn(origin, SECOND)).status).toBe(201);
  });
});

test('what the API would refuse is refused before a database is made, all at once', async () => {
  const given = [
    '--landlord',
    ' ',
    '--email',
    'lou @landry',
    '--street',
    '1 King',
    '--phone',
    '4'.repeat(51),
  ];
  const { code, printed } = await command('create-workspace', given, FIRST);
  expect(code).toBe(1);
  expect(printed.split('\n').map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining(['--landlord', '--email', '--phone', '--city', '--postal-code']),
  );
});

test('a folder without a database is taken for a mistyped one', async () => {
  const env = { KEYNEST_DATA: join(folder, 'mistyped') };
  for (const [name, parameters] of [
    ['set-password', ['--email', EMAIL]],
    ['renew-link-keys', []],
  ] as const) {
    const refused = await command(name, parameters, SECOND, env);
    expect(refused).toMatchObject({ code: 1, printed: expect.stringContaining('KEYNEST_DATA') });
  }
  expect(await readdir(folder)).not.toContain('mistyped');
});

test('links are ended by new keys', async () => {
  const ended = await command('renew-link-keys', []);
  expect(ended).toMatchObject({ code: 0, printed: expect.stringContaining('made a new one') });
});
