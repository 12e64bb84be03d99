import type { Answer } from '../support/http.ts';

/** How many act at once. */
export const RACERS = 50;

/** Starts everybody before anybody is waited for. */
export function race<Result>(act: (racer: number) => Promise<Result>, racers = RACERS): Promise<Result[]> {
  return Promise.all(Array.from({ length: racers }, (_, racer) => act(racer)));
}

/** How often there was each of some words, e.g. `{ '200': 1, '412 precondition_failed': 49 }`. */
export function tally(words: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** An answer's status, with the code of a problem. */
export function outcomeOf({ status, body }: Answer): string {
  const code = (body as { code?: string } | null)?.code;
  return status >= 400 ? `${status} ${code ?? ''}` : String(status);
}

export const ifMatch = (tag: string) => ({ headers: { 'If-Match': tag } });

interface Refusal {
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What came of an operation: `ok`, or the code and the reason of its error. */
export function resultOf({ errors = [] }: { readonly errors?: readonly Refusal[] | undefined }): string {
  const [error] = errors;
  return error ? `${error.extensions['code'] as string} ${error.extensions['reason'] as string}` : 'ok';
}
