import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import { LazyRequestState } from '../../src/http/request-log.ts';
import { createLog } from '../../src/log/log.ts';
import { scopedClient } from '../../src/policies/scoped-client.ts';
import type { Viewer } from '../../src/policies/viewer.ts';
import { burden, bytesLeftBehind } from '../support/promoted.ts';

const KILOBYTE = 1024;
/** A burden has a thousand, and the last one may still be held. */
const MOST = 500 * KILOBYTE;

const viewer = { workspaceId: 'w_1', role: 'LANDLORD', userId: 'u_1' } as unknown as Viewer;
const prisma = { $sqlSender: { read: () => Promise.resolve([]) } } as unknown as PrismaClient;

describe('a request leaves nothing to a full collection of the heap', () => {
  test('by its client', async () => {
    const left = await bytesLeftBehind(async () => {
      const held = burden();
      const db = scopedClient(prisma, viewer, { throwIfCancelled: () => held.at(0) });
      await db.property.findMany({ take: 1, select: { id: true } });
    });
    expect(left).toBeLessThan(MOST);
  });

  test('by its state', async () => {
    const log = createLog('silent', { write: () => undefined });
    const left = await bytesLeftBehind(async () => {
      const held = burden();
      const state = new LazyRequestState('r', () => log.child({ held: held.length }));
      await Promise.resolve(state.log);
    });
    expect(left).toBeLessThan(MOST);
  });

  test('and this would show it', async () => {
    const left = await bytesLeftBehind(async () => {
      const held = burden();
      const reads: Record<string, () => unknown> = {};
      for (const operation of ['findMany', 'count']) reads[operation] = () => held;
      await Promise.resolve(reads);
    });
    expect(left).toBeGreaterThan(MOST);
  });
});
