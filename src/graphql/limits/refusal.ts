import { GraphQLError } from 'graphql';

/** Reasons for refusing a request to /graphql. Stable, for programs. */
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
  | 'invalid_request'
  | 'unknown_document'
  | 'document_not_trusted';

function refusal(reason: RefusalReason, message: string, http: object): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_INPUT', reason, details: [], http } });
}

/**
 * The error for a document that exceeds a limit. As for any invalid document the status is 400, or 200 for clients that
 * accept `application/json` only (GraphQL over HTTP, section 6.4).
 */
export function documentRefusal(reason: RefusalReason, message: string): GraphQLError {
  return refusal(reason, message, { status: 400, spec: true });
}

/** The error for a request without a usable document. Its HTTP status is the same for both media types. */
export function requestRefusal(
  status: number,
  reason: RefusalReason,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): GraphQLError {
  return refusal(reason, message, { status, headers });
}
