import { GraphQLError, type ExecutionResult } from 'graphql';
import { processRegularResult, type GraphQLParams, type Plugin } from 'graphql-yoga';
import { isUtf8 } from '../../http/charset.ts';
import { requestRefusal } from './refusal.ts';

/** 1 MiB. */
export const MAX_BODY_BYTES = 1_048_576;

/** Operations in one request. */
export const MAX_BATCH = 10;

/**
 * What a browser sends across sites only after asking first (Fetch, CORS-safelisted request-header). Forms and plain
 * text it sends unasked, so that a page could have its visitor change things.
 */
const MEDIA_TYPES = ['application/json', 'application/graphql+json'];

function unsupported(message: string, headers: Readonly<Record<string, string>>): GraphQLError {
  return requestRefusal(415, 'unsupported_media_type', message, headers);
}

/** Names of types and parameters are the same in any case, with spaces round the semicolons (RFC 9110 §8.3.1). */
function assertMediaType(contentType: string): void {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const accepted = { 'Accept-Post': 'application/json' };
  if (!MEDIA_TYPES.includes(type)) {
    const message = 'Send the operation as JSON, with the header `Content-Type: application/json`.';
    throw unsupported(message, accepted);
  }
  const charsets = parameters.flatMap((parameter) => /^charset="?([^"]*)"?$/.exec(parameter)?.[1] ?? []);
  if (charsets.every(isUtf8)) return;
  throw unsupported('Send the operation in UTF-8.', accepted);
}

function assertEncoding(contentEncoding: string): void {
  if (['', 'identity'].includes(contentEncoding.trim().toLowerCase())) return;
  const message = 'Send the operation as it is, without `Content-Encoding`: nothing is unpacked here.';
  throw unsupported(message, { 'Accept-Encoding': 'identity' });
}

/** The operation, or the batch, that a body holds. Types that yoga knows in one spelling are read in any. */
async function readJson(request: Request): Promise<GraphQLParams | GraphQLParams[]> {
  const body: unknown = await request.json().catch((error: unknown) => {
    if (error instanceof GraphQLError) throw error;
    throw requestRefusal(400, 'invalid_request', 'The body is no JSON.');
  });
  if (typeof body === 'object' && body !== null) return body;
  throw requestRefusal(400, 'invalid_request', 'Send an operation as an object, or several as a list.');
}

function assertBatch(operations: unknown): void {
  if (!Array.isArray(operations)) return;
  if (operations.length === 0) throw requestRefusal(400, 'empty_batch', 'This batch has no operation.');
  if (operations.length <= MAX_BATCH) return;
  const message = `A batch has at most ${MAX_BATCH} operations; this one has ${operations.length}. Send several requests.`;
  throw requestRefusal(413, 'batch_too_large', message);
}

interface HttpExtension {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What yoga says of a request that is none, with a code of ours. */
function inOurWords(error: GraphQLError): GraphQLError {
  const { code, http } = error.extensions as { code?: string; http?: HttpExtension };
  if (code === 'REQUEST_ENTITY_TOO_LARGE') {
    const message = `The body is larger than ${MAX_BODY_BYTES} bytes. Send smaller requests.`;
    return requestRefusal(413, 'body_too_large', message);
  }
  if (code === 'OPERATION_RESOLUTION_FAILURE') {
    const message =
      'The document has no such operation, or several of which none is named. Name one in `operationName`.';
    return requestRefusal(http?.status ?? 400, 'no_such_operation', message);
  }
  if (code !== 'BAD_REQUEST') return error;
  return requestRefusal(http?.status ?? 400, 'invalid_request', error.message, http?.headers);
}

/** The same for an operation of a batch. */
function withOurWords(result: ExecutionResult): ExecutionResult {
  return result.errors ? { ...result, errors: result.errors.map(inOurWords) } : result;
}

/** Refuses requests by their media type, their size and how many operations they bring, all of them in JSON. */
export function useRequestLimits(): Plugin {
  return {
    onRequestParse: ({ request, requestParser, setRequestParser }) => {
      if (request.method === 'POST') {
        assertMediaType(request.headers.get('content-type') ?? '');
        assertEncoding(request.headers.get('content-encoding') ?? '');
        setRequestParser(readJson);
      }
      if (request.method === 'GET' && requestParser) {
        setRequestParser((given) => {
          try {
            return requestParser(given);
          } catch {
            const message = 'The parameters `variables` and `extensions` have to be JSON.';
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
      if (Array.isArray(payload.result)) payload.setResult(payload.result.map(withOurWords));
      const { result, resultProcessor } = payload;
      // JSON for those who accept something else, rather than an empty 406 for a change that has been made. And no
      // streams: nothing here is deferred, and yoga's fall over clients that hang up before the first part.
      if (resultProcessor !== processRegularResult) {
        payload.setResultProcessor(processRegularResult, 'application/json');
      }
      if (Array.isArray(result) || !('errors' in result) || !result.errors) return;
      payload.setResult({ ...result, errors: result.errors.map(inOurWords) });
    },
  };
}
