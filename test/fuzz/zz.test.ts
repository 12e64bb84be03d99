import { afterAll, beforeAll, test } from '@jest/globals';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
let keynest: KeyNest;
beforeAll(async () => { keynest = await startKeyNest(); });
afterAll(() => keynest.close());
test('x', async () => {
  const home = await keynest.own.home();
  const id = await keynest.own.ticket(home);
  for (const contractor of ['%', '_he contractor', '\\', '%\\', 'THE CONTRACTOR', '\\%']) {
    const a = await keynest.as('landlord').patch(`/v1/tickets/${id}`, { contractor });
    console.log(contractor, a.status, (a.body as any).contractor, (a.body as any).contractorId, (a.body as any).detail);
  }
  console.log(keynest.log.filter((l) => l.level >= 50).map((l) => JSON.stringify(l).slice(0, 600)));
});
