import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerStarting } from '../../src/http/starting.ts';

let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer(answerStarting).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('a server that is starting', () => {
  test('answers requests with 503 and says when to try again', async () => {
    const response = await fetch(`${origin}/v1/properties`);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await response.json()).toMatchObject({ status: 503, code: 'starting' });
  });

  test('is not ready for health checks', async () => {
    const response = await fetch(`${origin}/healthz`);
    expect(response.status).toBe(503);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ status: 'unavailable' });
  });

  test('is alive: a long migration is no reason to restart it', async () => {
    const response = await fetch(`${origin}/livez`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ status: 'ok' });
  });
});
