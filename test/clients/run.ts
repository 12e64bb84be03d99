/**
 * `npm run test:clients`: reads KeyNest's contracts as others do. Linters check `openapi.yaml`; generators make typed
 * clients of both interfaces, which are compiled and used with a started server; Prism compares what the server answers
 * with the contract. Runs `dist/`, and needs the packages of this folder.
 *
 *   npm run test:clients                  everything
 *   npm run test:clients -- rest prism    these parts, with what was generated before
 */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { at, OPERATIONS } from '../support/openapi.ts';
import { ServerProcess } from '../support/server-process.ts';
import { clearGenerated, GENERATORS } from './generate.ts';
import { startPrism } from './prism.ts';
import { RestWalk, type Answer } from './rest-walk.ts';
import { CONTRACT, HERE, load, tool } from './tools.ts';

const REST_CLIENTS = ['openapi-typescript', 'hey-api', 'orval', 'swagger-typescript-api'];

let passed = 0;
let failed = 0;

/** One thing that has to hold. */
async function check(name: string, prove: () => unknown): Promise<void> {
  const started = Date.now();
  try {
    await prove();
    passed += 1;
    console.log(`ok      ${name} (${Date.now() - started} ms)`);
  } catch (error) {
    failed += 1;
    console.log(
      `FAILED  ${name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

/** Linters that know OpenAPI by heart; warnings count too. */
const lint = [
  () => check('Spectral', () => tool('spectral', ['lint', CONTRACT, '-r', '.spectral.yaml', '-F', 'hint'])),
  () => check('Redocly', () => tool('redocly', ['lint', CONTRACT, '--config', 'redocly.yaml'])),
];

async function countRequests(): Promise<void> {
  const collection = await readFile(`${HERE}generated/postman.json`, 'utf8');
  equal(collection.match(/"request": \{\s+"name"/g)?.length, OPERATIONS.length);
}

/** Runs jobs on two cores. */
async function runBeside(jobs: readonly (() => Promise<unknown>)[]): Promise<void> {
  const waiting = [...jobs];
  const work = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job();
  };
  await Promise.all([work(), work()]);
}

async function makeAndLint(): Promise<void> {
  await clearGenerated();
  const generators = GENERATORS.map(
    ({ name, generate }) =>
      () =>
        check(`${name}: generates`, generate),
  );
  await runBeside([...lint, ...generators]);
  await check('Postman: one request for each operation', countRequests);
  await check('all of them compile, strictly', () => tool('tsc', ['-p', '.']));
}

interface RestClient {
  readonly call: (base: string) => Promise<Readonly<Record<string, string | number>>>;
}

async function useRestClients(origin: string): Promise<void> {
  const base = `${origin}/v1`;
  for (const name of REST_CLIENTS)
    await check(`${name}: calls`, async () => {
      const { call } = await load<RestClient>(`rest/${name}.ts`);
      const { balance, ...told } = await call(base);
      deepEqual(told, { name: 'Sarah Thompson', status: 'Open', refusal: 'not_found' });
      equal(Number.isFinite(balance), true);
    });
}

type Ask = (query: string, variables?: object) => Promise<object>;
type Open = (origin: string, token: string, schema: GraphQLSchema) => object;
interface Walk {
  rules(): Promise<void>;
  people(): Promise<void>;
  parts(): Promise<void>;
  pages(): Promise<void>;
  changes(title: string): Promise<void>;
}

async function askAs(origin: string): Promise<{ ask: Ask; token: string }> {
  let token = '';
  const ask: Ask = async (query, variables = {}) => {
    const headers = {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${origin}/graphql`, { method: 'POST', headers, body });
    const { data, errors } = (await response.json()) as { data: object; errors?: unknown };
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
  const signIn =
    'mutation { signIn(input: { email: "landlord@example.com", password: "keynest-demo" }) { token } }';
  ({ token } = ((await ask(signIn)) as { signIn: { token: string } }).signIn);
  return { ask, token };
}

const GRAPHQL_CLIENTS: readonly { readonly name: string; readonly file: string; readonly open: string }[] = [
  { name: 'Apollo Client', file: 'graphql/apollo.ts', open: 'openApollo' },
  { name: 'urql Graphcache', file: 'graphql/urql.ts', open: 'openUrql' },
  { name: 'Relay', file: 'graphql/relay.ts', open: 'openRelay' },
];

async function useGraphqlClients(origin: string): Promise<void> {
  const schema = buildSchema(await readFile(`${HERE}../../schema/schema.graphql`, 'utf8'));
  const { ask, token } = await askAs(origin);
  await check('client preset: types hold', async () => {
    const { readTyped } = await load<{ readTyped: (ask: Ask) => Promise<void> }>('graphql/types.ts');
    await readTyped(ask);
  });
  for (const { name, file, open } of GRAPHQL_CLIENTS) {
    const { Walk } = await load<{ Walk: new (cache: object, ask: Ask) => Walk }>('graphql/walk.ts');
    const opener = (await load<Record<string, Open>>(file))[open];
    const walk = new Walk(opener?.(origin, token, schema) ?? {}, ask);
    await check(`${name}: versions of a rule stay apart`, () => walk.rules());
    await check(`${name}: a member is not their user`, () => walk.people());
    await check(`${name}: parts of an embedded object stay together`, () => walk.parts());
    await check(`${name}: pages make one list`, () => walk.pages());
    await check(`${name}: a mutation shows wherever its object is shown`, () => walk.changes(`From ${name}`));
  }
}

const isRead = (id: string) =>
  OPERATIONS.some(({ method, place }) => method === 'get' && at([...place, 'operationId']) === id);

/** Every operation, with the requests that the contract shows and with wrong ones: the answers keep the contract. */
async function compareByPrism(origin: string): Promise<void> {
  const { ask } = await askAs(origin);
  const { workspace } = (await ask('{ workspace { rentRollFile { pdfUrl } } }')) as {
    workspace: { rentRollFile: { pdfUrl: string } };
  };
  const prism = await startPrism(origin);
  try {
    const walk = new RestWalk(prism.origin, [workspace.rentRollFile.pdfUrl]);
    await walk.run();
    const byOperation = new Map<string, Answer[]>();
    for (const answer of walk.answers)
      byOperation.set(answer.operationId, [...(byOperation.get(answer.operationId) ?? []), answer]);
    for (const [id, answers] of byOperation)
      await check(`Prism: ${id}, ${answers.length} answers`, () => {
        const wrong = answers.filter(({ violations }) => violations.length > 0);
        deepEqual(wrong, []);
        if (isRead(id))
          ok(
            answers.some(({ status }) => status === 200),
            JSON.stringify(answers),
          );
      });
    equal(byOperation.size, OPERATIONS.length);
    const done = [...byOperation.values()].filter((answers) => answers.some(({ status }) => status < 300));
    console.log(`${done.length} of ${byOperation.size} operations succeeded once or more`);
  } finally {
    await prism.close();
  }
}

const PARTS: Readonly<Record<string, (origin: string) => Promise<void>>> = {
  generate: makeAndLint,
  rest: useRestClients,
  graphql: useGraphqlClients,
  prism: compareByPrism,
};

const asked = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'keynest-clients-'));
const server = await ServerProcess.start({ KEYNEST_DATA: join(folder, 'data'), LOG_LEVEL: 'silent' });
try {
  for (const [name, prove] of Object.entries(PARTS))
    if (asked.length === 0 || asked.includes(name)) await prove(server.origin);
} finally {
  await server.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
