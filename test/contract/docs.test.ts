import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, validate } from 'graphql';

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

  test('docs/configuration.md has a row for every setting of src/config.ts', () => {
    const settings = [...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
      ([, name = '']) => name,
    );
    expect(settings.length).toBeGreaterThan(15);
    const page = read('docs/configuration.md');
    expect(settings.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });

  test('docs/decisions/README.md lists every decision', () => {
    const index = read('docs/decisions/README.md');
    const decisions = readdirSync(join(ROOT, 'docs/decisions')).filter((name) => name !== 'README.md');
    expect(decisions.filter((name) => !index.includes(`(${name})`))).toEqual([]);
  });
});
