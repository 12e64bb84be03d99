import type { Database } from '../../src/db/client.ts';
import { fileNameOf } from '../../src/files/file-name.ts';
import { openLinkKeys, renewLinkKeys } from '../../src/files/link-keys.ts';
import { createFileLinks, type LinkParts } from '../../src/files/links.ts';
import { createIds } from '../../src/ids.ts';
import { SettableClock } from '../support/clock.ts';
import { openTestDatabase } from '../support/database.ts';

const LIFE_SECONDS = 60;
const clock = new SettableClock();
const newId = createIds(clock);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  clock.reset();
  await database.prisma.signingKey.deleteMany();
});
afterAll(() => database.close());

const ORIGIN = 'https://files.example';

function partsOf(link: string): LinkParts {
  const { searchParams } = new URL(link);
  const part = (name: string) => searchParams.get(name) ?? '';
  return {
    expires: part('expires'),
    version: part('version'),
    key: part('key'),
    signature: part('signature'),
  };
}

const open = async () => {
  const keys = await openLinkKeys(database.prisma, clock, newId);
  return { keys, links: createFileLinks(keys, clock, LIFE_SECONDS) };
};

describe('a link to a file', () => {
  test('is valid for its form until it expires', async () => {
    const { links } = await open();
    const parts = partsOf(links.sign(ORIGIN, 'f_1', 3));
    expect(await links.verify('f_1', parts)).toBe(3);
    expect(await links.verify('f_2', parts)).toBeNull();
    expect(await links.verify('f_1/certificate', parts)).toBeNull();
    clock.advance({ seconds: LIFE_SECONDS - 1 });
    expect(await links.verify('f_1', parts)).toBe(3);
    clock.advance({ seconds: 1 });
    expect(await links.verify('f_1', parts)).toBeNull();
  });

  test('stays the same for half of its life, and lives that long at least', async () => {
    const { links } = await open();
    const sign = () => links.sign(ORIGIN, 'f_1', 3);
    const first = sign();
    clock.advance({ seconds: LIFE_SECONDS / 2 - 1 });
    expect(sign()).toBe(first);
    clock.advance({ seconds: 1 });
    expect(sign()).not.toBe(first);
    clock.advance({ seconds: LIFE_SECONDS / 2 - 1 });
    const late = partsOf(sign());
    clock.advance({ seconds: LIFE_SECONDS / 2 });
    expect(await links.verify('f_1', late)).toBe(3);
  });

  test.each([
    { expires: '1e99' },
    { expires: '-1' },
    { expires: '99999999999' },
    { version: '4' },
    { version: '' },
    { key: 'key_x' },
    { key: '' },
    { key: '__proto__' },
    { signature: '' },
    { signature: 'AAAA' },
    { signature: 'é'.repeat(43) },
    { signature: 'A'.repeat(1000) },
  ])('does not hold with %j', async (change) => {
    const { links } = await open();
    const parts = partsOf(links.sign(ORIGIN, 'f_1', 3));
    expect(await links.verify('f_1', { ...parts, ...change })).toBeNull();
  });

  test('is invalid with another spelling of its signature', async () => {
    const { links } = await open();
    const parts = partsOf(links.sign(ORIGIN, 'f_1', 3));
    const { signature } = parts;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/';
    const others = [
      ...Array.from(alphabet).map((character) => signature.slice(0, -1) + character),
      ...Array.from(
        { length: signature.length },
        (_, index) => signature.slice(0, index) + '.' + signature.slice(index + 1),
      ),
      `${signature}=`,
      `${signature}A`,
      ` ${signature}`,
    ].filter((other) => other !== signature);
    for (const other of others) {
      expect([other, await links.verify('f_1', { ...parts, signature: other })]).toEqual([other, null]);
    }
  });

  test('is valid in every process and after a restart, since the key is in the database', async () => {
    const [{ links }, { links: another }] = [await open(), await open()];
    expect(await another.verify('f_1', partsOf(links.sign(ORIGIN, 'f_1', 1)))).toBe(1);
    expect(await database.prisma.signingKey.count()).toBe(1);
  });
});

