import { accountsToday, rentOfMonth } from '../../src/accounts/accounts-today.ts';
import { runRentFlow } from '../../src/accounts/expected/rent-run.ts';
import { completeRun } from '../../src/accounts/expected/timer.ts';
import { otherBalance } from '../../src/accounts/other-account.ts';
import { LEDGER_SELECTION, ledgerOf, rentOn } from '../../src/accounts/tenancy-ledger.ts';
import { addDays, addMonths, laterOf } from '../../src/calendar/date.ts';
import { lastDayOf, monthOf } from '../../src/calendar/month.ts';
import { toColumn } from '../../src/db/date-column.ts';
import { TODAY } from '../support/clock.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { Random } from './reads/random.ts';

const TENANCIES = 40;
const PERIODS = ['DAILY', 'WEEKLY', 'BIWEEKLY', 'MONTHLY', 'MONTHLY', 'MONTHLY', 'YEARLY'] as const;

const random = new Random(20_261_123);
const dayBefore = (most: number) => addDays(TODAY, -random.below(most));

let keynest: KeyNest;
const leaseIds: string[] = [];

/** A tenancy of any kind of rent, with money of every kind: for a day, for a month, for neither, too much, returned. */
async function fillTenancy(number: number): Promise<void> {
  const { own, prisma, services } = keynest;
  const startsOn = dayBefore(400);
  const rentCents = 50_000 + random.below(100_000);
  const rentalPeriod = random.pick(PERIODS);
  const home = await own.home({ startsOn, rentCents, rentalPeriod, name: `Tenant ${number}` });
  const { leaseId } = home;
  leaseIds.push(leaseId);
  const workspaceId = own.workspace.id;
  if (random.chance(0.3)) {
    const effectiveOn = toColumn(addDays(startsOn, 1 + random.below(450)));
    const row = { workspaceId, leaseId, effectiveOn, amountCents: 1 + random.below(150_000) };
    await prisma.leaseRent.create({ data: { ...row, id: services.newId('LeaseRent') } });
  }
  if (random.chance(0.25)) {
    const endedOn = toColumn(addDays(startsOn, random.below(400)));
    const isOver = endedOn.getTime() < toColumn(TODAY).getTime();
    const end = isOver ? { status: 'PAST' as const, endedOn } : { status: 'NOTICE' as const };
    await prisma.lease.update({ where: { id: leaseId }, data: { ...end, lastDayOn: endedOn } });
  }
  for (let payment = random.below(12); payment > 0; payment -= 1) {
    const receivedOn = dayBefore(420);
    const named = addDays(receivedOn, random.below(90) - 45);
    const of = random.pick(['month', 'day', 'oldest']);
    const id = await own.payment(home, {
      amountCents: 1 + random.below(150_000),
      receivedOn,
      period: of === 'oldest' ? null : named.slice(0, 7),
      ...(of === 'day' ? { dueOn: toColumn(`${named.slice(0, 7)}-01`) } : {}),
    });
    if (random.chance(0.03)) {
      const refunds = [{ on: receivedOn, amountCents: 1 }];
      await prisma.payment.update({ where: { id }, data: { refunds } });
    }
  }
  if (random.chance(0.3)) await own.charge(home);
  if (random.chance(0.4)) await fillCharges(home);
}

/** A charge apart from rent, of today or before or to come, perhaps cancelled, and perhaps money for it. */
async function fillCharges(home: { tenantId: string; leaseId: string }): Promise<void> {
  const { own, prisma } = keynest;
  const onDate = toColumn(addDays(TODAY, 2 - random.below(100)));
  const id = await own.charge(home);
  const voidedOn = random.chance(0.3) ? onDate : null;
  await prisma.charge.update({
    where: { id },
    data: { kind: 'NSF_BANK', amountCents: 2000, onDate, voidedOn },
  });
  if (random.chance(0.5)) await own.payment(home, { purpose: 'CHARGES', period: null, amountCents: 700 });
}

async function run(): Promise<void> {
  const { prisma, clock, services, own } = keynest;
  const { id } = own.workspace;
  const { ranThrough } = await runRentFlow({ prisma, clock, newId: services.newId }, id);
  await completeRun(prisma, id, ranThrough, 'America/Toronto');
}

