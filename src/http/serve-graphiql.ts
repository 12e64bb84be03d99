import type { Context, Next } from 'koa';
import { ASK_AGAIN } from './browser-files.ts';
import type { DemoAccounts } from './demo-accounts.ts';
import { GRAPHIQL_POLICY, graphiqlPage } from './graphiql-page.ts';
import { GRAPHQL_PATH } from './paths.ts';

/** Answers browsers at /graphql with GraphiQL. */
export function serveGraphiql(demo: DemoAccounts | null) {
  return async (context: Context, next: Next): Promise<void> => {
    const isBrowser = context.method === 'GET' && context.get('accept').includes('text/html');
    if (context.path !== GRAPHQL_PATH || !isBrowser) {
      await next();
      return;
    }
    context.type = 'html';
    context.set({ 'Cache-Control': ASK_AGAIN, 'Content-Security-Policy': GRAPHIQL_POLICY });
    context.body = await graphiqlPage(demo);
  };
}
