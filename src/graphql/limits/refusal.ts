import { GraphQLError } from 'graphql';

/** Why a request to /graphql is not looked at any further. Stable, for programs. */
export type RefusalReason =
  | 'query_too_long'
  | 'too_many_tokens'
  | 'query_too_deep'
  | 'too_many_aliases'
  | 'too_many_directives'
  | 'query_too_costly'
  | 'introspection_off'
  | 'no_such_operation'
  | 'no_such_operation_type'
  | 'unsupported_media_type'
  | 'body_too_large'
  | 'batch_too_large'
  | 'empty_batch'
  | 'invalid_request';

function refusal(reason: RefusalReason, message: string, http: object): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_INPUT', reason, details: [], http } });
}

/**
 * A document that goes beyond a limit: like any other that does not hold, 400, or 200 for those who accept
 * `application/json` only (GraphQL over HTTP, section 6.4).
 */
export function documentRefusal(reason: RefusalReason, message: string): GraphQLError {
  return refusal(reason, message, { status: 400, spec: true });
}

/** A request that is refused before there is a document, with an HTTP status of its own in either media type. */
export function requestRefusal(
  status: number,
  reason: RefusalReason,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): GraphQLError {
  return refusal(reason, message, { status, headers });
}
