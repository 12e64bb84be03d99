import { validateExchange, type Exchange } from './exchange.ts';
import { validateResponse } from './openapi.ts';

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, or else the text. */
  readonly body: Body;
  readonly bytes: Uint8Array;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a server answers is looked at, not compiled against.
export type Json = any;

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** For paths that are no part of the contract. */
  readonly isUndocumented?: boolean;
}

function jsonOf(bytes: Uint8Array, contentType: string | null): unknown {
  const text = new TextDecoder().decode(bytes);
  return text !== '' && contentType !== null && /[/+]json\b/.test(contentType)
    ? (JSON.parse(text) as unknown)
    : text;
}

/** The body of a request, where it is a text: streams are read once. */
function requestBodyOf({
  body,
}: {
  readonly body?: BodyInit;
}): Pick<Exchange, 'requestBody' | 'isBodyUnread'> {
  if (typeof body !== 'string') return { isBodyUnread: body !== undefined };
  try {
    return { requestBody: JSON.parse(body) as unknown };
  } catch {
    return { requestBody: body };
  }
}

/** Sends requests to a started server as somebody, and holds every answer of /v1 against the contract. */
export class Http {
  readonly #origin: string;
  readonly #token: () => Promise<string | null>;

  constructor(origin: string, token: () => Promise<string | null>) {
    this.#origin = origin;
    this.#token = token;
  }

  async send(
    method: string,
    path: string,
    options: RequestOptions & { body?: BodyInit } = {},
  ): Promise<Answer> {
    const token = await this.#token();
    const headers = new Headers(token === null ? {} : { Authorization: `Bearer ${token}` });
    for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
    const { body = null } = options;
    const duplex = body instanceof ReadableStream ? { duplex: 'half' } : {};
    const init = { method, headers, body, redirect: 'manual', ...duplex } as RequestInit;
    const response = await fetch(new URL(path, this.#origin), init);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const contentType = response.headers.get('content-type');
    const answer = {
      status: response.status,
      headers: response.headers,
      body: jsonOf(bytes, contentType),
      bytes,
    };
    if (path.startsWith('/v1') && !options.isUndocumented) {
      const { status, body } = answer;
      const faults = [
        ...validateResponse({ method, path, status, contentType, body }),
        ...validateExchange({ ...answer, method, path, requestHeaders: headers, ...requestBodyOf(options) }),
      ];
      if (faults.length > 0) {
        throw new Error(`Departs from openapi.yaml:\n${faults.join('\n')}\n${JSON.stringify(answer.body)}`);
      }
    }
    return answer;
  }

  get(path: string, options?: RequestOptions): Promise<Answer> {
    return this.send('GET', path, options);
  }

  delete(path: string, options?: RequestOptions): Promise<Answer> {
    return this.send('DELETE', path, options);
  }

  post(path: string, body?: unknown, options?: RequestOptions): Promise<Answer> {
    return this.#sendJson('POST', path, body, options);
  }

  patch(path: string, body?: unknown, options?: RequestOptions): Promise<Answer> {
    return this.#sendJson('PATCH', path, body, options);
  }

  #sendJson(method: string, path: string, body: unknown, options: RequestOptions = {}): Promise<Answer> {
    const headers = { 'Content-Type': 'application/json', ...options.headers };
    return this.send(method, path, { ...options, headers, body: JSON.stringify(body ?? {}) });
  }
}
