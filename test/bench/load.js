/** Sends a list of requests in turn for some seconds, in a process of its own. Reads and writes JSON. */
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import autocannon from 'autocannon';

/** A repeated key would be answered from the first answer. */
const withNewKey = (request) => ({
  ...request,
  headers: { ...request.headers, 'idempotency-key': randomUUID() },
});

const { origin, requests, connections, seconds, token } = JSON.parse(await text(process.stdin));
const times = [];
const instance = autocannon({
  url: origin,
  connections,
  duration: seconds,
  requests: requests.map(({ method, path, headers, body }) => ({
    method,
    path,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(headers?.['idempotency-key'] && { setupRequest: withNewKey }),
  })),
});
instance.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
const result = await instance;
times.sort((a, b) => a - b);
// In parts of a millisecond, unlike autocannon's own.
const at = (share) => times[Math.floor((times.length - 1) * share)] ?? 0;
process.stdout.write(
  JSON.stringify({
    answered: result['2xx'],
    refused: result.non2xx + result.errors,
    seconds: result.duration,
    p50: at(0.5),
    p99: at(0.99),
  }),
);
