import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { memoryCounter } from '../../src/throttle/counter.ts';
import { RequestLimit } from '../../src/throttle/request-limit.ts';
import type { Answer } from '../support/http.ts';
import { waitUntil } from '../support/wait-until.ts';

/** A limit on requests, counted in memory, and the counter that it counts with. */
export function countedLimit(points: number, duration = 60) {
  const counter = memoryCounter({ name: 'request_counts', points, duration, blocksInMemory: true });
  return { counter, limit: new RequestLimit(counter) };
}

/** A connection that sends what it is told, byte by byte if need be, and keeps what comes back. */
export class Wire {
  readonly #socket: Socket;
  readonly #closed: Promise<void>;
  #received = '';
  #wasReset = false;

  constructor(origin: string) {
    const { hostname, port } = new URL(origin);
    this.#socket = connect(Number(port), hostname);
    this.#socket.on('data', (bytes) => {
      this.#received += bytes.toString('latin1');
    });
    this.#closed = new Promise((resolve) => {
      this.#socket.on('close', () => {
        resolve();
      });
    });
    // A reset is a way to be hung up on; what came before it counts.
    this.#socket.on('error', () => {
      this.#wasReset = true;
    });
  }

  send(text: string): this {
    this.#socket.write(text, 'latin1');
    return this;
  }

  /** Stops reading what comes. */
  stopReading(): this {
    this.#socket.pause();
    return this;
  }

  /** Sends text a few bytes at a time until it is through or the server hangs up. */
  async dribble(text: string, everyMilliseconds: number): Promise<void> {
    for (const character of text) {
      if (this.#socket.destroyed || !this.#socket.writable) return;
      this.send(character);
      await sleep(everyMilliseconds);
    }
  }

  /** Waits until so many answers have begun to come. */
  untilAnswered(answers: number): Promise<void> {
    const begun = () => this.#received.split('HTTP/1.1 ').length - 1;
    return waitUntil(() => begun() >= answers, `${answers} answers`);
  }

  /** Hangs up so that the server hears of it as an error. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  hangUp(): void {
    this.#socket.destroy();
  }

  /** What came until the server hung up. @throws Error when it does not within the time given. */
  async untilClosed(milliseconds = 45_000): Promise<WireAnswer> {
    const late = new AbortController();
    const timeout = sleep(milliseconds, 'late', { signal: late.signal }).catch(() => 'closed');
    const outcome = await Promise.race([this.#closed.then(() => 'closed'), timeout]);
    late.abort();
    this.#socket.destroy();
    if (outcome === 'late') throw new Error(`The server did not hang up; it had sent:\n${this.#received}`);
    return { ...parse(this.#received), wasReset: this.#wasReset };
  }
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** All of it. */
  readonly text: string;
  /** Whether the server hung up so hard that a client may never get to read the answer. */
  readonly wasReset: boolean;
}

function parse(text: string): Omit<WireAnswer, 'wasReset'> {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...fields] = head.split('\r\n');
  const headers = new Headers(
    fields.map((field): [string, string] => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon), field.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(statusLine.split(' ')[1]), headers, body: rest.join('\r\n\r\n'), text };
}

/** What a server answers to bytes that it hangs up on. */
export function exchange(origin: string, text: string): Promise<WireAnswer> {
  return new Wire(origin).send(text).untilClosed();
}

/** A request as it goes over the wire, on a connection of its own. */
export function requestText(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): string {
  const fields = { Host: 'keynest.test', Connection: 'close', ...headers };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, ...lines, '', body].join('\r\n');
}

/** Short enough to wait for; in milliseconds. */
export const QUICK = {
  headersTimeout: 600,
  requestTimeout: 1200,
  connectionsCheckingInterval: 50,
  idleTimeout: 1500,
} as const;

/** Expects an answer that the server gave before there was a request, and hung up after. */
export function expectRefused(answer: WireAnswer, status: number, code: string): void {
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status });
  const { headers } = answer;
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('connection')).toBe('close');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-request-id')).toMatch(/^[\w-]+$/);
  expect(headers.get('content-length')).toBe(String(Buffer.byteLength(answer.body)));
  expect(JSON.parse(answer.body)).toEqual({
    type: `https://api.keynest.app/problems/${code}`,
    title: expect.stringMatching(/\S/),
    status,
    detail: expect.stringMatching(/\S/),
    code,
  });
}

/** Requests left, by an answer's header; null for one that says nothing. */
export function remaining({ headers }: Answer): number | null {
  const [, left] = /^"default";r=(\d+);t=\d+$/.exec(headers.get('ratelimit') ?? '') ?? [];
  return left === undefined ? null : Number(left);
}

/** Seconds until the window ends, by an answer's header. */
export function reset({ headers }: Answer): number {
  return Number(/;t=(\d+)$/.exec(headers.get('ratelimit') ?? '')?.[1]);
}

/** Answers to the same request, one after another. */
export async function times(count: number, ask: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let index = 0; index < count; index += 1) answers.push(await ask());
  return answers;
}

export const statusesOf = (answers: readonly Answer[]) => answers.map(({ status }) => status);
