import { pino } from 'pino';
import { recordPayment } from '../../src/commands/payment/record-payment.ts';
import { toColumn } from '../../src/db/date-column.ts';
import type { Payment } from '../../src/generated/prisma/client.ts';
import { Context } from '../../src/request/context.ts';
import { eventsOf, summary } from '../audit/events.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { StatementCounter } from '../support/statements.ts';

const statements = new StatementCounter();
let keynest: KeyNest;

beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

async function context(): Promise<Context> {
  const viewer = await keynest.viewerOf('landlord');
  const log = pino({ level: 'silent' });
  return new Context(keynest.services, {
    requestId: 'a-request',
    log,
    origin: 'http://keynest.test',
    viewer,
  });
}

interface Tenancy {
  readonly tenantId: string;
  readonly leaseId: string;
}

/** A tenancy made through the interface, which leaves no mark. Today is 2026-11-23. */
async function tenancy(parts: Record<string, unknown> = {}): Promise<Tenancy> {
  const { unitId } = await keynest.own.property();
  const body = { name: 'Sarah Thompson', unitId, rent: 1000, leaseStart: '2026-09-01', ...parts };
  const answer = await keynest.as('landlord').post('/v1/tenants', body);
  expect(answer.status).toBe(201);
  const { id: tenantId } = answer.body as { id: string };
  const { leaseId } = await keynest.prisma.tenant.findUniqueOrThrow({ where: { id: tenantId } });
  return { tenantId, leaseId };
}

/** The tenancies with a mark, of these. */
async function marked(...tenancies: readonly Tenancy[]): Promise<string[]> {
  const where = { leaseId: { in: tenancies.map(({ leaseId }) => leaseId) } };
  return (await keynest.prisma.rentMark.findMany({ where })).map(({ leaseId }) => leaseId).sort();
}

const openRows = ({ leaseId }: Tenancy) =>
  keynest.prisma.payment.findMany({ where: { leaseId, status: { in: ['PENDING', 'OVERDUE'] } } });

const stored = ({ id }: Payment) => keynest.prisma.payment.findUniqueOrThrow({ where: { id } });

describe('a payment and the rows that it settles', () => {
  test('are one statement, whose answer is the row that Prisma reads', async () => {
    const { tenantId } = await tenancy();
    const given = { receivedOn: '2026-11-20', method: 'CHEQUE', reference: `No. 7 "é" \\ 'x'` } as const;
    let payment: Payment | undefined;
    const texts = await statements.textsDuring(async () => {
      payment = await recordPayment(await context(), { tenantId, amount: 150_000, ...given });
    });
    expect(texts.filter((text) => /(INSERT INTO|UPDATE) "Payment"/.test(text))).toHaveLength(1);
    expect(payment).toEqual(await stored(payment!));
    expect(payment).toMatchObject({
      ...{ source: 'RECEIVED', status: 'PAID', amountCents: 150_000, method: 'CHEQUE', version: 1 },
      ...{ reference: given.reference, receivedOn: toColumn('2026-11-20'), createdAt: keynest.clock.now() },
      ...{ receivedKey: toColumn('2026-11-20'), dueKey: toColumn('9999-12-31'), warnings: [] },
    });
  });

  test('keep the warnings of the payment as JSON', async () => {
    const { tenantId } = await tenancy();
    const payment = await recordPayment(await context(), { tenantId, amount: 100_000, period: '2027-06' });
    expect(payment).toEqual(await stored(payment));
    expect(payment.warnings).toMatchObject([{ code: 'prepaid_rent' }]);
  });

  test('are logged in that order', async () => {
    const { tenantId } = await tenancy();
    const events = await eventsOf(keynest, async () =>
      recordPayment(await context(), { tenantId, amount: 250_000 }),
    );
    expect(summary(events)).toEqual([
      'INSERT Payment',
      'UPDATE Payment ×3',
      'UPDATE Suggestion',
      'INSERT Suggestion',
    ]);
    expect(events[0]?.after).toMatchObject({ status: 'PAID', amountCents: 250_000 });
  });

  test('may be more than one statement changes', async () => {
    const daily = { rentPeriod: 'Daily', rent: 10, leaseStart: '2026-01-01' };
    const home = await tenancy(daily);
    const before = await openRows(home);
    expect(before.length).toBeGreaterThan(300);
    const payment = await recordPayment(await context(), { tenantId: home.tenantId, amount: 10_00 * 600 });
    expect(await openRows(home)).toEqual([]);
    const settled = await keynest.prisma.payment.count({
      where: { settledById: payment.id, status: 'VOID' },
    });
    expect(settled).toBe(before.length);
    expect(await marked(home)).toEqual([]);
  });

  test('leave no mark, with a deposit applied on the way', async () => {
    const home = await tenancy({ deposit: 1000 });
    // Past the interface, as by psql: a last day whose deposit is not applied yet.
    const data = {
      status: 'NOTICE',
      lastDayOn: toColumn('2026-11-30'),
      lastDayKnownOn: toColumn('2026-11-23'),
    } as const;
    await keynest.prisma.lease.update({ where: { id: home.leaseId }, data });
    await keynest.prisma.rentMark.deleteMany();
    await recordPayment(await context(), { tenantId: home.tenantId, amount: 150_000 });
    expect(await keynest.prisma.charge.count({ where: { leaseId: home.leaseId, kind: 'DEPOSIT' } })).toBe(1);
    expect(await openRows(home)).toMatchObject([{ dueOn: toColumn('2026-10-01'), amountCents: 50_000 }]);
    expect(await marked(home)).toEqual([]);
  });
});

