/**
 * Makes src/generated/browser: the files that browsers load, each compressed once and named after a hash of its bytes.
 * The server sends them as they are, so it never compresses them while it serves.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { parse, print, separateOperations } from 'graphql';
import { parse as parseYaml } from 'yaml';
import { referenceDocument } from './reference-document.js';
import { filesBelow, ROOT, whenStale } from './stamp.js';

const require = createRequire(import.meta.url);

export const BROWSER_FOLDER = 'src/generated/browser';
const MANIFEST = `${BROWSER_FOLDER}/manifest.json`;

const TYPES = {
  css: 'text/css; charset=utf-8',
  graphql: 'application/graphql; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  yaml: 'application/yaml; charset=utf-8',
};

/** Quality 11 makes a file a tenth smaller in twenty times the time. */
const BROTLI = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  },
};
const GZIP = { level: 9 };

const readText = (path) => readFile(join(ROOT, path), 'utf8');

/** Fonts of texts, as data: half of the style sheet. The system's fonts do as well; icons need theirs. */
const TEXT_FONTS = /@font-face\s*\{font-family:(?:Roboto|Fira Code);[^}]*\}/g;

/** GraphiQL's script and style sheet. Its package offers them within one page only, after the icon and before the call. */
async function graphiqlFiles() {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = renderGraphiQL({});
  const between = (opening, closing) => {
    const start = page.indexOf(opening);
    const end = page.lastIndexOf(closing);
    if (start === -1 || end === -1) throw new Error(`The page of GraphiQL has no ${opening}.`);
    return page.slice(start + opening.length, end);
  };
  const script = between('<script>', '</script>');
  const call = script.lastIndexOf('YogaGraphiQL.renderYogaGraphiQL(');
  if (call === -1) throw new Error('The page of GraphiQL does not render it.');
  const styles = between('<style>', '</style>').replace(TEXT_FONTS, '');
  return { 'graphiql-core.js': script.slice(0, call), 'graphiql-core.css': styles };
}

/** The reference's renderer, as its package ships it to browsers. */
async function referenceFiles() {
  const main = require.resolve('@scalar/fastify-api-reference');
  const folder = main.slice(0, main.lastIndexOf('fastify-api-reference') + 'fastify-api-reference'.length);
  return { 'reference-core.js': await readFile(join(folder, 'dist/js/standalone.js'), 'utf8') };
}

/** The GraphQL operation of each operation of /v1, by its name, with the fragments that it uses. */
async function twins() {
  const texts = await Promise.all(
    (await filesBelow('src/rest/v1', '.graphql')).map((path) => readFile(path, 'utf8')),
  );
  const documents = separateOperations(parse(texts.join('\n')));
  return new Map(Object.entries(documents).map(([name, document]) => [name, print(document)]));
}

async function contractFiles() {
  const yaml = await readText('schema/openapi.yaml');
  const openapi = parseYaml(yaml);
  return {
    'openapi.yaml': yaml,
    'openapi.json': `${JSON.stringify(openapi, null, 2)}\n`,
    'reference.json': JSON.stringify(referenceDocument(openapi, await twins())),
    'schema.graphql': await readText('schema/schema.graphql'),
  };
}

/** The tabs that GraphiQL opens with, in the order of their files. */
async function tabs() {
  const paths = await filesBelow('src/pages/tabs', '.graphql');
  return Promise.all(paths.map((path) => readFile(path, 'utf8')));
}

async function pageFiles() {
  const names = (await readdir(join(ROOT, 'src/pages'))).filter((name) => /\.(css|js|svg)$/.test(name));
  const entries = await Promise.all(names.map(async (name) => [name, await readText(`src/pages/${name}`)]));
  return { ...Object.fromEntries(entries), 'tabs.json': JSON.stringify(await tabs()) };
}

/** Writes a file with its compressed forms. Gives its entry of the manifest. */
async function writeCompressed([name, text]) {
  const bytes = Buffer.from(text);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
  const dot = name.lastIndexOf('.');
  const file = `${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
  const path = join(ROOT, BROWSER_FOLDER, file);
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, BROTLI),
    promisify(gzip)(bytes, GZIP),
  ]);
  await Promise.all([writeFile(path, bytes), writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
  return [name, { file, type: TYPES[name.slice(dot + 1)], hash }];
}

async function makeBrowserFiles() {
  await rm(join(ROOT, BROWSER_FOLDER), { recursive: true, force: true });
  await mkdir(join(ROOT, BROWSER_FOLDER), { recursive: true });
  const groups = await Promise.all([graphiqlFiles(), referenceFiles(), contractFiles(), pageFiles()]);
  const files = Object.entries(Object.assign({}, ...groups));
  const entries = await Promise.all(files.map(writeCompressed));
  await writeFile(join(ROOT, MANIFEST), JSON.stringify(Object.fromEntries(entries), null, 2));
}

/** Makes the browser's files if they are missing or stale. */
export async function generateBrowserFiles() {
  const groups = await Promise.all([filesBelow('src/pages', ''), filesBelow('src/rest/v1', '.graphql')]);
  const sources = groups.flat().filter((path) => /\.\w+$/.test(path));
  const contracts = ['schema/openapi.yaml', 'schema/schema.graphql'];
  const makers = ['src/build/browser.js', 'src/build/reference-document.js'];
  await whenStale(
    MANIFEST,
    [...sources, ...[...contracts, ...makers].map((path) => join(ROOT, path))],
    makeBrowserFiles,
  );
}
