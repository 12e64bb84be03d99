import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/db/client.ts';
import { fileNameOf } from '../../src/files/file-name.ts';
import { openFileLinks, type FileLinks, type LinkParts } from '../../src/files/links.ts';
import { createIds } from '../../src/ids.ts';
import { SettableClock } from '../support/clock.ts';
import { openTestDatabase } from '../support/database.ts';

const LIFE_SECONDS = 60;
const clock = new SettableClock();
const newId = createIds(clock);

let database: Database;
let links: FileLinks;
beforeAll(async () => {
  database = await openTestDatabase();
  links = await openFileLinks(database.prisma, clock, newId, LIFE_SECONDS);
});
beforeEach(() => {
  clock.reset();
});
afterAll(() => database.close());

function partsOf(link: string): LinkParts {
  const { searchParams } = new URL(link);
  const part = (name: string) => searchParams.get(name) ?? '';
  return { expires: part('expires'), key: part('key'), signature: part('signature') };
}

describe('a link to a file', () => {
  test('holds for its form until it expires', () => {
    const parts = partsOf(links.sign('https://files.example', 'f_1'));
    expect(links.verify('f_1', parts)).toBe(true);
    expect(links.verify('f_2', parts)).toBe(false);
    clock.advance({ seconds: LIFE_SECONDS - 1 });
    expect(links.verify('f_1', parts)).toBe(true);
    clock.advance({ seconds: 1 });
    expect(links.verify('f_1', parts)).toBe(false);
  });

  test.each([
    [{ expires: '1e99' }],
    [{ expires: '-1' }],
    [{ key: 'key_x' }],
    [{ key: '' }],
    [{ signature: '' }],
    [{ signature: 'AAAA' }],
  ])('does not hold with %j', (change) => {
    const parts = partsOf(links.sign('https://files.example', 'f_1'));
    expect(links.verify('f_1', { ...parts, ...change })).toBe(false);
  });

  test('holds in every process, and after a restart: the key is the database’s', async () => {
    const another = await openFileLinks(database.prisma, clock, newId, LIFE_SECONDS);
    expect(another.verify('f_1', partsOf(links.sign('https://files.example', 'f_1')))).toBe(true);
    expect(await database.prisma.signingKey.count()).toBe(1);
  });

  test('holds on after a newer key has come', async () => {
    const parts = partsOf(links.sign('https://files.example', 'f_1'));
    clock.advance({ seconds: 1 });
    const secret = new Uint8Array(32).fill(7);
    await database.prisma.signingKey.create({ data: { id: newId('SigningKey'), secret } });
    const renewed = await openFileLinks(database.prisma, clock, newId, LIFE_SECONDS);
    expect(renewed.verify('f_1', parts)).toBe(true);
    expect(partsOf(renewed.sign('https://files.example', 'f_1')).key).not.toBe(parts.key);
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
  ])('%s', (name, expected) => {
    expect(name).toBe(expected);
  });
});
