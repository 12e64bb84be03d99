import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import { findViewer } from '../../src/request/find-viewer.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { isOperation } from '../support/operations.ts';
import { ROLES } from '../support/workspace.ts';

let statements = 0;

function withCount(prisma: PrismaClient): PrismaClient {
  const extended = prisma.$extends({
    query: {
      $allOperations({ query, ...sent }) {
        if (isOperation('FROM "Session"', sent)) statements += 1;
        return query(sent.args);
      },
    },
  });
  return extended as unknown as PrismaClient;
}

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest({ wrapPrisma: withCount });
});
afterAll(() => keynest.close());

function find(token: string) {
  return findViewer(keynest.services.prisma, token, keynest.clock.now());
}

describe('the viewers of requests that came in together', () => {
  test('are found by one statement, each by its own token', async () => {
    const places = ['own', 'other'] as const;
    const wanted = places.flatMap((place) => ROLES.map((role) => ({ place, role })));
    const tokens = await Promise.all(wanted.map(({ place, role }) => keynest.tokenOf(role, place)));
    statements = 0;
    // Twice each, and one that nobody has.
    const asked = [...tokens, `kn_${'x'.repeat(43)}`, ...tokens.toReversed()];
    const found = await Promise.all(asked.map(find));
    expect(statements).toBe(1);
    const viewers = wanted.map(({ place, role }) => ({
      role: role.toUpperCase(),
      workspaceId: keynest[place].workspace.id,
      userId: keynest[place].workspace.userIds[role],
    }));
    const expected = [...viewers, null, ...viewers.toReversed()];
    expect(found).toEqual(expected.map((viewer) => viewer && expect.objectContaining(viewer)));
  });

  test('are read again for each request that came later: a session that was ended is none', async () => {
    const http = keynest.as('manager');
    const token = await keynest.tokenOf('manager');
    expect(await find(token)).not.toBeNull();
    expect((await http.delete('/v1/auth/session')).status).toBe(200);
    expect(await find(token)).toBeNull();
  });
});
