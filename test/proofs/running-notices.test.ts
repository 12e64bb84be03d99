import { presentOn } from '../../src/accounts/tenancy-status.ts';
import { addDays } from '../../src/calendar/date.ts';
import { toColumn } from '../../src/db/date-column.ts';
import { RUNNING_STANDINGS } from '../../src/vocabulary/standing.ts';
import { TODAY } from '../support/clock.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { Random } from './reads/random.ts';
import { RandomTenancies, type Home } from './random-tenancies.ts';

const TENANCIES = 48;
const NOTICES_OF_EACH = 4;
/** Days after today whose dashboards are compared. */
const DAYS = [-200, -90, -31, -7, -1, 0, 30];

const random = new Random(20_261_130);

let keynest: KeyNest;
const formIds: string[] = [];

/** A served N4, perhaps in the mail for some days, applied upon, withdrawn, or claiming more than was owing. */
async function serveN4(home: Home, servedOn: string): Promise<void> {
  const given = addDays(servedOn, random.pick([0, 0, 5]));
  const isWithdrawn = random.chance(0.1);
  const service = { servedOn: toColumn(servedOn), deemedGivenOn: toColumn(given) };
  const id = await keynest.own.form(home, {
    type: 'N4',
    status: isWithdrawn ? 'VOID' : 'SERVED',
    facts: { rentOwedCents: random.pick([1, 50_000, 5_000_000]) },
    ...service,
    terminationDate: toColumn(addDays(given, 14)),
    appliedOn: random.chance(0.2) ? toColumn(addDays(given, 15 + random.below(60))) : null,
    withdrawnOn: isWithdrawn ? toColumn(addDays(servedOn, random.below(90))) : null,
  });
  formIds.push(id);
}

beforeAll(async () => {
  keynest = await startKeyNest();
  const tenancies = new RandomTenancies(keynest, random);
  for (let number = 0; number < TENANCIES; number += 1) {
    const home = await tenancies.add(`Tenant ${number}`);
    for (let notices = 0; notices < NOTICES_OF_EACH; notices += 1) {
      await serveN4(home, tenancies.around(300));
    }
  }
  // Brings the open rows of tenancies into line, as every change of money does.
  await ask('mutation { runRent { opened } }');
});
afterAll(() => keynest.close());

async function ask(document: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const { data, errors } = await keynest.gql(await keynest.viewerOf('admin'), document, variables);
  expect(errors).toBeUndefined();
  return data;
}

type Stands = Readonly<{
  id: string;
  lease: { id: string };
  servedOn: string;
  standing: { standing: string };
}>;

/** Every notice with its standing on a day, each from ledgers of its own. */
async function standingsOn(day: string): Promise<Stands[]> {
  const all: Stands[] = [];
  for (const id of formIds) {
    const document =
      'query ($id: ID!, $day: Date) { form(id: $id) { id servedOn lease { id } standing(asOf: $day) { standing } } }';
    const { form } = (await ask(document, { id, day })) as { form: Stands };
    all.push(form);
  }
  return all.filter(({ standing: { standing } }) =>
    (RUNNING_STANDINGS as readonly string[]).includes(standing),
  );
}

describe('notices that have effect', () => {
  test('are found by their standing as if each had been judged', async () => {
    const running = await standingsOn(TODAY);
    const standings = RUNNING_STANDINGS.join(' ');
    const { forms } = (await ask(
      `{ forms(first: 100, filter: { standing: [${standings}] }) { edges { node { id } } } }`,
    )) as { forms: { edges: { node: { id: string } }[] } };
    const expected = running.map(({ id }) => id).toSorted();
    expect(forms.edges.map(({ node }) => node.id).toSorted()).toEqual(expected);
    expect(expected.length).toBeGreaterThan(5);
    expect(expected.length).toBeLessThan(100);
  });

  test.each(DAYS)('are on the dashboard %i days from today as if each had been judged', async (days) => {
    const day = addDays(TODAY, days);
    const running = await standingsOn(day);
    const { dashboard } = (await ask(
      'query ($day: Date) { dashboard(asOf: $day) { notices { count rows(first: 100) { formId } } } }',
      { day },
    )) as { dashboard: { notices: { count: number; rows: { formId: string }[] } } };
    const leases = await keynest.prisma.lease.findMany({ where: presentOn(day, TODAY) });
    const present = new Set(leases.map(({ id }) => id));
    const expected = running.filter(({ lease, servedOn }) => servedOn <= day && present.has(lease.id));
    const { count, rows } = dashboard.notices;
    expect(rows.map(({ formId }) => formId).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
    expect(count).toBe(expected.length);
  });
});
