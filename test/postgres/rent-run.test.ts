import { addDays } from '../../src/calendar/date.ts';
import { openPostgres } from '../../src/db/client.ts';
import { createPostgres, type TestPostgres } from '../support/database.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { StatementCounter } from '../support/statements.ts';
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

const statements = new StatementCounter();

let postgres: TestPostgres;
let keynest: KeyNest;
let portfolio: Portfolio;
beforeAll(async () => {
  postgres = await createPostgres();
  keynest = await startKeyNest({ openDatabase: () => openPostgres(postgres.url) });
  const { prisma, own } = keynest;
  portfolio = {
    prisma,
    url: postgres.url,
    workspaceId: own.workspace.id,
    tenancies: TENANCIES,
    today: '2026-11-28',
  };
  await seedTenancies(portfolio);
});
afterAll(async () => {
  await keynest.close();
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

/** Session, workspace and tenancies; then the accounts and the rows of each thousand. */
const STATEMENTS = 3 + 2;
const OF_5000 = 3 + 2 * 5;

test(`a report of 1,000 tenancies takes ${STATEMENTS} statements on any day, so that one of 5,000 takes ${OF_5000}`, async () => {
  keynest.clock.set(`${portfolio.today}T15:00:00Z`);
  const landlord = keynest.as('landlord');
  // The run above keeps no day on record, which the reports of today ask for.
  expect((await keynest.as('admin').post('/v1/rent-runs', {})).status).toBe(200);
  const yesterday = addDays(portfolio.today, -1);
  for (const path of ['rent-roll', 'arrears', `rent-roll?asOf=${yesterday}`, `arrears?asOf=${yesterday}`]) {
    const read = async () => {
      const { status, body } = await landlord.get(`/v1/reports/${path}`);
      expect(status).toBe(200);
      expect((body as { rows: unknown[] }).rows.length).toBeGreaterThan(900);
    };
    await read();
    expect([path, await statements.during(read)]).toEqual([path, STATEMENTS]);
  }
});
