import { browserFiles } from '../../src/http/browser-files.ts';
import type { Answer } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const APP = 'https://app.example.com';
const UNDOCUMENTED = { isUndocumented: true };

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

/** Directives of a policy with their sources. */
function policyOf({ headers }: Answer): Record<string, string[]> {
  const directives = (headers.get('content-security-policy') ?? '').split(';').map((part) => part.trim());
  return Object.fromEntries(
    directives.map((directive) => {
      const [name = '', ...sources] = directive.split(/\s+/);
      return [name, sources];
    }),
  );
}

const page = (path: string): Promise<Answer> =>
  keynest.withToken(null).get(path, { headers: { Accept: 'text/html' }, ...UNDOCUMENTED });

/** A signed link to a form's PDF, as a path. */
async function pdfPath(on: KeyNest): Promise<string> {
  const { unitId } = await on.own.property();
  const { tenantId } = await on.own.tenancy({ unitId });
  const { body } = await on.as('landlord').post('/v1/forms/N4', { tenantId });
  const { pathname, search } = new URL((body as { pdfUrl: string }).pdfUrl);
  return pathname + search;
}

const ANSWERS: [string, () => Promise<Answer>][] = [
  ['/v1', () => keynest.as('landlord').get('/v1/properties')],
  ['401', () => keynest.withToken(null).get('/v1/properties')],
  ['404', () => keynest.as('landlord').get('/v1/nothing', UNDOCUMENTED)],
  ['405', () => keynest.as('landlord').send('PUT', '/v1/properties')],
  ['413', () => keynest.as('landlord').post('/v1/properties', { x: 'x'.repeat(1_100_000) })],
  ['422', () => keynest.as('landlord').post('/v1/properties', {})],
  ['/graphql', () => keynest.as('landlord').post('/graphql', { query: '{ viewer { id } }' })],
  ["/graphql's errors", () => keynest.as('landlord').post('/graphql', { query: '{' })],
  ['the page of GraphiQL', () => page('/graphql')],
  ['/files', async () => keynest.withToken(null).get(await pdfPath(keynest))],
  ["/files' errors", () => keynest.withToken(null).get('/files/f_nothing')],
  ['/healthz', () => keynest.withToken(null).get('/healthz')],
  ['/reference', () => page('/reference')],
  ["the reference's files", () => page(browserFiles().pathOf('reference-core.js'))],
  ['the start page', () => page('/')],
  ['nothing', () => page('/nothing')],
];

describe('every answer', () => {
  test.each(ANSWERS)('has security headers: %s', async (_name, ask) => {
    const answer = await ask();
    const { headers } = answer;
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-frame-options')).toMatch(/^(DENY|SAMEORIGIN)$/);
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('server')).toBe(false);
    const policy = policyOf(answer);
    expect(policy['default-src']).toEqual(["'none'"]);
    expect(policy['base-uri']).toEqual(["'none'"]);
    expect(policy['form-action']).toEqual(["'none'"]);
    expect(policy['frame-ancestors']).toBeDefined();
    const scripts = policy['script-src'] ?? policy['default-src'] ?? [];
    expect(scripts).not.toContain("'unsafe-inline'");
    expect(scripts).not.toContain("'unsafe-eval'");
    expect(scripts.filter((source) => /\*|^https?:|^data:|^blob:/.test(source))).toEqual([]);
  });
});

describe('answers of the API', () => {
  test('load nothing and cannot be framed', async () => {
    for (const answer of [
      await keynest.as('landlord').get('/v1/properties'),
      await keynest.as('landlord').post('/graphql', { query: '{ viewer { id } }' }),
    ]) {
      expect(policyOf(answer)).toEqual({
        'default-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      });
      expect(answer.headers.get('x-frame-options')).toBe('DENY');
    }
  });
});

/** Every script is a file of this server; what scripts are told is JSON, which browsers don't run. */
function expectOwnScripts(html: string): void {
  const scripts = html.match(/<script[^>]*>/g) ?? [];
  const foreign = scripts.filter((tag) => !/ src="\/assets\/| type="application\/json"/.test(tag));
  expect([scripts.length > 1, foreign]).toEqual([true, []]);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/i);
}

describe('the page of GraphiQL', () => {
  test('runs scripts of this server only, and has none in its page', async () => {
    const answer = await page('/graphql');
    expect(policyOf(answer)['script-src']).toEqual(["'self'"]);
    expectOwnScripts(answer.body as string);
  });

  test('allows what the editor needs: queries, workers, styles, icons and fonts', async () => {
    const { 'script-src': _script, ...others } = policyOf(await page('/graphql'));
    expect(others).toEqual({
      'default-src': ["'none'"],
      'base-uri': ["'none'"],
      'connect-src': ["'self'"],
      'font-src': ['data:'],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'img-src': ["'self'", 'data:'],
      'style-src': ["'self'", "'unsafe-inline'"],
      'worker-src': ['blob:'],
    });
  });
});

describe('the reference', () => {
  test('runs scripts and takes styles from its own files, and has none in its page', async () => {
    const answer = await page('/reference');
    expect(policyOf(answer)).toEqual({
      'default-src': ["'none'"],
      'base-uri': ["'none'"],
      'connect-src': ["'self'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'font-src': ['data:'],
      'img-src': ["'self'", 'data:'],
      'script-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
    });
    expectOwnScripts(answer.body as string);
  });
});

describe('a PDF', () => {
  test('opens in place, in frames of this server only', async () => {
    const answer = await keynest.withToken(null).get(await pdfPath(keynest));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toMatch(/^inline;/);
    const policy = policyOf(answer);
    expect(policy['frame-ancestors']).toEqual(["'self'"]);
    // The page that older Chromiums build around a PDF embeds it, and has styles in place.
    expect(policy['object-src']).toEqual(["'self'"]);
    expect(policy['style-src']).toEqual(["'unsafe-inline'"]);
    expect(policy).not.toHaveProperty('sandbox');
    expect(answer.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  });

  test('opens in frames of web apps that may use the API, too', async () => {
    const open = await startKeyNest({ settings: { corsOrigins: [APP] } });
    const answer = await open.withToken(null).get(await pdfPath(open));
    expect(answer.status).toBe(200);
    expect(policyOf(answer)['frame-ancestors']).toEqual(["'self'", APP]);
    expect(answer.headers.has('x-frame-options')).toBe(false);
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const others = await open.as('landlord').get('/v1/properties');
    expect(policyOf(others)['frame-ancestors']).toEqual(["'none'"]);
    expect(others.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    await open.close();
  });
});
