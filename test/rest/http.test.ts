import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import { expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const SECRET = 'connection string with a password';
let isBroken = false;

/** A database that fails unexpectedly on demand. */
function breakable(prisma: PrismaClient): PrismaClient {
  const broken = prisma.$extends({
    query: {
      property: {
        findMany({ args, query }) {
          if (isBroken) throw new Error(SECRET);
          return query(args);
        },
      },
    },
  });
  return broken as unknown as PrismaClient;
}

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest({ wrapPrisma: breakable });
});
afterAll(() => keynest.close());

const UNDOCUMENTED = { isUndocumented: true };

describe('media types', () => {
  const body = JSON.stringify({ name: 'Maple Court' });
  const send = (method: string, type: string | null, path = '/v1/properties') => {
    const bytes = new TextEncoder().encode(body);
    const headers: Record<string, string> = type === null ? {} : { 'Content-Type': type };
    return keynest.as('landlord').send(method, path, { headers, body: bytes });
  };

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/merge-patch+json',
    'application/jsonx',
    'application/json; charset=iso-8859-1',
    'application/json; charset="UTF-16"',
    null,
  ])('a POST of %s is 415', async (type) => {
    expectProblem(await send('POST', type), 415, 'unsupported_media_type');
  });

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset="UTF8"',
    'APPLICATION/JSON',
  ])('accepts a POST of %s and answers in JSON', async (type) => {
    const answer = await send('POST', type);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('accepts a PATCH as JSON or merge patch only', async () => {
    const { propertyId } = await keynest.own.property();
    const path = `/v1/properties/${propertyId}`;
    expect((await send('PATCH', 'application/json', path)).status).toBe(200);
    expect((await send('PATCH', 'application/merge-patch+json', path)).status).toBe(200);
    expectProblem(await send('PATCH', 'application/json-patch+json', path), 415, 'unsupported_media_type');
  });

  test('a DELETE needs no body; a JSON body is ignored', async () => {
    const { propertyId } = await keynest.own.property();
    const path = `/v1/properties/${propertyId}`;
    for (const type of ['text/plain', 'application/json; charset=iso-8859-1', null]) {
      expectProblem(await send('DELETE', type, path), 415, 'unsupported_media_type');
    }
    expect((await send('DELETE', 'application/json', path)).status).toBe(200);
  });

  test.each(['text/html', 'application/xml', 'application/json;q=0, text/html'])(
    'who takes %s only gets 406',
    async (accept) => {
      const answer = await keynest.as('landlord').get('/v1/properties', { headers: { Accept: accept } });
      expectProblem(answer, 406, 'not_acceptable');
    },
  );

  test.each(['*/*', 'application/*', 'application/json', 'text/html, */*;q=0.1'])(
    'who takes %s gets JSON',
    async (accept) => {
      const answer = await keynest.as('landlord').get('/v1/properties', { headers: { Accept: accept } });
      expect(answer.status).toBe(200);
    },
  );
});

describe('bodies', () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    keynest
      .as('landlord')
      .send('POST', '/v1/properties', { body, headers: { 'Content-Type': 'application/json', ...headers } });

  test.each(['{', '{"name":}', "{'name': 'x'}", '{"name":"x"} x', 'NaN', '{"name":"\u0001"}'])(
    'malformed JSON is 400: %s',
    async (body) => {
      expectProblem(await post(body), 400, 'malformed_json');
    },
  );

  test.each(['[]', '"name"', '1', 'true', 'null', '[{"name":"x"}]'])(
    'JSON that is no object is 422: %s',
    async (body) => {
      expectProblem(await post(body), 422, 'invalid_input', ['']);
      const { propertyId } = await keynest.own.property();
      const headers = { 'Content-Type': 'application/merge-patch+json' };
      const path = `/v1/properties/${propertyId}`;
      const patched = await keynest.as('landlord').send('PATCH', path, { headers, body });
      expectProblem(patched, 422, 'invalid_input', ['']);
    },
  );

  test.each(['/properties/:id/restore', '/deposits/:id/apply', '/rent-runs'])(
    'JSON that is no object is 422 where nothing is read from it: %s',
    async (endpoint) => {
      const { propertyId } = await keynest.own.property();
      const id = endpoint.startsWith('/deposits')
        ? await keynest.own.deposit(await keynest.own.home())
        : propertyId;
      const headers = { 'Content-Type': 'application/json' };
      const path = `/v1${endpoint.replace(':id', id)}`;
      for (const body of ['[]', '"name"', '1', 'null'])
        expectProblem(await keynest.as('admin').send('POST', path, { headers, body }), 422, 'invalid_input', [
          '',
        ]);
    },
  );

  test('a missing body is an empty object, whatever its headers say', async () => {
    const none = await keynest.as('landlord').send('POST', '/v1/properties');
    expectProblem(none, 422, 'invalid_input', ['/name']);
    expectProblem(await post(''), 422, 'invalid_input', ['/name']);
  });

  const sized = (bytes: number) => {
    const shell = JSON.stringify({ name: 'Maple Court', x: '' });
    return JSON.stringify({ name: 'Maple Court', x: 'x'.repeat(bytes - shell.length) });
  };

  test('1 MiB is read', async () => {
    expectProblem(await post(sized(1024 * 1024)), 422, 'invalid_input', ['/x']);
  });

  test('more than 1 MiB is 413', async () => {
    expectProblem(await post(sized(1024 * 1024 + 1)), 413, 'body_too_large');
  });

  test('more than 1 MiB is 413 also without Content-Length', async () => {
    const headers = {
      Authorization: `Bearer ${await keynest.tokenOf('landlord')}`,
      'Content-Type': 'application/json',
    };
    const upload = request(new URL('/v1/properties', keynest.origin), {
      method: 'POST',
      headers,
      agent: false,
    });
    // The server hangs up on who goes on sending.
    upload.on('error', () => undefined);
    const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
    for (let chunk = 0; chunk < 32; chunk += 1) upload.write('x'.repeat(64 * 1024));
    const [response] = await answered;
    upload.destroy();
    expect(response.statusCode).toBe(413);
  });
});

