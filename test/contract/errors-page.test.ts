import { readdirSync, readFileSync } from 'node:fs';
import { ERROR_CODES } from '../../src/errors.ts';

const SRC = new URL('../../src/', import.meta.url);

/** Rooms that answer no caller, and the words of enums. */
const ROOMS_WITHOUT_CODES = [
  ...['backup/', 'build/', 'cli/', 'demo/', 'generated/', 'telemetry/', 'vocabulary/'],
  ...['db/postgres/', 'db/cluster-check.ts', 'db/control-file.ts', 'db/relation-check.ts'],
];

/** Words in snake_case that are no error code. A new one is added here, a new code to the page. */
const NOT_CODES = new Set([
  'by_day', // A basis of a charge.
  'block_size', // Settings of PostgreSQL.
  'is_there', // A column of a query.
  'pg_catalog', // A schema of PostgreSQL.
  'server_version',
  'server_version_num',
  'statement_timeout',
  'synchronous_commit',
  'migration_name', // A column of Prisma's bookkeeping.
  'request_counts', // Names of rate limit counters.
  'request_costs',
  'sign_in_known',
  'sign_in_pace',
  'sign_in_strangers',
  'sign_in_attempts',
  'sign_in_failures',
]);

/** In a source file: any literal of two words or more, or one word where a code is expected. */
const LITERALS = [
  /'([a-z][a-z0-9]*(?:_[a-z0-9]+)+)'/g,
  /\b(?:code|reason)(?::| =) '([a-z]+)'/g,
  /\b(?:[fF]ault|obstacle|refusal|Refusal)\((?:[^,'"]+|'\w+'), '([a-z]+)'/g,
  /new (?:Problem|Unavailable)\((?:\d+,)?\s*'([a-z]+)'/g,
];

/** Screened terms of a lease are named with a prefix. */
function prefixOf(path: string): string {
  return path === 'law/lease-terms.ts' ? 'void_term_' : '';
}

function codesOf(path: string): string[] {
  const text = readFileSync(new URL(path, SRC), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return LITERALS.flatMap((literal) => [...text.matchAll(literal)].map(([, code]) => prefixOf(path) + code!));
}

const codesInSource = new Set(
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && path !== 'config.ts')
    .filter((path) => !ROOMS_WITHOUT_CODES.some((room) => path.startsWith(room)))
    .flatMap(codesOf)
    .filter((code) => !NOT_CODES.has(code)),
);

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

/** Codes in the first column of the page's tables. */
const codesOnPage = [...page.matchAll(/^\| `([a-z_0-9]+)` +\|/gm)].map(([, code]) => code!);
const classesOnPage = [...page.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, code]) => code!);

/** The class of an error is its default reason; `rest/precondition.ts` makes a code of a header's name. */
const COMPUTED = new Set([
  ...ERROR_CODES.map((code) => code.toLowerCase()),
  'invalid_if_match',
  'invalid_if_none_match',
]);

describe('docs/errors.md', () => {
  test('lists every code in the source', () => {
    expect(codesInSource.size).toBeGreaterThan(150);
    const listed = new Set(codesOnPage);
    expect([...codesInSource].filter((code) => !listed.has(code)).toSorted()).toEqual([]);
  });

  test('lists no code that the source does not have', () => {
    const unknown = codesOnPage.filter((code) => !codesInSource.has(code) && !COMPUTED.has(code));
    expect(unknown).toEqual([]);
  });

  test('lists every code once, but for the code of a method of HTTP and of service', () => {
    const repeated = codesOnPage.filter((code, index) => codesOnPage.indexOf(code) !== index);
    expect(repeated).toEqual(['method_not_allowed']);
  });

  test('lists every class of errors', () => {
    expect(classesOnPage).toEqual([...ERROR_CODES]);
  });
});
