import type { IncomingMessage } from 'node:http';
import type { Context as KoaContext, Next } from 'koa';
import type { Context } from '../request/context.ts';
import type { Graphql } from '../graphql/yoga.ts';
import { GRAPHQL_PATH } from './paths.ts';
import { graphiqlPolicy } from './graphiql-policy.ts';

/** Passes requests at /graphql to yoga, and its answers to Koa. */
export function serveGraphql(graphql: Graphql, contextOf: (koa: KoaContext) => Context) {
  /** Cached, since hashing the page's nine megabytes is slow. */
  let policy: string | undefined;

  return async (koa: KoaContext, next: Next): Promise<void> => {
    if (koa.path !== GRAPHQL_PATH) {
      await next();
      return;
    }
    // Koa's request, not Node's: the adapter reads its stream and headers, not the body that Koa parsed.
    const request = koa.request as unknown as IncomingMessage;
    const response = await graphql.handleNodeRequestAndResponse(request, koa.res, contextOf(koa));
    koa.status = response.status;
    response.headers.forEach((value, name) => {
      koa.append(name, value);
    });
    // Buffer the answer: an error in the middle of a stream would go unnoticed.
    const body = Buffer.from(await response.arrayBuffer());
    koa.body = body;
    if (!koa.response.is('html')) return;
    policy ??= graphiqlPolicy(body.toString());
    koa.set('Content-Security-Policy', policy);
  };
}
