import { openPostgres, type Database } from '../../src/db/client.ts';
import { createIds } from '../../src/ids.ts';
import { killUnderLoad } from '../process/kill.ts';
import { PaymentLoad, signIn } from '../process/load.ts';
import { SettableClock } from '../support/clock.ts';
import { createPostgres, type TestPostgres } from '../support/database.ts';
import { Factory } from '../support/factories.ts';
import { ServerProcess } from '../support/server-process.ts';
import { seedWorkspace } from '../support/workspace.ts';

let postgres: TestPostgres;
let database: Database;
beforeAll(async () => {
  postgres = await createPostgres();
  database = await openPostgres(postgres.url);
});
afterAll(async () => {
  await database.close();
  await postgres.drop();
});

test('kill -9 of one of two processes loses nothing that was acknowledged and doubles nothing', async () => {
  const { prisma } = database;
  const store = { prisma, newId: createIds(new SettableClock()) };
  const own = new Factory(store, await seedWorkspace(store, 'own.example'));
  const { tenantId } = await own.home();
  const start = () => ServerProcess.start({ DATABASE_URL: postgres.url });
  const [first, second] = await Promise.all([start(), start()]);
  const token = await signIn(first.origin, own.workspace.emails.landlord);
  const amounts = async () => {
    const payments = await prisma.payment.findMany({
      where: { tenantId, source: 'RECEIVED' },
      select: { amountCents: true },
    });
    return payments.map(({ amountCents }) => amountCents);
  };
  const load = new PaymentLoad(token, tenantId);
  // The other one is there already, and takes over what was cut off once its lease is over.
  await killUnderLoad(first, load, { amounts }, 60, () => Promise.resolve(second));
  const third = await start();
  expect(await Promise.all([second.end('SIGTERM'), third.end('SIGTERM')])).toEqual([0, 0]);
});
