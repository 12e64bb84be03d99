import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { usePersistedOperations as usePersisted } from '@graphql-yoga/plugin-persisted-operations';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { requestRefusal } from './limits/refusal.ts';

/** Documents that clients run by their ids. */
export interface PersistedOperations {
  /** Documents by id. */
  readonly documents: ReadonlyMap<string, string>;
  /** Whether other documents are refused. */
  readonly isOnly: boolean;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** The documents of a manifest such as code generators write: ids with their documents. @throws Error for any other. */
function documentsIn(path: string): [string, string][] {
  const entries = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>);
  return entries.map(([id, document]) => {
    if (typeof document !== 'string')
      throw new Error(`${path}: ${id} is no document. Write a text for each id.`);
    return [id, document];
  });
}

/**
 * Reads a folder: each `*.graphql` is a document whose id is the SHA-256 of its text, and each `*.json` a manifest.
 *
 * @throws Error for a folder or a manifest that cannot be read.
 */
export function readPersistedOperations(folder: string, isOnly: boolean): PersistedOperations {
  const names = readdirSync(folder).sort();
  const texts = names
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const ofManifests = names
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => documentsIn(join(folder, name)));
  const documents = [...texts.map((text): [string, string] => [hashOf(text), text]), ...ofManifests];
  return { documents: new Map(documents), isOnly };
}

/** The parameter of GraphQL over HTTP's draft for trusted documents; Apollo's clients use an extension. */
export const DOCUMENT_ID = 'documentId';

/** The hash in the extension of Apollo's automatic persisted queries, which urql sends too. */
function automaticHash({ extensions }: GraphQLParams): string | null {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } | null };
  return typeof persistedQuery?.sha256Hash === 'string' ? persistedQuery.sha256Hash : null;
}

function idOf(params: GraphQLParams): string | null {
  const { documentId } = params as { readonly documentId?: unknown };
  return typeof documentId === 'string' ? documentId.replace(/^sha256:/, '') : automaticHash(params);
}

/**
 * Messages of Apollo's protocol, word for word: at the first, a client sends the document itself; at the second, it never
 * sends a hash again.
 */
const NOT_FOUND = 'PersistedQueryNotFound';
const NOT_SUPPORTED = 'PersistedQueryNotSupported';

const unknownDocument = (isOnly: boolean) => (params: GraphQLParams) => {
  const isAutomatic = automaticHash(params) !== null && !isOnly;
  const message = isAutomatic
    ? NOT_FOUND
    : 'The server has no document with this id. Send the document itself.';
  return requestRefusal(404, 'unknown_document', message);
};
const untrustedDocument = () =>
  requestRefusal(
    403,
    'document_not_trusted',
    'The server runs only documents that it knows. Send the id of one in `documentId`.',
  );
const noDocument = () =>
  requestRefusal(
    400,
    'invalid_request',
    'The request has no document. Send one in `query`, or its id in `documentId`.',
  );

/** Without a folder of documents: sends clients that would store theirs back to whole documents. */
export function useNoPersistedOperations(): Plugin {
  return {
    onParams: ({ params }) => {
      // An operation of a batch may be anything yet.
      const given = (params as GraphQLParams | null) ?? {};
      if (!given.query && automaticHash(given) !== null)
        throw requestRefusal(404, 'unknown_document', NOT_SUPPORTED);
    },
  };
}

/** Runs documents by their ids, and refuses others if told so. Clients cannot add any. */
export function usePersistedOperations({ documents, isOnly }: PersistedOperations): Plugin {
  return usePersisted({
    getPersistedOperation: (id) => documents.get(id) ?? null,
    extractPersistedOperationId: idOf,
    allowArbitraryOperations: !isOnly,
    customErrors: {
      notFound: ({ params }) => unknownDocument(isOnly)(params),
      keyNotFound: noDocument,
      persistedQueryOnly: untrustedDocument,
    },
  });
}
