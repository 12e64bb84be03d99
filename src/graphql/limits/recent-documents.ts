import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { isCacheable } from './document-text.ts';

/** How many documents stay parsed and validated. The largest take about half a megabyte each. */
const MAX_DOCUMENTS = 256;

/** Yoga's caches: parsed documents, and the errors of documents that do not parse. The least recently used go first. */
export function recentDocuments() {
  const documentCache = new LRUCache<string, DocumentNode>({ max: MAX_DOCUMENTS });
  const errors = new LRUCache<string, Error>({ max: MAX_DOCUMENTS });
  const errorCache = {
    get: (source: string) => errors.get(source),
    // An error of the request's budget says nothing about the document: the next request may hold.
    set: (source: string, error: Error) => {
      if (isCacheable(error)) errors.set(source, error);
    },
  };
  return { documentCache, errorCache };
}
