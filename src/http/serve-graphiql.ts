import type { Context, Next } from 'koa';
import { graphiqlPolicy } from './graphiql-policy.ts';
import { GRAPHQL_PATH } from './paths.ts';
import { keep } from './send-in-pieces.ts';

interface Page {
  readonly body: Buffer;
  readonly policy: string;
}

/** Made once, and only where a browser asks: the page has nine megabytes. */
let page: Promise<Page> | undefined;

async function makePage(): Promise<Page> {
  const { renderGraphiqlPage } = await import('../graphql/graphiql-page.ts');
  const text = renderGraphiqlPage();
  return { body: keep(Buffer.from(text)), policy: graphiqlPolicy(text) };
}

/** Answers browsers at /graphql with GraphiQL. */
export async function serveGraphiql(context: Context, next: Next): Promise<void> {
  const isBrowser = context.method === 'GET' && context.get('accept').includes('text/html');
  if (context.path !== GRAPHQL_PATH || !isBrowser) {
    await next();
    return;
  }
  page ??= makePage();
  const { body, policy } = await page;
  context.type = 'html';
  context.set('Content-Security-Policy', policy);
  context.body = body;
}
