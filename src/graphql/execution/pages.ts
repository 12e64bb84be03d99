import { getConnectionPageSize } from '@pothos/core';
import { MAX_PAGE_SIZE, PAGE_SIZE } from '../limits/field-costs.ts';
import type { Page, PageArguments, PageInfo } from '../types/connections.ts';

type Row = Readonly<Record<string, unknown>>;

/** Rows of a relation of one row, as a page. */
export type ToPage = (row: Row) => Page;

/**
 * How the pages of a relation are made of the rows that one query read: one more than the page holds, if there are more.
 * Pothos does the same for each row anew, and makes a cursor for each edge; here types/connections.ts makes those that
 * are asked for.
 */
export function pagesOf(relation: string, args: PageArguments): ToPage {
  const { expectedSize } = getConnectionPageSize({ args, defaultSize: PAGE_SIZE, maxSize: MAX_PAGE_SIZE });
  const isBackward = (args.before ?? args.last ?? null) !== null;
  const isBefore = (args.before ?? null) !== null;
  const isAfter = (args.after ?? null) !== null;
  const infoOf = (hasMore: boolean): PageInfo => ({
    startCursor: null,
    endCursor: null,
    hasNextPage: isBefore || (!isBackward && hasMore),
    hasPreviousPage: isAfter || (isBackward && hasMore),
  });
  const whole = infoOf(false);
  const cut = infoOf(true);
  return (row) => {
    const rows = (row[relation] ?? []) as readonly Row[];
    const hasMore = rows.length > expectedSize;
    const nodes = hasMore ? rows.slice(isBackward ? 1 : 0, isBackward ? rows.length : -1) : rows;
    const count = (row['_count'] as Readonly<Record<string, number>> | undefined)?.[relation];
    const edges: Page['edges'][number][] = [];
    const page = {
      args,
      edges,
      pageInfo: hasMore ? cut : whole,
      ...(count === undefined ? {} : { totalCount: count }),
    };
    for (const node of nodes) edges.push({ node, connection: page });
    return page;
  };
}
