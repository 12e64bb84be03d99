import { expectProblem } from '../support/expectations.ts';
import type { Http, Json } from '../support/http.ts';
import { LINK_SECONDS, startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
let landlord: Http;
let anyone: Http;
beforeAll(async () => {
  keynest = await startKeyNest();
  landlord = keynest.as('landlord');
  anyone = keynest.withToken(null);
});
beforeEach(() => {
  keynest.clock.reset();
});
afterAll(() => keynest.close());

async function newForm(): Promise<{ id: string; link: URL }> {
  const id = await keynest.own.form(await keynest.own.home());
  return { id, link: await linkOf(id) };
}

async function linkOf(id: string): Promise<URL> {
  const { body } = (await landlord.get(`/v1/forms/${id}`)) as Json;
  return new URL(body.pdfUrl);
}

const open = (link: URL) => anyone.get(link.pathname + link.search);

function changed(link: URL, name: string, value: string): URL {
  const other = new URL(link);
  other.searchParams.set(name, value);
  return other;
}

describe('a signed link', () => {
  test('opens its file without a token, as a PDF that is not cached', async () => {
    const { link } = await newForm();
    const { status, headers } = await open(link);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('content-disposition')).toMatch(/^inline; filename="N4-[\w-]+\.pdf"$/);
  });

  test.each([
    ['expires', '99999999999'],
    ['version', '2'],
    ['key', 'key_01m83e50bdea487zp2a7rv7ecr'],
    ['signature', 'A'.repeat(43)],
  ])('is 403 with another %s', async (name, value) => {
    const { link } = await newForm();
    expectProblem(await open(changed(link, name, value)), 403, 'invalid_link');
  });

  test.each(['expires', 'version', 'key', 'signature'])('is 403 without its %s', async (name) => {
    const { link } = await newForm();
    link.searchParams.delete(name);
    expectProblem(await open(link), 403, 'invalid_link');
  });

  test.each(['expires', 'version', 'key', 'signature', 'more'])(
    'is 403 with %s added to it',
    async (name) => {
      const { link } = await newForm();
      link.searchParams.append(name, '1');
      expectProblem(await open(link), 403, 'invalid_link');
    },
  );

  test('is 404 with a trailing slash', async () => {
    const { link } = await newForm();
    link.pathname += '/';
    expectProblem(await open(link), 404, 'not_found');
  });

  test('is 403 after it expires, and every read gives a new one', async () => {
    const { id, link } = await newForm();
    keynest.clock.advance({ seconds: LINK_SECONDS });
    expectProblem(await open(link), 403, 'invalid_link');
    expect((await open(await linkOf(id))).status).toBe(200);
  });

  test('is 403 for another form, for the certificate, and for any other path', async () => {
    const [{ id, link }, { id: other }] = [await newForm(), await newForm()];
    const paths = [
      `/files/${other}`,
      `/files/${id}/certificate`,
      `/files/${other}%2F..%2F${id}`,
      '/files/..%2F..%2Fetc%2Fpasswd',
      '/files/%2e%2e%2fpackage.json',
    ];
    for (const path of paths) {
      expectProblem(await anyone.get(path + link.search), 403, 'invalid_link');
    }
  });

  test('still opens after the form is served', async () => {
    const { id, link } = await newForm();
    await keynest.prisma.form.update({ where: { id }, data: { status: 'SERVED' } });
    expect((await open(link)).status).toBe(200);
  });

  test('is 403 after the form is voided; a new one opens', async () => {
    const { id, link } = await newForm();
    expect((await landlord.patch(`/v1/forms/${id}`, { status: 'Void' })).status).toBe(200);
    expectProblem(await open(link), 403, 'invalid_link');
    expect((await open(await linkOf(id))).status).toBe(200);
  });
});

test.each(['Zoë "O\'Neil"\r\nX: y', '王小明', '𠮷'.repeat(120), '/../..\\', '%00%0a', '‮gnp.exe'])(
  'a file of %j has a name that is safe in its header',
  async (name) => {
    const home = await keynest.own.home();
    await keynest.prisma.tenant.update({ where: { id: home.tenantId }, data: { name } });
    const { status, headers } = await open(await linkOf(await keynest.own.form(home)));
    expect(status).toBe(200);
    expect(headers.get('x')).toBeNull();
    expect(headers.get('content-disposition')).toMatch(
      /^inline; filename="[\x20\x21\x23-\x5b\x5d-\x7e]+\.pdf"(; filename\*=UTF-8''[\w.!~*'()%-]+\.pdf)?$/,
    );
  },
);
