import type { Answer, Http, Json } from '../support/http.ts';

/** What a GraphQL document gave over HTTP. */
export interface Result {
  readonly data: Json;
  /** Codes and reasons of the errors, e.g. `FORBIDDEN insufficient_scope`. */
  readonly errors: readonly string[];
  readonly faults: readonly string[];
  readonly answer: Answer;
}

/** Sends a document over HTTP, as a client would. */
export async function send(
  http: Http,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Result> {
  const answer = await http.post('/graphql', { query, variables });
  const { data = null, errors = [] } = answer.body as { data?: Json; errors?: { extensions: Json }[] };
  return {
    data,
    errors: errors.map(({ extensions }) => `${extensions.code} ${extensions.reason}`),
    faults: errors.flatMap(({ extensions }) =>
      (extensions.details as { path: string[]; code: string }[]).map(
        ({ path, code }) => `${path.join('.')} ${code}`,
      ),
    ),
    answer,
  };
}

/** The data of a document that has to succeed. */
export async function ask(http: Http, query: string, variables: Record<string, unknown> = {}): Promise<Json> {
  const { data, errors, answer } = await send(http, query, variables);
  if (errors.length > 0) throw new Error(JSON.stringify(answer.body));
  return data;
}

/** A password that nobody guesses. */
export const STRONG = 'violet-anchor-7-teapot';
