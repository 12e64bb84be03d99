import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, validate } from 'graphql';
import { readConfig } from '../../src/config.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const below = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path));

const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...below('docs')];

/** Targets of links and pictures, without those on other servers and those on the same page. */
function linksOf(page: string): readonly string[] {
  const text = read(page).replace(/```[\s\S]*?```/g, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(
    ([, link, src]) => link ?? src ?? '',
  );
  return targets.filter((target) => !/^(https?:|mailto:|#)/.test(target));
}

/** Pages that tell how things are now: a decision tells of its day, and the guide of files that it adds. */
const OF_TODAY = PAGES.filter((page) => !/^docs\/(decisions\/|add-an-endpoint)/.test(page));

/** Paths in backticks: below the folders of the repository, or of source files from src/. */
function pathsIn(page: string): readonly string[] {
  const paths = [...read(page).matchAll(/`((?:[\w-]+\/)+[\w.*-]*)`/g)].map(([, path = '']) => path);
  return paths.filter((path) => /^(src|test|docs|schema|prisma)\/|\.(ts|graphql|yaml)$/.test(path));
}

/** Whether a path leads to something; a `*` in its last part stands for anything. */
function leadsSomewhere(path: string): boolean {
  if (!path.includes('*')) return existsSync(join(ROOT, path));
  const [start = '', end = ''] = path.slice(path.lastIndexOf('/') + 1).split('*');
  if (!existsSync(join(ROOT, dirname(path)))) return false;
  return readdirSync(join(ROOT, dirname(path))).some((name) => name.startsWith(start) && name.endsWith(end));
}

const graphqlIn = (page: string) =>
  [...read(page).matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, document = '']) => document);

/** Settings without a default. The pages say what their absence means. */
const WITHOUT_DEFAULT = [
  'COST_LIMIT_PER_MINUTE',
  'PUBLIC_URL',
  'ALLOWED_HOSTS',
  'DATABASE_URL',
  'DATABASE_READ_URL',
  'REDIS_URL',
  'KEYNEST_TEMPLATES',
  'CORS_ORIGINS',
  'PERSISTED_OPERATIONS',
  'METRICS_PORT',
  'METRICS_TOKEN',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_HEADERS',
];

interface Setting {
  readonly name: string;
  /** As it would be written in the environment; empty for none. */
  readonly fallback: string;
}

/** Names from the source, and the defaults that the server reads from an empty environment. */
function readSettings(): Setting[] {
  const names = [...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name = '']) => name);
  const config = readConfig({});
  const { metrics, traces } = readConfig({ METRICS_PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a' });
  const values: Readonly<Record<string, string | number | boolean>> = {
    NODE_ENV: config.isProduction ? 'production' : 'development',
    PORT: config.port,
    HOST: config.host,
    KEYNEST_DATA: config.dataFolder,
    EMBEDDED_DATABASE: config.embeddedDatabase,
    BACKUP_FOLDER: config.backupFolder,
    BACKUPS_KEPT: String(config.backupsKept),
    DEMO_PASSWORD: config.demoPassword,
    TRUST_PROXY: config.trustedProxies,
    SESSION_HOURS: config.sessionSeconds / 3600,
    FILE_LINK_SECONDS: config.fileLinkSeconds,
    AUDIT_DAYS: config.auditDays,
    RATE_LIMIT_PER_MINUTE: config.requestsPerMinute,
    MAX_CONNECTIONS: config.maxConnections,
    DRAIN_SECONDS: config.drainSeconds,
    PERSISTED_ONLY: config.persistedOnly,
    OPERATION_SECONDS: config.operationSeconds,
    WORKERS: config.workers ? 'on' : 'off',
    GRAPHIQL: config.graphiql,
    LOG_LEVEL: config.logLevel,
    METRICS_HOST: metrics!.host,
    OTEL_SERVICE_NAME: traces!.serviceName,
    OTEL_TRACES_SAMPLER_ARG: traces!.ratio,
  };
  return names.map((name) => ({ name, fallback: String(values[name] ?? '') }));
}

describe('the settings of src/config.ts', () => {
  const settings = readSettings();

  test('are known, with their defaults', () => {
    expect(settings.length).toBeGreaterThan(15);
    const without = settings.filter(({ fallback }) => fallback === '').map(({ name }) => name);
    expect(without.toSorted()).toEqual(WITHOUT_DEFAULT.toSorted());
  });

  test('have a row in docs/configuration.md, with their defaults', () => {
    const rows = [...read('docs/configuration.md').matchAll(/^\| `([A-Z_]+)` \| ([^|]+) \|/gm)];
    const defaults = new Map(rows.map(([, name = '', cell = '']) => [name, cell]));
    const wrong = settings.filter(({ name, fallback }) => {
      const cell = defaults.get(name);
      return cell === undefined || (/^`([^`]*)`/.exec(cell)?.[1] ?? '') !== fallback;
    });
    expect(wrong).toEqual([]);
  });

  test('have a line in .env.example, with their defaults, and no other line is there', () => {
    const lines = [...read('.env.example').matchAll(/^# ([A-Z_]+)=(.*)$/gm)];
    const written = lines.map(([, name = '', fallback = '']) => ({ name, fallback }));
    const byName = (one: Setting, other: Setting) => (one.name < other.name ? -1 : 1);
    expect(written.toSorted(byName)).toEqual(settings.toSorted(byName));
  });
});

describe('the documents for readers', () => {
  test.each(PAGES)('%s links to files that exist', (page) => {
    const broken = linksOf(page).filter((target) => {
      const [path = ''] = target.split('#');
      return !existsSync(join(ROOT, dirname(page), path));
    });
    expect(broken).toEqual([]);
  });

  test.each(OF_TODAY)('%s names files that exist', (page) => {
    const lost = pathsIn(page).filter((path) => !leadsSomewhere(path) && !leadsSomewhere(`src/${path}`));
    expect(lost).toEqual([]);
  });

  test('name files at all', () => {
    expect(OF_TODAY.flatMap(pathsIn).length).toBeGreaterThan(60);
  });

  test.each(PAGES.filter((page) => graphqlIn(page).length > 0))('GraphQL in %s fits the schema', (page) => {
    const schema = buildSchema(read('schema/schema.graphql'));
    for (const document of graphqlIn(page)) expect(validate(schema, parse(document))).toEqual([]);
  });

  test('show GraphQL at all', () => {
    expect(PAGES.flatMap(graphqlIn).length).toBeGreaterThan(4);
  });

  test('README.md has at most 120 lines', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });

  test('docs/architecture.md has a row for every room of src/', () => {
    const rooms = readdirSync(join(ROOT, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'generated')
      .map(({ name }) => name);
    const page = read('docs/architecture.md');
    const listed = [...page.matchAll(/^\| `(\w+)` \|.*\|.*\|$/gm)].map(([, name = '']) => name);
    expect(listed.toSorted()).toEqual(rooms.toSorted());
  });

  test('docs/decisions/README.md lists every decision', () => {
    const index = read('docs/decisions/README.md');
    const decisions = readdirSync(join(ROOT, 'docs/decisions')).filter((name) => name !== 'README.md');
    expect(decisions.filter((name) => !index.includes(`(${name})`))).toEqual([]);
  });
});
