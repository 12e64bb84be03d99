import { randomBytes } from 'node:crypto';
import { startTraces } from '../../src/telemetry/traces.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { Collector, type CollectedSpan } from './collector.ts';

let collector: Collector;
let keynest: KeyNest;
let stop: () => Promise<void>;

/** Everything that was traced; a stopped tracer has sent it all. */
async function collected(work: () => Promise<unknown>, ratio = 1): Promise<readonly CollectedSpan[]> {
  const before = collector.spans.length;
  stop = startTraces({
    endpoint: `${collector.endpoint}/`,
    headers: { authorization: 'Bearer of-the-collector' },
    serviceName: 'keynest-test',
    version: '1.2.3',
    database: 'embedded',
    ratio,
  });
  const closed = () => keynest.log.filter(({ msg }) => msg === 'request').length;
  const lines = closed();
  await work();
  while (closed() === lines) await new Promise(setImmediate);
  await stop();
  return collector.spans.slice(before);
}

const trace = randomBytes(16).toString('hex');
const parent = randomBytes(8).toString('hex');

async function get(path: string, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await keynest.tokenOf('landlord')}`;
  const answer = await fetch(keynest.origin + path, { headers: { authorization, ...headers } });
  await answer.arrayBuffer();
  return answer;
}

beforeAll(async () => {
  collector = await Collector.start();
  keynest = await startKeyNest();
  await keynest.tokenOf('landlord');
});
afterAll(async () => {
  await keynest.close();
  collector.close();
});

test('a request is a span of the trace that its caller began, with its SQL statements below', async () => {
  const traceparent = `00-${trace}-${parent}-01`;
  const spans = await collected(() =>
    get('/v1/properties/p_sarah?x=secret', { traceparent, 'x-request-id': 'request-of-trace' }),
  );
  const [request, ...others] = spans.filter(({ parentSpanId }) => parentSpanId === parent);
  expect(others).toEqual([]);
  expect(request).toMatchObject({
    traceId: trace,
    name: 'GET /v1/properties/:id GetProperty',
    attributes: {
      'http.request.method': 'GET',
      'http.route': '/v1/properties/:id',
      'keynest.interface': 'rest',
      'keynest.operation': 'GetProperty',
      'keynest.request_id': 'request-of-trace',
    },
  });
  const statements = spans.filter(({ parentSpanId }) => parentSpanId === request!.spanId);
  expect(statements.length).toBeGreaterThan(1);
  for (const { name, attributes, traceId, startTimeUnixNano } of statements) {
    expect(traceId).toBe(trace);
    expect(name).toMatch(/^SQL (select|update|transaction)$/);
    expect(attributes['db.query.text']).toMatch(/^(SELECT|UPDATE|BEGIN|COMMIT)/);
    // The clocks of two spans agree to a millisecond only.
    expect(BigInt(startTimeUnixNano) + 1_000_000n).toBeGreaterThanOrEqual(BigInt(request!.startTimeUnixNano));
  }
  expect(collector.bodies.join('')).not.toMatch(/sarah|secret|own\.example|kn_/i);
  expect(collector.requests.at(-1)).toEqual({ path: '/v1/traces', authorization: 'Bearer of-the-collector' });
  expect(collector.bodies.at(-1)).toContain('keynest-test');
  expect(keynest.log.find(({ requestId }) => requestId === 'request-of-trace')).toMatchObject({
    traceId: trace,
  });
});

test('a GraphQL request is named by its field, and a PDF is a span of it', async () => {
  const { tenantId } = await keynest.own.home();
  const authorization = `Bearer ${await keynest.tokenOf('landlord')}`;
  const query = `mutation Sarah { generateForm(type: N4, input: { tenantId: "${tenantId}", draft: true }) { id } }`;
  const spans = await collected(async () => {
    const answer = await fetch(`${keynest.origin}/graphql`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await answer.json()).toMatchObject({ data: { generateForm: { id: expect.any(String) } } });
  });
  const request = spans.find(({ name }) => name.startsWith('POST'));
  expect(request).toMatchObject({ name: 'POST /graphql generateForm' });
  expect(request).not.toHaveProperty('parentSpanId', expect.stringMatching(/./));
  expect(spans.find(({ name }) => name === 'PDF N4')).toMatchObject({
    parentSpanId: request!.spanId,
    attributes: { 'keynest.form': 'N4' },
  });
  expect(JSON.stringify(spans)).not.toMatch(/sarah/i);
  expect(JSON.stringify(spans)).not.toContain(tenantId);
});

test('probes are no traces, and a caller that records nothing is followed', async () => {
  expect(await collected(() => get('/livez'))).toEqual([]);
  expect(await collected(() => get('/v1/properties', { traceparent: `00-${trace}-${parent}-00` }))).toEqual(
    [],
  );
  expect(await collected(() => get('/v1/properties'), 0)).toEqual([]);
});

test('a failed request is marked, with the codes of its errors', async () => {
  const spans = await collected(() => get('/v1/properties/p_01m83e50age39vxhtg53jp8xkh'));
  const request = spans.find(({ name }) => name.startsWith('GET'));
  expect(request?.attributes).toMatchObject({
    'http.response.status_code': 404,
    'keynest.error_codes': ['NOT_FOUND'],
  });
});

test('a collector that is away keeps no process from ending', async () => {
  const traces = startTraces({
    endpoint: 'http://127.0.0.1:9',
    headers: {},
    serviceName: 'keynest',
    version: '1.2.3',
    database: 'embedded',
    ratio: 1,
  });
  expect((await get('/v1/properties')).status).toBe(200);
  await traces();
});