async function ledgersOn(day: string) {
  const leases = await keynest.prisma.lease.findMany({
    where: { id: { in: leaseIds } },
    select: { ...LEDGER_SELECTION, id: true },
  });
  const accountOf = (lease: (typeof leases)[number]) => {
    const { balanceCents, arrearsCents, arrearsSince, ageing } = ledgerOf(lease, day);
    const [rentCents, otherCents] = [rentOn(lease, day), otherBalance(lease, day)];
    return { balanceCents, arrearsCents, arrearsSince, ageing, rentCents, otherCents };
  };
  return new Map(leases.map((lease) => [lease.id, accountOf(lease)]));
}

beforeAll(async () => {
  keynest = await startKeyNest();
  for (let number = 0; number < TENANCIES; number += 1) await fillTenancy(number);
});
afterAll(() => keynest.close());

const accountsOn = (day: string) => accountsToday(keynest.prisma, leaseIds, day);

describe('accounts from open rows', () => {
  test('are of no tenancy before the rent flow has run', async () => {
    expect((await accountsOn(TODAY)).size).toBe(0);
  });

  test.each([0, 1])('equal the ledgers %i days after the run', async (days) => {
    await run();
    const day = addDays(TODAY, days);
    const [accounts, ledgers] = [await accountsOn(day), await ledgersOn(day)];
    // Some tenancies have money that went back, or of a later day.
    expect(accounts.size).toBeGreaterThan(TENANCIES / 2);
    for (const [id, account] of accounts) expect({ id, ...account }).toEqual({ id, ...ledgers.get(id) });
    const all = [...accounts.values()];
    expect(all.some(({ arrearsCents }) => arrearsCents > 0)).toBe(true);
    expect(all.some(({ balanceCents }) => balanceCents < 0)).toBe(true);
    expect(all.some(({ balanceCents, arrearsCents }) => arrearsCents > balanceCents)).toBe(true);
  });

  test.each([0, 1, 2, 5, 11])('tell the rent of the month %i months ago as the ledgers do', async (ago) => {
    const month = monthOf(addMonths(TODAY, -ago));
    const rents = await rentOfMonth(keynest.prisma, leaseIds, TODAY, month);
    const leases = await keynest.prisma.lease.findMany({
      where: { id: { in: [...rents.keys()] } },
      select: { ...LEDGER_SELECTION, id: true },
    });
    expect(rents.size).toBeGreaterThan(TENANCIES / 4);
    for (const lease of leases) {
      const rows = ledgerOf(lease, laterOf(lastDayOf(month), TODAY)).rows.filter(
        (row) => row.month === month,
      );
      const expected = rows.map(({ dueOn, chargedCents, owingCents }) => ({
        dueOn,
        chargedCents,
        owingCents,
      }));
      expect(rents.get(lease.id)).toEqual(expected);
    }
  });

  test('are of no tenancy once the run is older than a day', async () => {
    expect((await accountsOn(addDays(TODAY, 2))).size).toBe(0);
  });

  test('leave out a tenancy that was changed and not brought into line', async () => {
    await run();
    const [id] = [...(await accountsOn(TODAY)).keys()];
    await keynest.prisma.leaseRent.updateMany({ where: { leaseId: id! }, data: { amountCents: 77_700 } });
    expect((await accountsOn(TODAY)).has(id!)).toBe(false);
    await run();
    expect((await accountsOn(TODAY)).get(id!)).toEqual((await ledgersOn(TODAY)).get(id!));
  });

  test('are of no tenancy whose ledger cannot be computed any more, until it can be', async () => {
    await run();
    const known = await accountsOn(TODAY);
    const id = leaseIds.find((leaseId) => known.has(leaseId))!;
    const where = { leaseId: id };
    const rents = await keynest.prisma.leaseRent.findMany({ where });
    await keynest.prisma.leaseRent.updateMany({ where, data: { standing: 'CANCELLED' } });
    await run();
    expect(await keynest.prisma.rentMark.count({ where })).toBe(0);
    expect((await accountsOn(TODAY)).has(id)).toBe(false);
    for (const { id: rentId, standing } of rents)
      await keynest.prisma.leaseRent.update({ where: { id: rentId }, data: { standing } });
    await run();
    expect((await accountsOn(TODAY)).get(id)).toEqual((await ledgersOn(TODAY)).get(id));
  });

  test('are of tenancies with money that went back, but not before a day that money names', async () => {
    const { prisma, own } = keynest;
    const home = await own.home({ startsOn: '2026-10-01', rentCents: 100_000, name: 'Lou Gale' });
    leaseIds.push(home.leaseId);
    const id = await own.payment(home, { amountCents: 90_000, receivedOn: '2026-10-05' });
    await prisma.payment.update({
      where: { id },
      data: { refunds: [{ on: '2026-10-09', amountCents: 5000 }] },
    });
    await run();
    expect((await accountsOn(TODAY)).get(home.leaseId)).toEqual((await ledgersOn(TODAY)).get(home.leaseId));
    expect((await accountsOn(TODAY)).get(home.leaseId)?.balanceCents).toBe(200_000 - 85_000);
    const tomorrow = addDays(TODAY, 1);
    await prisma.payment.update({ where: { id }, data: { refunds: [{ on: tomorrow, amountCents: 5000 }] } });
    await run();
    expect((await accountsOn(TODAY)).has(home.leaseId)).toBe(false);
    expect((await accountsOn(tomorrow)).get(home.leaseId)?.balanceCents).toBe(200_000 - 85_000);
  });

  test('are what the interface shows, and follow each payment', async () => {
    const landlord = keynest.as('landlord');
    const { body } = await landlord.post('/v1/tenants', {
      name: 'Sarah Thompson',
      unitId: (await keynest.own.property()).unitId,
      rent: 1000,
      leaseStart: '2026-09-01',
    });
    const { id } = body as { id: string };
    await run();
    const tenant = await keynest.prisma.tenant.findUniqueOrThrow({ where: { id } });
    const shown = async () => {
      const { balance, arrearsSince } = (await landlord.get(`/v1/tenants/${id}`)).body as {
        balance: number;
        arrearsSince: string | null;
      };
      const account = await accountsToday(keynest.prisma, [tenant.leaseId], TODAY);
      expect(account.get(tenant.leaseId)).toMatchObject({ balanceCents: balance * 100, arrearsSince });
      return [balance, arrearsSince];
    };
    expect(await shown()).toEqual([3000, '2026-09-01']);
    expect((await landlord.post('/v1/payments', { tenantId: id, amount: 1500 })).status).toBe(201);
    expect(await shown()).toEqual([1500, '2026-10-01']);
    expect((await landlord.post('/v1/payments', { tenantId: id, amount: 2000 })).status).toBe(201);
    expect(await shown()).toEqual([-500, null]);
  });

  test('are shared by reports at once, each of which sees its viewer’s rows and all that was committed', async () => {
    const home = await keynest.own.home({ startsOn: '2026-11-01', rentCents: 100_000, name: 'Lee Park' });
    await run();
    const rollOf = async (role: 'landlord' | 'manager') => {
      const { status, body } = await keynest.as(role).get('/v1/reports/rent-roll');
      expect(status).toBe(200);
      return (body as { rows: { leaseId: string; balance: number }[] }).rows;
    };
    const balanceOf = (rows: Awaited<ReturnType<typeof rollOf>>) =>
      rows.find(({ leaseId }) => leaseId === home.leaseId)?.balance;
    const early: ReturnType<typeof rollOf>[] = [];
    for (const owing of [900, 800, 700]) {
      // Its reading may have begun before the payment; those after it must not be given the same.
      early.push(rollOf('landlord'));
      const paid = { tenantId: home.tenantId, amount: 100 };
      expect((await keynest.as('landlord').post('/v1/payments', paid)).status).toBe(201);
      const late = await Promise.all([rollOf('landlord'), rollOf('manager'), rollOf('landlord')]);
      expect(late.map(balanceOf)).toEqual([owing, undefined, owing]);
    }
    expect((await Promise.all(early)).map((rows) => rows.length > 0)).toEqual([true, true, true]);
  });
});
