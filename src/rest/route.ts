import { Kind } from 'graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { CsvTable } from './csv.ts';
import type { Words } from '../vocabulary/words.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A request's input for a route. The core validates it. */
export interface RouteInput {
  /** Parts of the path, e.g. `id`. */
  readonly params: Readonly<Record<string, string>>;
  /** Query parameters, with words translated to enum members. */
  readonly query: Readonly<Record<string, unknown>>;
  /** The body, with words translated to enum members. */
  readonly body: unknown;
}

/** One endpoint: the core's operation and the presentation of its result. */
export interface Route<Result, Variables> {
  readonly method: Method;
  /** Under /v1, in @koa/router's notation. */
  readonly path: string;
  readonly document: TypedDocumentNode<Result, Variables>;
  /** Of a POST that changes an existing resource: the path of its GET, which preconditions are compared with. */
  readonly changes?: string;
  /** Whether the route needs no token: only signing in. */
  readonly isPublic?: true;
  /** Known query parameters. Their words are case-insensitive. */
  readonly parameters?: Readonly<Record<string, Words | null>>;
  /** Fields of the body with the contract's words. `list[].field` is a field of each object of a list. */
  readonly words?: Readonly<Record<string, Words>>;
  /** Fields of the body with the core's enum members, case-insensitive. */
  readonly codes?: readonly string[];
  /** Words for those codes, where the contract shows others than the core's. */
  readonly codeWords?: Readonly<Record<string, Words>>;
  /** Addresses in the body, as paths with dots: their province may be a code or a full name, in any case. */
  readonly addresses?: readonly string[];
  /** Names that the core gives to fields of the body, where they differ. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** The problem's code for an unknown path parameter, e.g. `unknown_form`. */
  readonly pathCodes?: Readonly<Record<string, string>>;
  /** Parts of the path by the core's argument, where their names differ. */
  readonly pathArguments?: Readonly<Record<string, string>>;
  readonly variables: (input: RouteInput) => { readonly [Name in keyof Variables]?: unknown };
  readonly present: (data: Result, input: RouteInput) => unknown;
  /** The same as a table, for clients that accept `text/csv`. */
  readonly csv?: (data: Result, input: RouteInput) => CsvTable;
  /** The operation that gives a link to the same as a PDF, for clients that accept `application/pdf`. */
  readonly pdf?: AnyPdf;
  /**
   * The version of the presented resource, for its ETag; null if it has none. A route without this presents no single
   * resource.
   */
  readonly version?: (data: Result) => number | null;
  /** Members that differ with every read, e.g. signed links; the ETag ignores them. */
  readonly volatile?: readonly string[];
  /** Whether the answer holds a secret that is shown once: it is neither stored nor cached. */
  readonly showsSecret?: true;
  /** Path of the created resource, under /v1; makes the answer a 201. */
  readonly location?: (data: Result) => string;
  /** The cursor of a list's next page; null on the last page. */
  readonly next?: (data: Result) => string | null;
  /** The operation of the same request with `?dryRun=true`: it stores nothing, and its answer is a 200. */
  readonly dryRun?: AnyDryRun;
}

/** A dry run of a route. Its own result and variables are checked by `dryRun`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as for AnyRoute.
export type AnyDryRun = Pick<Route<any, any>, 'document' | 'variables' | 'present'>;

/** Infers a dry run's types from its document. */
export function dryRun<Result, Variables>(
  row: Pick<Route<Result, Variables>, 'document' | 'variables' | 'present'>,
): AnyDryRun {
  return row;
}

/** A route's PDF. Its own result and variables are checked by `pdf`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as for AnyRoute.
export type AnyPdf = Pdf<any, any>;

interface Pdf<Result, Variables> extends Pick<Route<Result, Variables>, 'document' | 'variables'> {
  /** The link; null for data that was refused. */
  readonly url: (data: Result) => string | null;
}

/** Infers a PDF's types from its document. */
export function pdf<Result, Variables>(row: Pdf<Result, Variables>): AnyPdf {
  return row;
}

/** A route of any operation. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- results and variables differ by route; `route` checks each.
export type AnyRoute = Route<any, any>;

/** The name of a route's operation, which is also its `operationId` in the contract. */
export function operationOf({ document }: AnyRoute): string {
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !operation.name)
    throw new Error('A document of the façade must begin with a named operation.');
  return operation.name.value;
}

/** Whether a route's operation declares a variable. */
export function takesVariable({ document }: AnyRoute, name: string): boolean {
  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.variableDefinitions?.some(({ variable }) => variable.name.value === name),
  );
}

/** Infers a route's types from its document. */
export function route<Result, Variables>(row: Route<Result, Variables>): AnyRoute {
  return row;
}
