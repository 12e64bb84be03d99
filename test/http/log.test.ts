import { createLog } from '../../src/log/log.ts';

/** The log of some calls, as lines and as objects. */
function logged(work: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = [];
  work(createLog('trace', { write: (line) => void lines.push(line) }));
  return { text: lines.join(''), objects: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const SECRET = 'sarah@example.com';
const ROUTE = '/v1/tenants/:id';

describe('a private field', () => {
  test.each([
    'authorization',
    'cookie',
    'password',
    'newPassword',
    'currentPassword',
    'token',
    'email',
    'phone',
    'name',
    'signature',
    'path',
    'url',
    'href',
  ])('is never written, however deep it stands: %s', (field) => {
    const { text, objects } = logged((log) => {
      log.info({ [field]: SECRET }, 'flat');
      log.info({ a: { [field]: SECRET } }, 'deeper');
      log.info({ a: { b: [{ [field]: SECRET }] } }, 'in a list');
      log.info({ a: { b: { c: { d: { [field]: SECRET } } } } }, 'deepest');
      log.child({ [field]: SECRET, session: { [field]: SECRET } }).info('of a child');
    });
    expect(text).not.toContain(SECRET);
    expect(objects).toHaveLength(5);
    expect(objects[0]).toMatchObject({ [field]: '[redacted]', msg: 'flat' });
  });

  test('leaves other fields unchanged', () => {
    const { objects } = logged((log) => {
      log.info({ requestId: 'r-1', method: 'GET', route: ROUTE, status: 200 }, 'request');
    });
    expect(objects).toEqual([
      expect.objectContaining({ requestId: 'r-1', method: 'GET', route: ROUTE, status: 200 }),
    ]);
  });
});

class OddError extends Error {
  readonly code = 'ODD_1';
  readonly detail = `Key (email)=(${SECRET}) already exists.`;
  readonly where = { email: SECRET };
  readonly table = 'Tenant';
  readonly constraint = `not a name: ${SECRET}`;
}

describe('an error', () => {
  test('is logged with type, codes and stack frames, without its message', () => {
    const { text, objects } = logged((log) => {
      log.error({ err: new OddError(`No tenant ${SECRET}\n    at ${SECRET} (x:1:1)`) }, 'unexpected error');
    });
    expect(text).not.toContain(SECRET);
    const { err } = objects[0] as { err: Record<string, unknown> };
    expect(err).toEqual({
      type: 'OddError',
      code: 'ODD_1',
      table: 'Tenant',
      stack: expect.stringMatching(/^ {4}at .*log\.test\.ts:\d+:\d+/),
    });
  });

  test('is logged with its causes, by the same rules', () => {
    const cause = new AggregateError([new TypeError(SECRET), 'words'], SECRET);
    const { text, objects } = logged((log) => {
      log.error({ err: new Error(SECRET, { cause }) }, 'unexpected error');
    });
    expect(text).not.toContain(SECRET);
    const stack = expect.stringContaining('log.test.ts');
    expect(objects[0]).toMatchObject({
      err: {
        type: 'Error',
        stack,
        cause: { type: 'AggregateError', stack, errors: [{ type: 'TypeError', stack }] },
      },
    });
  });

  test('with a circular cause is logged to a limited depth', () => {
    const error = new Error(SECRET);
    error.cause = error;
    expect(
      logged((log) => {
        log.error({ err: error }, 'round and round');
      }).text.length,
    ).toBeLessThan(20_000);
  });

  test.each([
    [
      'alone',
      (log: ReturnType<typeof createLog>) => {
        log.error(new Error(SECRET));
      },
    ],
    [
      'in its field, without words',
      (log: ReturnType<typeof createLog>) => {
        log.error({ err: new Error(SECRET) });
      },
    ],
    [
      'that is a text',
      (log: ReturnType<typeof createLog>) => {
        log.error({ err: SECRET }, 'thrown');
      },
    ],
    [
      'that is an object',
      (log: ReturnType<typeof createLog>) => {
        log.error({ err: { message: SECRET } }, 'thrown');
      },
    ],
    [
      'by another name',
      (log: ReturnType<typeof createLog>) => {
        log.error({ error: new Error(SECRET) }, 'thrown');
      },
    ],
  ])('is kept quiet %s', (_name, work) => {
    const { text, objects } = logged(work);
    expect(text).not.toContain(SECRET);
    expect(objects).toEqual([expect.objectContaining({ level: 50 })]);
  });
});
