import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SRC = join(ROOT, 'src');

interface Source {
  /** From src/, e.g. `rest/v1/index.ts`. */
  readonly path: string;
  readonly text: string;
  /** Packages by their names; files of ours from src/, e.g. `policies/rows.ts`. */
  readonly imports: readonly string[];
}

/** Static and dynamic imports, of types too. */
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g;

function readSource(path: string): Source {
  const text = readFileSync(join(SRC, path), 'utf8');
  const imports = [...text.matchAll(IMPORT)].map(([, from, dynamic]) => {
    const target = from ?? dynamic ?? '';
    return target.startsWith('.') ? relative(SRC, join(SRC, dirname(path), target)) : target;
  });
  return { path, text, imports };
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|js)$/.test(path) && !path.startsWith('generated/') && !path.endsWith('.d.ts'))
  .map(readSource);

/** What everything is made of: it may be imported from anywhere. */
const COMMON = [
  'errors',
  'clock',
  'ids',
  'parts',
  'turns',
  'compile-object',
  'calendar',
  'money',
  'vocabulary',
  'faults',
];

const CORE = ['accounts', 'address', 'db', 'ledger', 'law', 'policies', 'request'];
const PRISMA = ['generated/prisma', 'generated/pothos'];

/** Every room of src/, and the rooms that its files may import besides its own and COMMON. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  // One definition each of dates, money, the words of enums, and faults of input.
  calendar: [],
  money: [],
  vocabulary: [],
  faults: [],
  // Pure: nothing but these and errors.
  law: [],
  ledger: [],
  forms: [],
  log: [],
  telemetry: [],
  // Storage and who may see what.
  address: PRISMA,
  db: ['files', 'telemetry', ...PRISMA],
  files: PRISMA,
  reads: ['db', ...PRISMA],
  policies: ['db', 'reads', ...PRISMA],
  throttle: [],
  idempotency: ['db', 'policies', 'request', ...PRISMA],
  printing: ['forms', 'telemetry'],
  request: ['accounts', 'db', 'files', 'forms', 'idempotency', 'policies', 'printing', 'throttle', ...PRISMA],
  // The domain.
  accounts: ['address', 'db', 'ledger', 'request', ...PRISMA],
  documents: [...CORE, 'forms', 'printing', ...PRISMA],
  commands: [...CORE, 'documents', ...PRISMA],
  graphql: [...CORE, 'commands', 'documents', 'http', 'idempotency', 'throttle', ...PRISMA],
  // The edge.
  rest: ['generated/operations', 'http', 'idempotency'],
  http: ['db', 'documents', 'files', 'graphql', 'printing', 'request', 'telemetry', 'throttle', ...PRISMA],
  app: ['graphql', 'http', 'idempotency', 'policies', 'request', 'rest', 'throttle'],
  // What is run.
  jobs: ['accounts', 'db', 'telemetry', ...PRISMA],
  backup: ['db'],
  demo: ['accounts', 'commands', 'db', ...PRISMA],
  // What browsers run.
  pages: [],
  build: ['db', 'printing'],
  cli: [
    'address',
    ...[
      'app',
      'backup',
      'commands',
      'config',
      'db',
      'demo',
      'files',
      'forms',
      'graphql',
      'http',
      'idempotency',
      'jobs',
      'log',
      'printing',
      'telemetry',
      'throttle',
    ],
    ...PRISMA,
  ],
  config: [],
  clock: [],
  ids: [],
  errors: [],
  'compile-object': [],
  parts: [],
  turns: [],
  main: ['cli'],
};

/** Packages that only these rooms may import. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  koa: ['app', 'http', 'rest'],
  '@koa/router': ['http', 'rest'],
  '@pothos/core': ['graphql'],
  'graphql-yoga': ['graphql'],
  pg: ['db', 'throttle'],
  '@electric-sql/pglite': ['db'],
  'pdf-lib': ['forms'],
  ics: ['documents'],
  'prom-client': ['telemetry'],
  '@opentelemetry/api': ['telemetry'],
  tinypool: ['printing'],
};

const KNOWN = new Set(sources.map(({ path }) => path));

/** The room of a path from src/, e.g. `law` of `law/n9.ts` and `app` of `app.ts`; of generated code the client's. */
function roomOf(path: string): string {
  const [room = '', ...below] = path.replace(/\.[jt]s$/, '').split('/');
  return room === 'generated' ? `${room}/${below[0] ?? ''}` : room;
}

/** Targets of ours are paths from src/; generated code is looked at by its room only. */
const isOurs = (target: string) => KNOWN.has(target) || target.startsWith('generated/');

/** Imports of files of ours that lead from one room to another. */
const crossings = sources.flatMap(({ path, imports }) =>
  imports
    .filter((target) => isOurs(target) && roomOf(target) !== roomOf(path))
    .map((target) => ({ path, target })),
);

