import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Words } from '../vocabulary/words.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A request, as far as a route may look at it. Nothing in it has been checked: that is the core's part. */
export interface RouteInput {
  /** Parts of the path, e.g. `id`. */
  readonly params: Readonly<Record<string, string>>;
  /** Parameters of the query; words are members already. */
  readonly query: Readonly<Record<string, unknown>>;
  /** The body; words are members already. */
  readonly body: unknown;
}

/** One endpoint: which operation of the core it is, and how its answer looks. */
export interface Route<Result, Variables> {
  readonly method: Method;
  /** Under /v1, in @koa/router's notation. */
  readonly path: string;
  readonly document: TypedDocumentNode<Result, Variables>;
  /** The one operation that needs no token is signing in. */
  readonly isPublic?: true;
  /** Query parameters there are; those with words take them in any case. */
  readonly parameters?: Readonly<Record<string, Words | null>>;
  /** Fields of the body that take the contract's words. */
  readonly words?: Readonly<Record<string, Words>>;
  /** Fields of the body that take the core's own members, in any case. */
  readonly codes?: readonly string[];
  /** Addresses in the body, as paths with dots: their province may be a code or a full name, in any case. */
  readonly addresses?: readonly string[];
  /** Names that the core gives to fields of the body, where they differ. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** The problem's code when a part of the path names nothing, e.g. `unknown_form`. */
  readonly pathCodes?: Readonly<Record<string, string>>;
  readonly variables: (input: RouteInput) => { readonly [Name in keyof Variables]?: unknown };
  readonly present: (data: Result) => unknown;
  /**
   * The version of the one resource that is presented, which gives the answer its ETag; null for what has none. A
   * route without it presents no single resource.
   */
  readonly version?: (data: Result) => number | null;
  /** Members presented that are new with every reading, and say nothing of the resource: no ETag counts them. */
  readonly volatile?: readonly string[];
  /** What it makes is presented with a secret, this once: nobody keeps the answer, for a repeat or in a cache. */
  readonly showsSecret?: true;
  /** The way to what was made, under /v1; makes the answer a 201. */
  readonly location?: (data: Result) => string;
  /** The cursor of the next page of a list; null on the last one. */
  readonly next?: (data: Result) => string | null;
}

/** A route of any operation, for lists of routes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- results and variables differ by route; `route` checks each.
export type AnyRoute = Route<any, any>;

/** Lets TypeScript infer a route's types from its document. */
export function route<Result, Variables>(row: Route<Result, Variables>): AnyRoute {
  return row;
}
