import { addDays } from '../../../src/calendar/date.ts';
import type { Json } from '../../support/http.ts';
import { TODAY } from '../../support/clock.ts';
import { startKeyNest } from '../../support/keynest.ts';
import { Random } from '../reads/random.ts';
import { ACTS } from './acts.ts';
import { rentScheduleShown } from './term-acts.ts';
import {
  centsOf,
  daysAgo,
  enter,
  goTo,
  graphql,
  landlord,
  later,
  openRows,
  stage,
  type Play,
} from './stage.ts';

/** A campaign plays more histories, or other ones: see docs/testing.md. */
const SEED = Number(process.env['HISTORIES_SEED'] ?? 20_261_129);
const HISTORIES = Number(process.env['HISTORIES'] ?? 4);
const STEPS = 8;
/** Days before a due day on which its row opens, unless a workspace says otherwise. */
const DAYS_AHEAD = 5;

/** Histories of one database: their days go on, and sessions end after a year. */
const HISTORIES_AT_ONCE = 5;

beforeAll(() => {
  stage.random = new Random(SEED);
});
let closeStage = (): Promise<void> => Promise.resolve();
afterAll(() => closeStage());

async function setStage(): Promise<void> {
  await closeStage();
  stage.keynest = await startKeyNest();
  closeStage = () => stage.keynest.close();
  stage.today = TODAY;
}

const accountShown = (ledger: Json) => ({
  balance: centsOf(ledger.balance),
  arrears: centsOf(ledger.arrears),
  other: centsOf(ledger.otherBalance),
  rows: ledger.rows.map(({ dueOn, charged, owing }: Json) => ({
    dueOn,
    charged: centsOf(charged),
    owing: centsOf(owing),
  })),
});

const DOCUMENT = `query ($id: ID!, $property: ID!, $asOf: Date!) {
  tenant(id: $id) {
    balance
    ledger { balance arrears otherBalance rows { dueOn charged owing } }
    before: ledger(asOf: $asOf) { balance arrears otherBalance rows { dueOn charged owing } }
    statement { closingBalance other { closingBalance } }
  }
  workspace {
    arrears(property: $property) { total }
    past: arrears(property: $property, asOf: $asOf) { total }
    roll: rentRoll(property: $property, asOf: $asOf) { rent balance arrears }
  }
}`;

/** The reports of a past day. The roll is empty where the tenancy was over. */
const pastShown = (total: number, roll: Json[]) => ({
  arrears: centsOf(total),
  roll: roll.map(({ rent, balance, arrears }) => [rent, balance, arrears].map(centsOf)),
});

/** What GraphQL tells of a tenancy. */
async function shownInGraphql({ id, propertyId }: Play, asOf: string) {
  const { tenant, workspace } = await graphql(DOCUMENT, { id, property: propertyId, asOf });
  return {
    account: accountShown(tenant.ledger),
    before: accountShown(tenant.before),
    balances: [tenant.balance, tenant.statement.closingBalance].map(centsOf),
    other: centsOf(tenant.statement.other.closingBalance),
    arrears: centsOf(workspace.arrears.total),
    past: pastShown(workspace.past.total, workspace.roll),
  };
}

/** The same in /v1, and the rows of what is owing. */
async function shownInRest(play: Play, asOf: string) {
  const { id, propertyId } = play;
  const get = async (path: string) => (await landlord().get(`/v1${path}`)).body as Json;
  const tenant = await get(`/tenants/${id}`);
  const statement = await get(`/tenants/${id}/statement`);
  return {
    account: accountShown(await get(`/tenants/${id}/ledger`)),
    before: accountShown(await get(`/tenants/${id}/ledger?asOf=${asOf}`)),
    balances: [tenant.balance, statement.closing].map(centsOf),
    other: centsOf(statement.other.closing),
    arrears: centsOf((await get(`/reports/arrears?property=${propertyId}`)).total),
    past: pastShown(
      (await get(`/reports/arrears?property=${propertyId}&asOf=${asOf}`)).total,
      (await get(`/reports/rent-roll?property=${propertyId}&asOf=${asOf}`)).rows,
    ),
  };
}

/** The open rows, by due day. */
async function shownOpen(play: Play) {
  const rows = (await openRows(play)).map(({ dueOn, amount, status }) => ({
    dueOn,
    cents: centsOf(amount),
    isOverdue: status === 'Overdue',
  }));
  return rows.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}

/** The rents that count, by day. */
async function shownRents({ id }: Play) {
  return rentScheduleShown((await landlord().get(`/v1/tenants/${id}/rent-schedule`)).body as Json);
}

async function compare(play: Play, isLast: boolean): Promise<void> {
  const { books } = play;
  books.alignDeposit(stage.today);
  const now = books.account(stage.today);
  const asOf = later(daysAgo(90), books.startsOn);
  const { balance, arrears, other } = now;
  const before = books.account(asOf);
  const shown = await shownInGraphql(play, asOf);
  const onRoll = [books.rentOn(books.endOr(asOf)), before.balance, before.arrears];
  const account = {
    account: now,
    before,
    balances: [balance, balance],
    other,
    arrears,
    past: { arrears: before.arrears, roll: shown.past.roll.length === 0 ? [] : [onRoll] },
  };
  expect(shown).toEqual(account);
  expect(await shownOpen(play)).toEqual(books.open(stage.today, DAYS_AHEAD));
  // A rent from a later day than the last one never takes effect.
  const charged = books.rents.filter(({ on }) => on <= books.endOr(on));
  const rents = charged.map(({ on, cents }) => ({ on, cents }));
  expect(await shownRents(play)).toEqual(rents.toSorted((a, b) => (a.on < b.on ? -1 : 1)));
  // Much of the time of this test is the many answers of /v1.
  if (isLast || stage.random.chance(0.3)) expect(await shownInRest(play, asOf)).toEqual(account);
}

async function live(play: Play): Promise<void> {
  for (let step = 1; step <= STEPS; step += 1) {
    if (stage.random.chance(0.45)) goTo(addDays(stage.today, 1 + stage.random.below(12)));
    play.books.alignDeposit(stage.today);
    await stage.random.pick(ACTS)(play);
    await compare(play, step === STEPS);
  }
}

test.each(Array.from({ length: HISTORIES }, (_, index) => index))(
  'books, ledger, open rows, statement and arrears agree in both interfaces: history %i',
  async (number) => {
    if (number % HISTORIES_AT_ONCE === 0) await setStage();
    // Time goes on from one history to the next.
    goTo(addDays(stage.today, stage.random.below(9)));
    const play = await enter(number);
    await live(play).catch((error: unknown) => {
      throw new Error([...play.story, `Today: ${stage.today}`, String(error)].join('\n'), { cause: error });
    });
  },
);
