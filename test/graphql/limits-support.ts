import type { Answer, Http, Json } from '../support/http.ts';

export const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** What came of a request to /graphql, whose answer has to be JSON. */
export interface Outcome {
  readonly status: number;
  /** Codes and reasons of the errors, e.g. `BAD_INPUT query_too_deep`; `''` where there is none. */
  readonly refusals: readonly string[];
  readonly messages: readonly string[];
  readonly body: Json;
  readonly answer: Answer;
}

interface DocumentError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly reason?: string };
}

/** An answer's errors, told by their codes. */
export function outcomeOf(answer: Answer): Outcome {
  const { errors = [] } = answer.body as { errors?: readonly DocumentError[] };
  return {
    status: answer.status,
    refusals: errors.map(({ extensions = {} }) =>
      `${extensions.code ?? ''} ${extensions.reason ?? ''}`.trim(),
    ),
    messages: errors.map(({ message }) => message),
    body: answer.body,
    answer,
  };
}

/** Sends an operation, or a batch of them, as a client that takes GraphQL's own media type. */
export async function send(
  http: Http,
  operations: object,
  headers: Record<string, string> = {},
): Promise<Outcome> {
  const answer = await http.post('/graphql', operations, {
    headers: { Accept: GRAPHQL_RESPONSE, ...headers },
  });
  return outcomeOf(answer);
}

/** The same for one document. */
export function ask(http: Http, query: string, variables: Record<string, unknown> = {}): Promise<Outcome> {
  return send(http, { query, variables });
}
