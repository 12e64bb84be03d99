import type { DocumentNode, ExecutionResult } from 'graphql';
import { createGraphql } from '../../../src/graphql/yoga.ts';
import { schema } from '../../../src/graphql/schema.ts';
import { createLog } from '../../../src/log/log.ts';
import type { Viewer } from '../../../src/policies/viewer.ts';
import { Context, type Services } from '../../../src/request/context.ts';

/** Executes documents field by field, and reads through Prisma: what KeyNest did before it had plans. */
export function fieldByField(services: Services) {
  const log = createLog('silent', { write: () => undefined });
  const graphql = createGraphql({ graphiql: false, log, isPlanned: false });
  return async (viewer: Viewer, source: string): Promise<ExecutionResult> => {
    const request = { requestId: 'in-process', log, viewer, origin: 'http://keynest.test' };
    const context = new Context(services, request);
    const { parse, validate, execute, contextFactory } = graphql.getEnveloped(context as never);
    const document = parse(source) as DocumentNode;
    const errors = validate(schema, document) as ExecutionResult['errors'];
    if (errors && errors.length > 0) return { errors };
    const contextValue: unknown = await contextFactory();
    return (await execute({ schema, document, contextValue })) as ExecutionResult;
  };
}
