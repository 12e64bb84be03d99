import { once } from 'node:events';
import { Agent, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { createHttpServer } from '../../src/http/server.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('an idle connection holds nothing of the request before', async () => {
  let answered: WeakRef<ServerResponse> | undefined;
  const server = createHttpServer(
    (_request, response) => {
      answered = new WeakRef(response);
      response.end('done');
    },
    pino({ level: 'silent' }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const agent = new Agent({ keepAlive: true });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    get({ port, agent }, (response) => response.resume().once('close', resolve));
  });
  for (let turn = 0; turn < 100 && answered?.deref(); turn += 1) {
    await nextTurn();
    collectGarbage();
  }
  expect(answered?.deref()).toBeUndefined();
  expect(Object.values(agent.freeSockets)).toHaveLength(1);
  agent.destroy();
  server.close();
});