/** Groups of files that import each other, types included; each with what leads round. */
function circles(): string[] {
  const importsOf = new Map(sources.map(({ path, imports }) => [path, imports]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) found.push([...way.slice(start), path].join(' → '));
    if (start >= 0 || done.has(path)) return;
    for (const target of importsOf.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const { path } of sources) visit(path, []);
  return found;
}

describe('imports', () => {
  test('are read, and every room is known', () => {
    expect(sources.length).toBeGreaterThan(200);
    expect(crossings.length).toBeGreaterThan(200);
    expect([...new Set(sources.map(({ path }) => roomOf(path)))].sort()).toEqual(Object.keys(ROOMS).sort());
  });

  test('lead from each room to those it may know', () => {
    const strange = crossings.filter(({ path, target }) => {
      const room = roomOf(target);
      return !COMMON.includes(room) && !ROOMS[roomOf(path)]?.includes(room);
    });
    expect(strange).toEqual([]);
  });

  test('of rest lead to no more of idempotency than what a key stands for', () => {
    const strange = crossings.filter(
      ({ path, target }) =>
        path.startsWith('rest/') &&
        target.startsWith('idempotency/') &&
        target !== 'idempotency/keyed-request.ts',
    );
    expect(strange).toEqual([]);
  });

  test('never lead round in a circle', () => {
    expect(circles()).toEqual([]);
  });

  test.each(Object.entries(PACKAGES))('of the package %s stay in %p', (name, rooms) => {
    const users = sources.filter(({ imports }) =>
      imports.some((target) => target === name || target.startsWith(`${name}/`)),
    );
    expect(users).not.toEqual([]);
    expect(users.map(({ path }) => path).filter((path) => !rooms.includes(roomOf(path)))).toEqual([]);
  });

  test('are by name of the file, with its ending', () => {
    const bare = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/from '(\.[^']*)'/g)]
        .filter(([, target = '']) => !/\.([jt]s|json)$/.test(target))
        .map(([line]) => `${path}: ${line}`),
    );
    expect(bare).toEqual([]);
  });

  test('of packages are static: bundled, a CommonJS package has no names in a dynamic import', () => {
    const dynamic = sources.flatMap(({ path, text }) =>
      path.startsWith('build/')
        ? []
        : [...text.matchAll(/\bimport\(\s*'([^'.][^']*)'/g)].map(([, name = '']) => `${path} ← ${name}`),
    );
    expect(dynamic).toEqual([]);
  });

  test('of the metrics and traces are dynamic: a server without them loads none of their packages', () => {
    const isHeavy = /^import (?!type )[^;]*?from '[^']*(?:prom-client|@opentelemetry\/[\w-]+)'/m;
    const heavy = sources.filter(({ text }) => isHeavy.test(text)).map(({ path }) => path);
    expect(heavy).toEqual([
      'telemetry/backup-metrics.ts',
      'telemetry/metrics.ts',
      'telemetry/queue-metrics.ts',
      'telemetry/traces.ts',
    ]);
    const isStatic =
      /^import (?!type )[^;]*?from '[^']*\/telemetry\/(?:backup-metrics|metrics|queue-metrics|traces)\.ts'/m;
    expect(sources.filter(({ text }) => isStatic.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('of what prints documents are dynamic or of types: only printing threads load the packages for PDFs', () => {
    const isHeavy = /^import (?!type )[^;]*?from '[^']*\/forms\/index\.ts'/m;
    const heavy = sources.filter(({ text }) => isHeavy.test(text)).map(({ path }) => path);
    expect(heavy).toEqual(['printing/print.ts']);
    const isStatic = /^import (?!type )[^;]*?from '[^']*\/printing\/print\.ts'/m;
    expect(sources.filter(({ text }) => isStatic.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('lie in rooms: nothing is loose in src but what everything is made of', () => {
    const loose = sources.map(({ path }) => path).filter((path) => !path.includes('/'));
    expect(loose.sort()).toEqual([
      'app.ts',
      'clock.ts',
      'compile-object.ts',
      'config.ts',
      'errors.ts',
      'ids.ts',
      'main.ts',
      'parts.ts',
      'turns.ts',
    ]);
  });
});

/** The code without comments. */
function code({ text }: Source): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}

const usesOf = (pattern: RegExp, allowed: (path: string) => boolean) =>
  sources.filter((source) => !allowed(source.path) && pattern.test(code(source))).map(({ path }) => path);

describe('side effects', () => {
  const isSetUp = (path: string) =>
    ['config.ts', 'main.ts'].includes(path) || path.startsWith('build/') || path.startsWith('cli/');

  test('the environment is read in config.ts and main.ts only', () => {
    expect(usesOf(/process\.env/, isSetUp)).toEqual([]);
  });

  test('the system clock is read in config.ts and main.ts only', () => {
    expect(usesOf(/new Date\(\)|Date\.now\(|Temporal\.Now/, isSetUp)).toEqual([]);
  });

  test('nothing is printed but by main.ts', () => {
    expect(usesOf(/console\.\w+\(/, isSetUp)).toEqual([]);
  });
});