describe('the key', () => {
  test('is replaced after 30 days, and the old one verifies as long as links may need it', async () => {
    const { keys, links } = await open();
    const first = keys.newest.id;
    clock.advance({ days: 29 });
    await keys.rotate();
    expect(keys.newest.id).toBe(first);
    clock.advance({ days: 1 });
    const parts = partsOf(links.sign(ORIGIN, 'f_1', 1));
    await keys.rotate();
    expect(keys.newest.id).not.toBe(first);
    expect(await links.verify('f_1', parts)).toBe(1);
    expect(partsOf(links.sign(ORIGIN, 'f_1', 1)).key).toBe(keys.newest.id);
    clock.advance({ days: 8 });
    await keys.rotate();
    expect(await keys.find(first)).not.toBeNull();
    clock.advance({ days: 1 });
    await keys.rotate();
    expect(await keys.find(first)).toBeNull();
    expect(await database.prisma.signingKey.count()).toBe(1);
  });

  test('of another process is found', async () => {
    const { links, keys } = await open();
    clock.advance({ days: 40 });
    const { links: another } = await open();
    const parts = partsOf(another.sign(ORIGIN, 'f_1', 1));
    expect(parts.key).not.toBe(keys.newest.id);
    expect(await links.verify('f_1', parts)).toBe(1);
  });

  test('invalidates its links at the next start after it is deleted', async () => {
    const { links } = await open();
    const parts = partsOf(links.sign(ORIGIN, 'f_1', 1));
    await database.prisma.signingKey.deleteMany();
    const { links: restarted } = await open();
    expect(await restarted.verify('f_1', parts)).toBeNull();
  });
});

describe('in an emergency', () => {
  test('one key replaces all others, and old links are invalid at the next start', async () => {
    const { links } = await open();
    const parts = partsOf(links.sign(ORIGIN, 'f_1', 1));
    clock.advance({ days: 31 });
    await open();
    expect(await renewLinkKeys(database.prisma, clock, newId)).toBe(2);
    expect(await database.prisma.signingKey.count()).toBe(1);
    const { links: restarted } = await open();
    expect(await restarted.verify('f_1', parts)).toBeNull();
    expect(await restarted.verify('f_1', partsOf(restarted.sign(ORIGIN, 'f_1', 1)))).toBe(1);
  });

  test('a running process refuses old links a minute later', async () => {
    const { links } = await open();
    const { links: another } = await open();
    await renewLinkKeys(database.prisma, clock, newId);
    clock.advance({ seconds: 59 });
    const parts = partsOf(links.sign(ORIGIN, 'f_1', 1));
    expect(await another.verify('f_1', parts)).toBe(1);
    clock.advance({ seconds: 1 });
    expect(await another.verify('f_1', parts)).toBeNull();
    expect(await links.verify('f_1', parts)).toBeNull();
    expect(await another.verify('f_1', partsOf(links.sign(ORIGIN, 'f_1', 1)))).toBe(1);
  });

  test('a process signs with the new key after a refresh, and makes one if there is none', async () => {
    const { keys, links } = await open();
    const old = keys.newest.id;
    await renewLinkKeys(database.prisma, clock, newId);
    await keys.refresh();
    const renewed = keys.newest.id;
    expect(renewed).not.toBe(old);
    await database.prisma.signingKey.deleteMany();
    await keys.refresh();
    expect([old, renewed]).not.toContain(keys.newest.id);
    expect(await links.verify('f_1', partsOf(links.sign(ORIGIN, 'f_1', 1)))).toBe(1);
  });
});

describe('the name of a file', () => {
  const nameOf = (type: 'N4' | 'ENTRY' | 'LEASE', name: string, at = '2026-05-26T16:00:00Z') =>
    fileNameOf({
      type,
      createdAt: new Date(at),
      tenant: { name },
      workspace: { timeZone: 'America/Toronto' },
    });

  test.each([
    [nameOf('N4', 'Sarah Thompson'), 'N4-Sarah-Thompson-2026-05-26.pdf'],
    [nameOf('ENTRY', "Zoë O'Neil / Jr."), 'entry-Zoë-O-Neil-Jr-2026-05-26.pdf'],
    [nameOf('LEASE', '../../etc/passwd'), 'lease-etc-passwd-2026-05-26.pdf'],
    [nameOf('N4', '…'), 'N4-tenant-2026-05-26.pdf'],
    [nameOf('N4', 'A', '2026-05-27T03:59:59Z'), 'N4-A-2026-05-26.pdf'],
    [nameOf('N4', 'x'.repeat(300)), `N4-${'x'.repeat(80)}-2026-05-26.pdf`],
    [nameOf('N4', `x${'𠮷'.repeat(300)}`), `N4-x${'𠮷'.repeat(79)}-2026-05-26.pdf`],
    [nameOf('N4', 'a"\r\nSet-Cookie: b'), 'N4-a-Set-Cookie-b-2026-05-26.pdf'],
  ])('%s', (name, expected) => {
    expect(name).toBe(expected);
  });
});
