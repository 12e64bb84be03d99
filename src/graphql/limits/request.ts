import type { GraphQLError } from 'graphql';
import { processRegularResult, type Plugin } from 'graphql-yoga';
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

function assertMediaType({ method, headers }: Request): void {
  if (method !== 'POST') return;
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  if (MEDIA_TYPES.includes(type)) return;
  const message = 'Send the operation as JSON, with the header `Content-Type: application/json`.';
  throw requestRefusal(415, 'unsupported_media_type', message, { 'Accept-Post': 'application/json' });
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
  if (code !== 'BAD_REQUEST') return error;
  return requestRefusal(http?.status ?? 400, 'invalid_request', error.message, http?.headers);
}

/** Refuses requests by their media type, their size and how many operations they bring, all of them in JSON. */
export function useRequestLimits(): Plugin {
  return {
    onRequestParse: ({ request, requestParser, setRequestParser }) => {
      assertMediaType(request);
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
