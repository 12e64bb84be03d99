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

/**
 * Imports of the folders on the left from any of those on the right, as `file ← import`. With a slash at its end a
 * name is our folder's and not the package's of that name.
 */
function arrows(from: readonly string[], to: readonly string[]): string[] {
  return sources
    .filter(({ path }) => from.some((folder) => path.startsWith(`${folder}/`) || path === folder))
    .flatMap(({ path, imports }) =>
      imports
        .filter((target) =>
          to.some((part) => target === part || target.startsWith(part.replace(/\/?$/, '/'))),
        )
        .map((target) => `${path} ← ${target}`),
    );
}

test('the sources are read, and their imports', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(arrows(['app.ts'], ['rest', 'graphql'])).not.toEqual([]);
  expect(arrows(['commands'], ['policies'])).not.toEqual([]);
});

describe('imports', () => {
  const DATABASE = ['generated/prisma', '@prisma/client', 'pg', '@electric-sql/pglite'];

  test.each([
    {
      from: 'rest',
      to: ['db', 'commands', 'policies', 'forms', 'ledger', 'law', 'graphql/', 'context.ts', ...DATABASE],
    },
    {
      from: 'law',
      to: ['graphql', 'db', 'koa', 'commands', 'policies', 'forms', 'ledger', 'rest', 'files', ...DATABASE],
    },
    {
      from: 'ledger',
      to: ['graphql', 'db', 'koa', 'commands', 'policies', 'forms', 'rest', 'files', ...DATABASE],
    },
    { from: 'forms', to: ['graphql', 'db', 'koa', 'commands', 'policies', 'rest', 'files', ...DATABASE] },
    { from: 'policies', to: ['graphql', 'commands', 'rest', 'koa', 'app.ts'] },
    { from: 'commands', to: ['graphql', 'rest', 'koa', 'app.ts', '@pothos/core', 'graphql-yoga'] },
    { from: 'graphql', to: ['rest', 'koa', 'app.ts', 'main.ts'] },
    { from: 'http', to: ['db', 'commands', 'policies', 'forms', 'ledger', 'law', 'main.ts', ...DATABASE] },
    { from: 'throttle', to: ['graphql', 'db', 'koa', 'commands', 'policies', 'rest', 'http', 'app.ts'] },
    { from: 'db', to: ['graphql', 'rest', 'commands', 'koa', 'app.ts', 'main.ts'] },
  ])('of src/$from never lead to $to', ({ from, to }) => {
    expect(arrows([from], to)).toEqual([]);
  });

  test('of rest lead to rest, generated/operations, errors, charset and keyed-request only', () => {
    const ours = sources
      .filter(({ path }) => path.startsWith('rest/'))
      .flatMap(({ path, imports }) =>
        imports.filter((target) => target.endsWith('.ts')).map((target) => ({ path, target })),
      );
    const strange = ours.filter(
      ({ target }) =>
        !/^(rest\/|generated\/operations\.ts$|errors\.ts$|charset\.ts$|keyed-request\.ts$)/.test(target),
    );
    expect(strange).toEqual([]);
  });

  // What the façade shares with the core must not lead it to the core.
  test.each(['errors.ts', 'charset.ts', 'keyed-request.ts'])('of %s lead to nothing of ours', (path) => {
    const { imports } = sources.find((source) => source.path === path)!;
    expect(imports.filter((target) => target.endsWith('.ts'))).toEqual([]);
  });

  test('lead to main.ts from nowhere', () => {
    expect(sources.filter(({ imports }) => imports.includes('main.ts')).map(({ path }) => path)).toEqual([]);
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
    ['config.ts', 'main.ts', 'start.js'].includes(path) || path.startsWith('build/');

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
