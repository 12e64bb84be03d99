/** Sends a list of requests in turn for some seconds, in a process of its own. Reads and writes JSON. */
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import autocannon from 'autocannon';

const { origin, requests: given, connections, seconds, token } = JSON.parse(await text(process.stdin));

const requests = given.map(({ method, path, headers, body }) => ({
  method,
  path,
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
}));

let next = 0;
/**
 * The next write of all connections, which would else send the same ones at the same time and wait for each other's rows.
 * With a new key, since a repeated one would be answered from the first answer.
 */
function nextWrite(defaults) {
  const request = requests[next++ % requests.length];
  return { ...defaults, ...request, headers: { ...request.headers, 'idempotency-key': randomUUID() } };
}

const times = [];
const instance = autocannon({
  url: origin,
  connections,
  duration: seconds,
  requests: given[0].headers?.['idempotency-key'] ? [{ ...requests[0], setupRequest: nextWrite }] : requests,
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
