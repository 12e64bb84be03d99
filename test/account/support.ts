import type { Answer, Http } from '../support/http.ts';

/** An error of a GraphQL document, as a client gets it. */
export interface DocumentError {
  readonly message: string;
  readonly path: readonly string[];
  readonly extensions: {
    readonly code: string;
    readonly reason: string;
    readonly details: readonly { path: string[]; code: string; message: string }[];
    readonly retryAfterSeconds?: number;
  };
}

/** What a GraphQL document gave over HTTP. */
export interface Result<Data> {
  /** To be looked into only when nothing went wrong. */
  readonly data: Data;
  /** Codes and reasons of the errors, e.g. `FORBIDDEN insufficient_scope`. */
  readonly errors: readonly string[];
  /** Paths and codes of the faults, e.g. `input.name blank`. */
  readonly faults: readonly string[];
  readonly problems: readonly DocumentError[];
  readonly answer: Answer;
}

/** Rows of a connection. */
export interface Rows<Row> {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: Row }[];
}

/** Sends a document over HTTP, as a client would. */
export async function send<Data = unknown>(
  http: Http,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Result<Data>> {
  const answer = await http.post('/graphql', { query, variables });
  const { data, errors: problems = [] } = answer.body as { data: Data; errors?: DocumentError[] };
  return {
    data,
    errors: problems.map(({ extensions }) => `${extensions.code} ${extensions.reason}`),
    faults: problems.flatMap(({ extensions }) =>
      extensions.details.map(({ path, code }) => `${path.join('.')} ${code}`),
    ),
    problems,
    answer,
  };
}

/** The data of a document that has to succeed. */
export async function ask<Data = unknown>(
  http: Http,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const { data, errors, answer } = await send<Data>(http, query, variables);
  if (errors.length > 0) throw new Error(JSON.stringify(answer.body));
  return data;
}

/** A password that nobody guesses. */
export const STRONG = 'violet-anchor-7-teapot';
