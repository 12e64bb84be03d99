import { pino } from 'pino';
import { judgedPlan } from '../../src/documents/judged-plan.ts';
import { findTenancy } from '../../src/documents/plan/tenancy.ts';
import type { FormType } from '../../src/generated/prisma/enums.ts';
import { Context } from '../../src/request/context.ts';
import { day } from '../support/factories.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { StatementCounter } from '../support/statements.ts';

const FEW = 3;
const MANY = 60;
/** The most notices on record that one document reads. */
const MOST_READ = 50;

const statements = new StatementCounter();
let keynest: KeyNest;

beforeAll(async () => {
  keynest = await startKeyNest();
  keynest.clock.set('2026-11-23T15:00:00Z');
});
afterAll(() => keynest.close());

type Home = Awaited<ReturnType<KeyNest['own']['home']>>;
type Parts = NonNullable<Parameters<KeyNest['own']['form']>[1]> & { readonly servedOn?: Date };

async function contextNow(): Promise<Context> {
  const viewer = await keynest.viewerOf('landlord');
  const log = pino({ level: 'silent' });
  return new Context(keynest.services, { requestId: 'r', log, origin: 'http://keynest.test', viewer });
}

/** A tenancy that owes three months, with notices of the past; the last one that was made comes last. */
async function withNotices(
  count: number,
  parts: (index: number) => Parts,
): Promise<Home & { ids: string[] }> {
  const home = await keynest.own.home({ startsOn: '2026-09-01' });
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push(await keynest.own.form(home, parts(index)));
  return { ...home, ids };
}

/** An N4 that was served in October, on one of twenty days. */
const served = (index: number): Parts => {
  const servedOn = day(`2026-10-${String(2 + (index % 20)).padStart(2, '0')}`);
  return { status: 'SERVED', servedOn, deemedGivenOn: servedOn, terminationDate: day('2026-11-12') };
};

/** What a document that states nothing is judged to be, and what its tenancy and ledgers took. */
async function judged(type: FormType, { tenantId }: Home) {
  const context = await contextNow();
  const tenancy = await findTenancy(context, tenantId);
  const { defects, warnings } = judgedPlan(context, tenancy, type, { tenantId });
  return {
    read: tenancy.lease.forms.length,
    periods: context.ledgerBudget.cost,
    defects: defects.map(({ code }) => code),
    warnings,
  };
}

const TYPES: readonly FormType[] = [
  'N1',
  'N4',
  'N5',
  'N8',
  'N9',
  'N12',
  'N13',
  'L1_SCHEDULE',
  'ENTRY',
  'LEASE',
];

describe('notices that were never served', () => {
  test.each(TYPES)('cost an %s nothing', async (type) => {
    const few = await withNotices(FEW, () => ({ type: 'N4' }));
    const many = await withNotices(MANY, (index) => ({ type: index % 2 === 0 ? 'N4' : 'ENTRY' }));
    const [one, other] = [await judged(type, few), await judged(type, many)];
    expect(other).toEqual(one);
    expect(one.read).toBe(0);
  });

  test('leave an N4 with the same statements', async () => {
    const make = ({ tenantId }: Home) =>
      statements.textsDuring(async () => {
        const signer = { phone: '416-555-0100' };
        const { status } = await keynest.as('landlord').post('/v1/forms/N4', { tenantId, signer });
        expect(status).toBe(201);
      });
    const [few, many] = [await withNotices(FEW, () => ({})), await withNotices(MANY, () => ({}))];
    // The first document finds out whether the rent flow has run today.
    await make(few);
    const texts = await make(few);
    expect(await make(many)).toEqual(texts);
  });

  test('are passed over by the index of the served ones', async () => {
    const { tenantId, leaseId } = await withNotices(FEW, () => ({}));
    const context = await contextNow();
    const texts = await statements.textsDuring(() => findTenancy(context, tenantId));
    const found = texts.join(' ').match(/"type" IN \([^)]*\) AND t\d+\."status" = 'SERVED'/u)?.[0];
    const condition = found?.replaceAll(/t\d+\./gu, '') ?? 'nothing was read';
    const plan = await keynest.prisma.$transaction(async (tx) => {
      await tx.$executeRawUnsafe('SET LOCAL enable_seqscan = off');
      return tx.$queryRawUnsafe(
        `EXPLAIN SELECT "id" FROM "Form" WHERE "leaseId" = $1 AND ${condition} ORDER BY "id" DESC LIMIT ${MOST_READ}`,
        leaseId,
      );
    });
    expect(JSON.stringify(plan)).toContain('Form_deciding');
    expect(JSON.stringify(plan)).not.toContain('Sort');
  });
});

describe('notices that were served', () => {
  test('are judged up to the first that runs', async () => {
    const few = await judged('N4', await withNotices(FEW, served));
    const home = await withNotices(MANY, served);
    const many = await judged('N4', home);
    expect(many.read).toBe(MOST_READ);
    expect(many.periods).toBe(few.periods);
    const running = many.warnings.filter(({ code }) => code === 'notice_running');
    expect(running.map(({ message }) => message)).toEqual([expect.stringContaining(home.ids.at(-1)!)]);
  });

  test('of another kind are not judged', async () => {
    const none = await judged('N12', await withNotices(0, served));
    const many = await judged('N12', await withNotices(MANY, served));
    expect(many).toEqual({ ...none, read: MOST_READ });
  });

  test('count though newer ones do not run', async () => {
    const home = await withNotices(MOST_READ, (index) =>
      index === 0 ? served(index) : { ...served(index), facts: { rentOwedCents: 100_000_000 } },
    );
    const { warnings } = await judged('N4', home);
    const running = warnings.filter(({ code }) => code === 'notice_running');
    expect(running.map(({ message }) => message)).toEqual([expect.stringContaining(home.ids[0]!)]);
  });
});

test('an increase that awaits service is found behind any number of notices', async () => {
  const home = await withNotices(1, () => ({ type: 'N1' }));
  const { leaseId, ids } = home;
  const { prisma, services, own } = keynest;
  await prisma.leaseRent.create({
    data: {
      id: services.newId('LeaseRent'),
      workspaceId: own.workspace.id,
      leaseId,
      formId: ids[0]!,
      effectiveOn: day('2027-09-01'),
      amountCents: 210_000,
      basis: 'INCREASE',
      standing: 'AWAITING_SERVICE',
    },
  });
  for (let index = 0; index < MANY; index += 1) await own.form(home, served(index));
  const { tenantId } = home;
  const { body } = await keynest.as('landlord').post('/v1/forms/N1', { tenantId, rent: 2050 });
  expect(JSON.stringify(body)).toContain(`The increase of form ${ids[0]!} awaits service.`);
});
