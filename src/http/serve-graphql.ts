import type { IncomingMessage } from 'node:http';
import type { Context as KoaContext, Next } from 'koa';
import type { Context } from '../request/context.ts';
import type { Graphql } from '../graphql/yoga.ts';
import { GRAPHQL_PATH } from './paths.ts';
import { graphiqlPolicy } from './graphiql-policy.ts';

/** Hands requests to /graphql to yoga, and its answers to Koa. */
export function serveGraphql(graphql: Graphql, contextOf: (koa: KoaContext) => Context) {
  /** Of the page, which is the same for everybody; hashing its nine megabytes takes a while. */
  let policy: string | undefined;

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
    // Read to its end here: a stream may break in the middle of an answer, for nobody to hear.
    const body = Buffer.from(await response.arrayBuffer());
    koa.body = body;
    if (!koa.response.is('html')) return;
    policy ??= graphiqlPolicy(body.toString());
    koa.set('Content-Security-Policy', policy);
  };
}
