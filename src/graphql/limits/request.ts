import { GraphQLError, type ExecutionResult } from 'graphql';
import { processRegularResult, type GraphQLParams, type Plugin } from 'graphql-yoga';
import { isUtf8 } from '../../http/charset.ts';
import { statusOf } from '../../http/problem.ts';
import type { Context } from '../../request/context.ts';
import { requestRefusal } from './refusal.ts';

/** Operations in one request. */
export const MAX_BATCH = 10;

/**
 * Media types that need a CORS preflight (Fetch, CORS-safelisted request-header). Forms and plain text need none, which
 * would allow cross-site request forgery.
 */
const MEDIA_TYPES = ['application/json', 'application/graphql+json'];

function unsupported(message: string, headers: Readonly<Record<string, string>>): GraphQLError {
  return requestRefusal(415, 'unsupported_media_type', message, headers);
}

/** Media types and parameter names are case-insensitive (RFC 9110 §8.3.1). */
function assertMediaType(contentType: string): void {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const accepted = { 'Accept-Post': 'application/json' };
  if (!MEDIA_TYPES.includes(type)) {
    const message =
      'The media type is not supported. Send JSON with the header `Content-Type: application/json`.';
    throw unsupported(message, accepted);
  }
  const charsets = parameters.flatMap((parameter) => /^charset="?([^"]*)"?$/.exec(parameter)?.[1] ?? []);
  if (charsets.every(isUtf8)) return;
  throw unsupported('The charset is not supported. Send the operation in UTF-8.', accepted);
}

/** The operation or the batch in a parsed body; see http/serve-graphql.ts. */
function operationsIn(body: unknown): GraphQLParams | GraphQLParams[] {
  if (typeof body === 'object' && body !== null) return body;
  throw requestRefusal(
    400,
    'invalid_request',
    'The body is not an operation. Send one as an object, or several as a list.',
  );
}

function assertBatch(operations: unknown): void {
  if (!Array.isArray(operations)) return;
  if (operations.length === 0)
    throw requestRefusal(400, 'empty_batch', 'This batch is empty. Send at least one operation.');
  if (operations.length <= MAX_BATCH) return;
  const message = `This batch has ${operations.length} operations, but at most ${MAX_BATCH} are allowed. Send several requests.`;
  throw requestRefusal(413, 'batch_too_large', message);
}

interface HttpExtension {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Replaces yoga's error for an invalid request with one that has our codes. */
function withOurCode(error: GraphQLError): GraphQLError {
  const { code, http } = error.extensions as { code?: string; http?: HttpExtension };
  if (code === 'OPERATION_RESOLUTION_FAILURE') {
    const message =
      "The operation to run is not clear. Name one of the document's operations in `operationName`.";
    return requestRefusal(http?.status ?? 400, 'no_such_operation', message);
  }
  if (code !== 'BAD_REQUEST') return error;
  return requestRefusal(http?.status ?? 400, 'invalid_request', error.message, http?.headers);
}

function hasStatus({ http }: { readonly http?: HttpExtension }): boolean {
  return http?.status !== undefined;
}

/**
 * The status of an answer without `data`, whose errors set none: their code's. Clients that accept `application/json` only
 * get 200 (GraphQL over HTTP, section 6.4).
 */
function withStatus(result: ExecutionResult): ExecutionResult {
  const [first, ...others] = result.errors ?? [];
  if (!first || 'data' in result || result.errors?.some(({ extensions }) => hasStatus(extensions)))
    return result;
  const { code, http } = first.extensions as { code?: string; http?: HttpExtension };
  const status = statusOf(code ?? 'BAD_INPUT');
  const extensions = { ...first.extensions, http: { ...http, status, spec: true } };
  const { message, nodes, source, positions, path, originalError } = first;
  const named = new GraphQLError(message, {
    nodes,
    source,
    positions,
    path,
    originalError,
    extensions,
  });
  return { ...result, errors: [named, ...others] };
}

/** The result of an operation, with our codes and a status. */
function finished(result: ExecutionResult): ExecutionResult {
  return result.errors ? withStatus({ ...result, errors: result.errors.map(withOurCode) }) : result;
}

/** Limits the media type and size of requests and the operations of a batch. Answers JSON. */
export function useRequestLimits(): Plugin<object, Context> {
  return {
    onRequestParse: ({ request, requestParser, setRequestParser, serverContext }) => {
      if (request.method === 'POST') {
        assertMediaType(request.headers.get('content-type') ?? '');
        setRequestParser(() => operationsIn(serverContext.graphqlBody));
      }
      if (request.method === 'GET' && requestParser) {
        setRequestParser((given) => {
          try {
            return requestParser(given);
          } catch {
            const message = 'A parameter is not valid JSON. Send `variables` and `extensions` as JSON.';
            throw requestRefusal(400, 'invalid_request', message);
          }
        });
      }
      return {
        onRequestParseDone: ({ requestParserResult }) => {
          assertBatch(requestParserResult);
        },
      };
    },
    onResultProcess: (payload) => {
      if (Array.isArray(payload.result)) payload.setResult(payload.result.map(finished));
      const { result, resultProcessor } = payload;
      // Answers JSON to clients that accept something else, since a 406 would hide a change already made. No streams:
      // nothing is deferred, and yoga's fail if a client disconnects before the first part.
      if (resultProcessor !== processRegularResult) {
        payload.setResultProcessor(processRegularResult, 'application/json');
      }
      if (Array.isArray(result) || !('errors' in result) || !result.errors) return;
      payload.setResult(finished(result));
    },
  };
}
