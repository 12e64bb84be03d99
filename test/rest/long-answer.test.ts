import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'graphql';
import Koa from 'koa';
import { PresentedRows } from '../../src/http/json-in-turns.ts';
import type { Core } from '../../src/rest/core.ts';
import { handle } from '../../src/rest/handler.ts';
import { route } from '../../src/rest/route.ts';

const ROWS = Array.from({ length: 501 }, (_, number) => ({ number }));

const core = {
  sessionOf: () => null,
  execute: () => Promise.resolve({ data: { rows: ROWS } }),
} as unknown as Core<null>;

/** What a report of many rows is answered with, and what its handler threw. */
async function answerWith(present: (row: { readonly number: number }) => unknown, method = 'GET') {
  const document = parse('query Rows { rows }') as never;
  const row = route<{ rows: typeof ROWS }, object>({
    method: 'GET',
    path: '/rows',
    document,
    variables: () => ({}),
    present: ({ rows }) => ({ rows: new PresentedRows(rows, present) }),
  });
  const app = new Koa();
  let thrown: unknown = null;
  app.use(async (context) => {
    await handle(
      core,
      row,
      undefined,
    )(context).catch((error: unknown) => {
      thrown = error;
      context.status = 500;
    });
  });
  const server = createServer((request, response) => void app.callback()(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/rows`, { method });
  const text = await answer.text();
  server.close();
  return { status: answer.status, headers: answer.headers, text, thrown };
}

describe('a long answer of /v1', () => {
  test('is the JSON of its presented rows', async () => {
    const { headers, text } = await answerWith(({ number }) => ({ shown: number }));
    expect(text).toBe(JSON.stringify({ rows: ROWS.map(({ number }) => ({ shown: number })) }));
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('content-length')).toBe(String(text.length));
  });

  test('has the same headers for HEAD', async () => {
    const { headers, text } = await answerWith(({ number }) => ({ shown: number }), 'HEAD');
    expect(text).toBe('');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('content-length')).toBe(String(JSON.stringify({ rows: ROWS }).length - 501));
  });

  test('fails as a whole where one of its rows cannot be presented', async () => {
    const fault = new Error('no such word');
    const { status, thrown } = await answerWith(({ number }) => {
      if (number === 500) throw fault;
      return { shown: number };
    });
    expect(thrown).toBe(fault);
    expect(status).toBe(500);
  });
});
