import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(keynest.origin + path, { headers, method });

describe('an asset of the reference', () => {
  const ASSETS = [
    ['swagger-ui.css', 'text/css; charset=utf-8'],
    ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
    ['favicon-32x32.png', 'image/png'],
  ] as const;

  test.each(ASSETS)('%s is sent whole, for an hour', async (file, type) => {
    const answer = await get(`/reference/${file}`, { 'accept-encoding': 'identity' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('cache-control')).toBe('max-age=3600');
    expect(answer.headers.get('last-modified')).toMatch(/ GMT$/);
    const bytes = await answer.arrayBuffer();
    expect(answer.headers.get('content-length')).toBe(`${bytes.byteLength}`);
    expect(bytes.byteLength).toBeGreaterThan(0);
  });

  test('is not sent again to a browser that has it', async () => {
    const path = '/reference/swagger-ui.css';
    const modified = (await get(path, {}, 'HEAD')).headers.get('last-modified')!;
    // Said, because `fetch` would ask for a fresh answer beside such a header.
    const again = (since: string) => get(path, { 'if-modified-since': since, 'cache-control': 'max-age=0' });
    const answer = await again(modified);
    expect(answer.status).toBe(304);
    expect(await answer.text()).toBe('');
    expect(answer.headers.get('cache-control')).toBe('max-age=3600');
    const older = new Date(Date.parse(modified) - 1000).toUTCString();
    const changed = await again(older);
    expect(changed.status).toBe(200);
    expect((await changed.arrayBuffer()).byteLength).toBeGreaterThan(0);
  });

  test('is told without its bytes by HEAD, and not written', async () => {
    const told = await get('/reference/swagger-ui.css', {}, 'HEAD');
    expect(told.status).toBe(200);
    expect(Number(told.headers.get('content-length'))).toBeGreaterThan(0);
    expect((await get('/reference/swagger-ui.css', {}, 'PUT')).status).toBe(405);
  });
});

test.each([
  'package.json',
  'README.md',
  'index.html',
  'swagger-ui-dist.js',
  'swagger-ui.css.map',
  'swagger-ui.js',
  '',
  '.',
  '%2e%2e%2fpackage.json',
  'swagger-ui.css/',
  'swagger-ui.css%00',
  '..%2fswagger-ui-dist%2fpackage.json',
])('nothing else of the folder is served: %s', async (file) => {
  expect((await get(`/reference/${file}`)).status).toBe(404);
});
