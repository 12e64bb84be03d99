import { fetchFrom } from './session.ts';

let send: typeof fetch = fetch;

/** Which server orval's functions call, and as whom. */
export function connect(base: string, token: string): void {
  send = fetchFrom(base, token);
}

/** What orval's functions call instead of `fetch`, so that the address and the token come from the app. */
export async function orvalFetch<Answer>(path: string, options: RequestInit): Promise<Answer> {
  const response = await send(path, options);
  const data: unknown = await response.json();
  return { data, status: response.status, headers: response.headers } as Answer;
}
