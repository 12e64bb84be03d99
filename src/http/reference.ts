import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context, Next } from 'koa';
import { REFERENCE_PATH } from './paths.ts';
import { assertReadMethod } from './problem.ts';
import { keep } from './send-in-pieces.ts';
import { ROOT } from '../files/root.ts';

const OPENAPI_FILE = new URL('schema/openapi.yaml', ROOT);
/** A build copies the assets to dist/; the sources use the package's. */
const BUILT_ASSETS = new URL('swagger-ui/', ROOT);

/** Resolved, not imported, since only the package's files are needed. */
function assetsFolder(): string {
  if (existsSync(BUILT_ASSETS)) return fileURLToPath(BUILT_ASSETS);
  return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}

const ASSETS_FOLDER = assetsFolder();
const ASSETS = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']);
/** How long a browser may use an asset without asking again. */
const MAX_AGE_SECONDS = 3600;

const PAGE = `<!doctype html>
<html lang="en-CA">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>KeyNest API v1</title>
<link rel="stylesheet" href="${REFERENCE_PATH}/swagger-ui.css">
<link rel="icon" href="${REFERENCE_PATH}/favicon-32x32.png">
</head>
<body>
<div id="reference"></div>
<script src="${REFERENCE_PATH}/swagger-ui-bundle.js"></script>
<script src="${REFERENCE_PATH}/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '${REFERENCE_PATH}/openapi.yaml', dom_id: '#reference', deepLinking: true, persistAuthorization: true });
`;

/** A file that was read once, since hundreds of clients may ask for it at once. */
interface Asset {
  readonly bytes: Buffer;
  readonly modifiedAt: Date;
}

const assets = new Map<string, Promise<Asset>>();

async function readAsset(path: string): Promise<Asset> {
  const [bytes, { mtime }] = await Promise.all([readFile(path), stat(path)]);
  return { bytes: keep(bytes), modifiedAt: mtime };
}

function assetAt(path: string): Promise<Asset> {
  const asset = assets.get(path) ?? readAsset(path);
  assets.set(path, asset);
  return asset;
}

const GENERATED: Record<string, () => { type: string; body: string | Promise<Buffer> }> = {
  [REFERENCE_PATH]: () => ({ type: 'text/html', body: PAGE }),
  [`${REFERENCE_PATH}/start.js`]: () => ({ type: 'text/javascript', body: START }),
  [`${REFERENCE_PATH}/openapi.yaml`]: () => ({
    type: 'application/yaml',
    body: assetAt(fileURLToPath(OPENAPI_FILE)).then(({ bytes }) => bytes),
  }),
};

/** The asset of the package that a path names; null for other paths. */
function assetOf(path: string): string | null {
  const file = basename(path);
  return path === `${REFERENCE_PATH}/${file}` && ASSETS.has(file) ? file : null;
}

/** The route of a path of the reference, for the log; null for other paths. */
export function referencePattern(path: string): string | null {
  return Object.hasOwn(GENERATED, path) || assetOf(path) !== null ? path : null;
}

async function sendAsset(context: Context, file: string): Promise<void> {
  const { bytes, modifiedAt } = await assetAt(join(ASSETS_FOLDER, file));
  context.type = extname(file);
  context.lastModified = modifiedAt;
  context.set('Cache-Control', `max-age=${MAX_AGE_SECONDS}`);
  context.status = 200;
  if (context.fresh) context.status = 304;
  else context.body = bytes;
}

/** The /v1 reference as a page, from schema/openapi.yaml; everything it loads comes from here. */
export function createApiReference() {
  return async (context: Context, next: Next): Promise<void> => {
    const generate = GENERATED[context.path];
    if (generate) {
      assertReadMethod(context);
      const { type, body } = generate();
      context.type = type;
      context.body = await body;
      return;
    }
    const file = assetOf(context.path);
    if (file === null) {
      await next();
      return;
    }
    assertReadMethod(context);
    await sendAsset(context, file);
  };
}