describe('a kept tenancy is left unmarked', () => {
  const row = ({ tenantId, leaseId }: Tenancy) => ({
    ...{ id: keynest.services.newId('Payment'), workspaceId: keynest.own.workspace.id, tenantId, leaseId },
    ...{ amountCents: 100, status: 'PAID' as const, receivedOn: toColumn('2026-11-20') },
  });
  const keep = ({ leaseId }: Tenancy) =>
    keynest.prisma.$executeRaw`SELECT set_config('keynest.kept_tenancy', ${leaseId}, true)`;

  test('but not another one of the same statement', async () => {
    const [kept, other] = [await tenancy(), await tenancy()];
    const { payment } = keynest.prisma;
    await keynest.prisma.$transaction([keep(kept), payment.createMany({ data: [row(kept), row(other)] })]);
    expect(await marked(kept, other)).toEqual([other.leaseId]);
  });

  test('by one statement, not by the next one of the transaction', async () => {
    const kept = await tenancy();
    const { payment } = keynest.prisma;
    await keynest.prisma.$transaction([keep(kept), payment.create({ data: row(kept) })]);
    expect(await marked(kept)).toEqual([]);
    const again = () => payment.create({ data: row(kept) });
    await keynest.prisma.$transaction([keep(kept), again(), again()]);
    expect(await marked(kept)).toEqual([kept.leaseId]);
  });

  test('by a payment of its own transaction alone', async () => {
    const home = await tenancy();
    const { payment, charge } = keynest.prisma;
    await recordPayment(await context(), { tenantId: home.tenantId, amount: 100 });
    await payment.create({ data: row(home) });
    expect(await marked(home)).toEqual([home.leaseId]);
    const other = await tenancy();
    const { workspaceId, leaseId } = row(other);
    const credit = { id: keynest.services.newId('Charge'), workspaceId, leaseId, kind: 'CREDIT' as const };
    const data = { ...credit, amountCents: 100, onDate: toColumn('2026-11-20') };
    await keynest.prisma.$transaction([keep(other), charge.create({ data })]);
    expect(await marked(other)).toEqual([other.leaseId]);
  });
});
