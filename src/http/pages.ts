import type { Context, Next } from 'koa';
import { ASK_AGAIN, browserFiles, FOREVER } from './browser-files.ts';
import { homeDocument, homePage, type HomeOptions } from './home.ts';
import { listOperations } from './operations.ts';
import { PLAIN_PAGE_POLICY } from './page.ts';
import {
  ASSETS_PATH,
  HOME_PATH,
  ICON_PATH,
  OPENAPI_PATHS,
  REFERENCE_PATH,
  REST_PATH,
  SCHEMA_PATH,
} from './paths.ts';
import { assertReadMethod, Problem } from './problem.ts';
import { REFERENCE_DOCUMENT, REFERENCE_POLICY, referencePage } from './reference-page.ts';

/** Paths that are served as one file each, by the files' names. */
const FILES: Readonly<Record<string, string>> = {
  [SCHEMA_PATH]: 'schema.graphql',
  [OPENAPI_PATHS.yaml]: 'openapi.yaml',
  [OPENAPI_PATHS.json]: 'openapi.json',
  [REFERENCE_DOCUMENT]: 'reference.json',
  // Where the contract was served before.
  [`${REFERENCE_PATH}/openapi.yaml`]: 'openapi.yaml',
  [ICON_PATH]: 'favicon.svg',
};

/** Logged for every file that pages load: its name changes with its bytes. */
const ASSET_PATTERN = `${ASSETS_PATH}/:file`;

/** Files whose media type no browser shows. */
const DOWNLOADED = /\.(graphql|yaml)$/;

const PAGES: readonly string[] = [HOME_PATH, REFERENCE_PATH, REST_PATH, ...Object.keys(FILES)];

/** The route of a path of these, for the log; null for other paths. */
export function pagePattern(path: string): string | null {
  if (PAGES.includes(path)) return path;
  return path.startsWith(`${ASSETS_PATH}/`) && browserFiles().nameAt(path) !== null ? ASSET_PATTERN : null;
}

function answerPage(context: Context, page: string, policy: string): void {
  context.set({ 'Cache-Control': ASK_AGAIN, 'Content-Security-Policy': policy });
  context.type = 'html';
  context.body = page;
}

/** A contract. Browsers would save its own media type to disk; they show plain text. */
async function answerContract(context: Context, name: string): Promise<void> {
  const isShown = DOWNLOADED.test(name) && /\btext\/html\b/.test(context.get('Accept'));
  context.vary('Accept');
  await browserFiles().send(context, name, ASK_AGAIN, isShown ? 'text' : undefined);
}

function answerHome(context: Context, options: HomeOptions): void {
  context.vary('Accept');
  if (context.accepts('html', 'json') === 'json') context.body = homeDocument(options);
  else answerPage(context, homePage(options), PLAIN_PAGE_POLICY);
}

/** Pages and files that need no session: the start page, the reference, the contracts, and what pages load. */
export function servePages(options: HomeOptions) {
  const pages: Readonly<Record<string, (context: Context) => void | Promise<void>>> = {
    [HOME_PATH]: (context) => {
      answerHome(context, options);
    },
    [REST_PATH]: async (context) => {
      context.body = await listOperations();
    },
    [REFERENCE_PATH]: (context) => {
      answerPage(context, referencePage(options.demo ?? null), REFERENCE_POLICY);
    },
  };
  return async (context: Context, next: Next): Promise<void> => {
    const { path } = context;
    if (Object.hasOwn(pages, path)) {
      assertReadMethod(context);
      await pages[path]?.(context);
    } else if (Object.hasOwn(FILES, path)) {
      await answerContract(context, FILES[path] ?? '');
    } else if (path.startsWith(`${ASSETS_PATH}/`)) {
      const name = browserFiles().nameAt(path);
      if (name === null)
        throw new Problem(404, 'not_found', 'No file exists at this path. Load the page again.');
      await browserFiles().send(context, name, FOREVER);
    } else {
      await next();
    }
  };
}