describe('paths and methods', () => {
  test.each(['/v1/', '/v1/nothing', '/v2/properties', '/v1/properties/a/b', '/nothing'])(
    '%s is 404',
    async (path) => {
      expectProblem(await keynest.as('landlord').get(path, UNDOCUMENTED), 404, 'not_found');
    },
  );

  test('a badly escaped path is refused', async () => {
    const answer = await keynest.as('landlord').get('/v1/properties/%zz', UNDOCUMENTED);
    expect([400, 404]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  test.each([
    ['PUT', '/v1/properties', ['GET', 'POST']],
    ['DELETE', '/v1/properties', ['GET', 'POST']],
    ['PUT', '/v1/properties/p_1', ['DELETE', 'GET', 'PATCH']],
    ['DELETE', '/v1/forms/f_1', ['GET', 'PATCH', 'POST']],
    ['PUT', '/v1/tenants/t_1', ['DELETE', 'GET', 'PATCH']],
    ['DELETE', '/v1/payments/pay_1', ['GET', 'PATCH']],
    ['POST', '/v1/tickets/tk_1', ['GET', 'PATCH']],
    ['PATCH', '/v1/auth/session', ['DELETE', 'GET', 'POST']],
  ])('%s %s is 405 with an Allow header', async (method, path, allowed) => {
    const answer = await keynest.as('landlord').send(method, path);
    expectProblem(answer, 405, 'method_not_allowed');
    const allow = (answer.headers.get('allow') ?? '').split(', ').filter((name) => name !== 'HEAD');
    expect(allow.filter((name) => name !== 'OPTIONS').toSorted()).toEqual(allowed);
  });

  test('HEAD answers like GET, without the body', async () => {
    const answer = await keynest.as('landlord').send('HEAD', '/v1/properties');
    expect(answer).toMatchObject({ status: 200, body: '' });
  });
});

describe('X-Request-Id', () => {
  const idOf = async (given: string | null, path = '/v1/properties') => {
    const headers: Record<string, string> = given === null ? {} : { 'X-Request-Id': given };
    const answer = await keynest.as('landlord').get(path, { headers, ...UNDOCUMENTED });
    return answer.headers.get('x-request-id');
  };

  test.each(['a', '0b7e4a4c-9f2c-4b53-a4f1-9a7d3a5f8d12', 'req_01.x:y-z'])(
    'keeps a sane one: %s',
    async (id) => {
      expect(await idOf(id)).toBe(id);
    },
  );

  test.each(['a b', 'x'.repeat(300), '<script>', '"', 'é'])('replaces an invalid one: %s', async (id) => {
    const given = await idOf(id);
    expect(given).not.toBe(id);
    expect(given).toMatch(/^[\w.:-]{8,128}$/);
  });

  test('differs from answer to answer when none was sent', async () => {
    expect(await idOf(null)).not.toBe(await idOf(null));
  });

  test.each([
    '/v1/',
    '/v1/nothing',
    '/v1/properties/x',
    '/healthz',
    '/files/x',
    '/graphql?query=%7B__typename%7D',
  ])('stands on the answer of %s', async (path) => {
    expect(await idOf('mine', path)).toBe('mine');
  });

  test('appears in the log line of the request', async () => {
    await idOf('in-the-log');
    const lines = keynest.log.filter(({ requestId }) => requestId === 'in-the-log');
    expect(lines).toEqual([expect.objectContaining({ method: 'GET', route: '/v1/properties', status: 200 })]);
  });
});

describe('Cache-Control', () => {
  test.each(['/v1/properties', '/v1/auth/session', '/v1/properties/x'])(
    'is no-store on an authenticated answer: %s',
    async (path) => {
      const { headers } = await keynest.as('landlord').get(path);
      expect(headers.get('cache-control')).toMatch(/\bno-store\b/);
    },
  );

  test('is no-store on the answer that holds a token', async () => {
    const email = keynest.own.workspace.emails.tenant;
    const { headers } = await keynest
      .withToken(null)
      .post('/v1/auth/session', { email, password: 'correct horse battery' });
    expect(headers.get('cache-control')).toMatch(/\bno-store\b/);
  });
});

describe('an unexpected error', () => {
  beforeEach(() => {
    isBroken = false;
  });

  test('is 500 without details, and logged with the request id', async () => {
    isBroken = true;
    const headers = { 'X-Request-Id': 'went-wrong' };
    const answer = await keynest.as('landlord').get('/v1/properties', { headers });
    isBroken = false;
    expectProblem(answer, 500, 'internal');
    expect(JSON.stringify(answer.body)).not.toMatch(/password|Error:|\.ts/);
    const logged = keynest.log.filter(({ requestId, level }) => requestId === 'went-wrong' && level >= 50);
    const err = { type: 'Error', stack: expect.stringContaining('http.test.ts') };
    expect(logged).toEqual([expect.objectContaining({ msg: 'unexpected error', err })]);
    expect(JSON.stringify(logged)).not.toContain(SECRET);
  });

  test('does not affect the next request', async () => {
    expect((await keynest.as('landlord').get('/v1/properties')).status).toBe(200);
  });
});

test('the health check needs no token', async () => {
  const answer = await keynest.withToken(null).get('/healthz');
  expect(answer).toMatchObject({ status: 200, body: { status: 'ok' } });
});
