import type { IncomingMessage } from 'node:http';
import type { Context as KoaContext, Next } from 'koa';
import type { Context } from '../context.ts';
import type { Graphql } from '../graphql/yoga.ts';
import { GRAPHQL_PATH } from '../paths.ts';
import { graphiqlPolicy } from './graphiql-policy.ts';

/** Hands requests to /graphql to yoga, and its answers to Koa. */
export function serveGraphql(graphql: Graphql, contextOf: (koa: KoaContext) => Context) {
  return async (koa: KoaContext, next: Next): Promise<void> => {
    if (koa.path !== GRAPHQL_PATH) {
      await next();
      return;
    }
    // Koa's request, not Node's: the adapter reads its stream and headers, and keeps off what Koa parsed.
    const request = koa.request as unknown as IncomingMessage;
    const response = await graphql.handleNodeRequestAndResponse(request, koa.res, contextOf(koa));
    koa.status = response.status;
    response.headers.forEach((value, name) => {
      koa.append(name, value);
    });
    koa.body = response.body;
    if (!koa.response.is('html')) return;
    const page = await response.text();
    koa.set('Content-Security-Policy', graphiqlPolicy(page));
    koa.body = page;
  };
}
