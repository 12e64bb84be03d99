import { GraphQLError, responsePathAsArray, type GraphQLResolveInfo } from 'graphql';
import { RateLimited } from '../throttle/rate-limited.ts';

/**
 * Says of attempts that were too many when the next one will be looked at: `retryAfterSeconds` in the error's
 * extensions, and over HTTP the header Retry-After.
 */
export async function sayingWhen<Result>(
  info: GraphQLResolveInfo,
  attempt: () => Promise<Result>,
): Promise<Result> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error;
    const { code, reason, details, retryAfterSeconds, message } = error;
    const http = { headers: { 'Retry-After': String(retryAfterSeconds) } };
    throw new GraphQLError(message, {
      nodes: info.fieldNodes,
      path: responsePathAsArray(info.path),
      extensions: { code, reason, details, retryAfterSeconds, http },
    });
  }
}
