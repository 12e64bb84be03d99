interface Connection<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Node }[];
}

/** Parameters that every list takes. */
export const PAGE_PARAMETERS = { limit: null, cursor: null } as const;

/** The core's arguments for a page of a list. */
export function pageVariables(query: Readonly<Record<string, unknown>>) {
  return { first: query['limit'], after: query['cursor'] };
}

/** A parameter of one value, where the core takes a list of them. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  return value === undefined ? undefined : [value];
}

export function nodesOf<Node>(connection: Connection<Node>): Node[] {
  return connection.edges.map(({ node }) => node);
}

export function nextCursor({ pageInfo }: Connection<unknown>): string | null {
  return pageInfo.hasNextPage ? pageInfo.endCursor : null;
}
