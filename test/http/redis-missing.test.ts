import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createLog } from '../../src/log/log.ts';
import { openCounterStore } from '../../src/throttle/store.ts';
import { freePort } from '../support/service.ts';

const lines: string[] = [];
const log = createLog('info', { write: (line) => void lines.push(line) });

describe('an unreachable Redis', () => {
  const PASSWORD = 'redis-s3cret';
  const openAt = (port: number) =>
    openCounterStore({ redisUrl: `redis://user:${PASSWORD}@127.0.0.1:${port}/0`, databaseUrl: null }, log);

  test('fails the start with the name of the setting, without the password', async () => {
    const port = await freePort();
    const error = (await openAt(port).catch((reason: unknown) => reason)) as Error;
    expect(error.message).toBe(
      `REDIS_URL: Redis can't be reached at redis://127.0.0.1:${port}. Start Redis or correct the URL.`,
    );
    expect((error.cause as Error).message).toContain('ECONNREFUSED');
    expect(lines.join('')).not.toContain(PASSWORD);
  });

  test('does not show a refused password', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.write('-WRONGPASS invalid username-password pair\r\n'.repeat(4)));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const error = (await openAt((server.address() as AddressInfo).port).catch(
      (reason: unknown) => reason,
    )) as Error;
    server.close();
    expect(error.message).toMatch(/^REDIS_URL: /);
    expect(`${error.message} ${(error.cause as Error).message}`).not.toContain(PASSWORD);
    expect((error.cause as Error).message).toContain('WRONGPASS');
    expect(lines.join('')).not.toContain(PASSWORD);
  });
});
