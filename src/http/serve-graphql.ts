import type { IncomingMessage } from 'node:http';
import type { Context as KoaContext, Next } from 'koa';
import type { Context } from '../request/context.ts';
import type { Graphql } from '../graphql/yoga.ts';
import type { BodyBudget } from './body-budget.ts';
import { parseJson } from './parse-json.ts';
import { GRAPHQL_PATH } from './paths.ts';
import { Problem } from './problem.ts';
import { MAX_BODY_BYTES, readBody, SIGNED_OUT_BODY_BYTES } from './read-body.ts';
import { refuseGraphql } from './refuse-graphql.ts';

export interface GraphqlServing {
  readonly graphql: Graphql;
  readonly contextOf: (koa: KoaContext) => Context;
  readonly bodyBudget: BodyBudget;
}

/** Reads the JSON of a POST into the context. A body of any other type is left unread: yoga refuses it by its head. */
async function readOperations(koa: KoaContext, context: Context, bodyBudget: BodyBudget): Promise<void> {
  if (koa.method !== 'POST' || !koa.is('application/json', 'application/graphql+json')) return;
  const maxBytes = context.isSignedIn ? MAX_BODY_BYTES : SIGNED_OUT_BODY_BYTES.graphql;
  context.graphqlBody = parseJson(await readBody(koa, maxBytes, bodyBudget));
}

/** Passes requests at /graphql to yoga, and its answers to Koa. */
export function serveGraphql({ graphql, contextOf, bodyBudget }: GraphqlServing) {
  const serve = async (koa: KoaContext): Promise<void> => {
    const context = contextOf(koa);
    await readOperations(koa, context, bodyBudget);
    // Koa's request, not Node's: the adapter reads its headers, not the body that was read before.
    const request = koa.request as unknown as IncomingMessage;
    const response = await graphql.handleNodeRequestAndResponse(request, koa.res, context);
    koa.status = response.status;
    response.headers.forEach((value, name) => {
      koa.append(name, value);
    });
    // Buffer the answer: an error in the middle of a stream would go unnoticed.
    koa.body = Buffer.from(await response.arrayBuffer());
  };

  return async (koa: KoaContext, next: Next): Promise<void> => {
    if (koa.path !== GRAPHQL_PATH) {
      await next();
      return;
    }
    try {
      await serve(koa);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refuseGraphql(koa, error);
    }
  };
}
