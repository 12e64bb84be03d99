import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { parse } from 'yaml';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

/** A text of the source, with gaps where a template has values. */
type Wording = readonly string[];

function wordingOf(node: ts.Node): Wording | null {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
  return null;
}

function wordingsIn(path: string): Wording[] {
  const found: Wording[] = [];
  const visit = (node: ts.Node): void => {
    const wording = wordingOf(node);
    if (wording) found.push(wording);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest));
  return found;
}

const wordings = readdirSync(new URL('src/', ROOT), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('generated/'))
  .flatMap((path) => wordingsIn(`src/${path}`));

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Least share of a message that stands in the source; the rest are values. */
const LEAST_SHARE = 0.25;

function isWordedSo(message: string, wording: Wording): boolean {
  if (wording.join('').length < message.length * LEAST_SHARE) return false;
  return new RegExp(`^${wording.map(escaped).join('.+')}$`, 's').test(message);
}

/** Values of these members, anywhere below. */
function valuesOf(names: readonly string[], node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'string' && names.includes(name) ? [value] : valuesOf(names, value),
  );
}

/** Examples of an OpenAPI document, wherever they stand. */
function examplesIn(node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === 'examples' || name === 'example' ? [value] : examplesIn(value),
  );
}

/** Blocks of JSON in a page. */
const jsonIn = (page: string) =>
  [...page.matchAll(/^ *```json\n([\s\S]*?)```/gm)].map(([, text = '']) => JSON.parse(text) as unknown);

const openapi = parse(read('schema/openapi.yaml')) as { info: { description: string } };

const QUOTES: readonly (readonly [place: string, messages: readonly string[]])[] = [
  ['examples of schema/openapi.yaml', valuesOf(['detail', 'message', 'explanation'], examplesIn(openapi))],
  ['the introduction of schema/openapi.yaml', valuesOf(['detail'], jsonIn(openapi.info.description))],
  ['docs/errors.md', valuesOf(['detail', 'message'], jsonIn(read('docs/errors.md')))],
];

test.each(QUOTES)('messages in %s are those of the source', (_place, messages) => {
  expect(messages.length).toBeGreaterThan(0);
  const unknown = messages.filter((message) => !wordings.some((wording) => isWordedSo(message, wording)));
  expect([...new Set(unknown)]).toEqual([]);
});
