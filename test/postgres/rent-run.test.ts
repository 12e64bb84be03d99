import { openPostgres, type Database } from '../../src/db/client.ts';
import { createIds } from '../../src/ids.ts';
import { SettableClock } from '../support/clock.ts';
import { createPostgres, type TestPostgres } from '../support/database.ts';
import { seedWorkspace } from '../support/workspace.ts';
import {
  countOpen,
  differencesIn,
  forgetRows,
  outcomeOf,
  raceFour,
  seedTenancies,
  startRun,
  type Portfolio,
} from './rent-run-portfolio.ts';

/** `npm run bench:rent` does the same with 5,000. */
const TENANCIES = 1_000;
const AGREEMENT = { doubled: 0, missing: 0, wrong: 0 };

let postgres: TestPostgres;
let database: Database;
let portfolio: Portfolio;
beforeAll(async () => {
  postgres = await createPostgres();
  database = await openPostgres(postgres.url);
  const { prisma } = database;
  const store = { prisma, newId: createIds(new SettableClock()) };
  const { id: workspaceId } = await seedWorkspace(store, 'own.example');
  portfolio = { prisma, url: postgres.url, workspaceId, tenancies: TENANCIES, today: '2026-11-28' };
  await seedTenancies(portfolio);
});
afterAll(async () => {
  await database.close();
  await postgres.drop();
});

test('four processes race over 1,000 tenancies, two are killed: nothing is doubled, missing or wrong', async () => {
  await raceFour(portfolio);
  expect(await differencesIn(portfolio)).toEqual(AGREEMENT);
  expect(await countOpen(portfolio)).toBeGreaterThan(TENANCIES);
}, 300_000);

test('a run of its own takes at most 4 ms of one core a tenancy, and changes nothing the second time', async () => {
  await forgetRows(portfolio);
  const { opened, cpuSeconds } = await outcomeOf(startRun(portfolio));
  expect(opened).toBe(await countOpen(portfolio));
  expect(await differencesIn(portfolio)).toEqual(AGREEMENT);
  // Loading and compiling the code takes some seconds, whatever the number of tenancies.
  expect(cpuSeconds).toBeLessThan(5 + TENANCIES * 0.004);
  expect(await outcomeOf(startRun(portfolio))).toMatchObject({ opened: 0, closed: 0, skipped: [] });
}, 300_000);
