import { accountsOnDay } from '../../src/accounts/accounts-on-day.ts';
import { otherBalance } from '../../src/accounts/other-account.ts';
import { LEDGER_SELECTION, leaseTerms, ledgerOf, scheduledRent } from '../../src/accounts/tenancy-ledger.ts';
import { addDays, earlierOf } from '../../src/calendar/date.ts';
import { toColumn } from '../../src/db/date-column.ts';
import { LedgerBudget } from '../../src/request/ledger-budget.ts';
import { TODAY } from '../support/clock.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { Random } from './reads/random.ts';

const TENANCIES = 60;
const PERIODS = ['DAILY', 'WEEKLY', 'BIWEEKLY', 'MONTHLY', 'MONTHLY', 'YEARLY'] as const;
const CREDITS = ['CREDIT', 'DISCOUNT', 'DEPOSIT'] as const;
const OTHERS = ['NSF_BANK', 'UTILITY', 'OTHER'] as const;
/** Days before and after today on which the accounts are compared. */
const DAYS = [-400, -300, -200, -100, -60, -31, -30, -1, 0, 1, 45, 400];

const random = new Random(20_261_129);
const around = (days: number, ahead = 0) => addDays(TODAY, ahead - random.below(days));

let keynest: KeyNest;
const leaseIds: string[] = [];

type Home = Readonly<{ tenantId: string; leaseId: string }>;

/** How a tenancy ends: not, with a known last day, over, over with rent owed for longer, or before it began. */
async function end({ leaseId }: Home, startsOn: string): Promise<void> {
  const kind = random.pick(['not', 'not', 'notice', 'over', 'owed longer', 'never began']);
  const on = toColumn(addDays(startsOn, 1 + random.below(380)));
  const longer = new Date(on.getTime() + 40 * 86_400_000);
  const data = {
    not: {},
    notice: { status: 'NOTICE' as const, lastDayOn: on },
    over: { status: 'PAST' as const, endedOn: on },
    'owed longer': { status: 'PAST' as const, endedOn: on, rentOwedUntil: longer },
    'never began': { status: 'PAST' as const },
  }[kind]!;
  await keynest.prisma.lease.update({ where: { id: leaseId }, data });
}

/** What the money was meant for: a day, a month, both or the oldest rent. */
function named(receivedOn: string) {
  const on = addDays(receivedOn, random.below(90) - 45);
  const [period, dueOn] = [on.slice(0, 7), toColumn(on)];
  return random.pick([{ period }, { period: null }, { period: null, dueOn }, { period, dueOn }]);
}

function refundsOf(receivedOn: string) {
  const refund = () => ({ on: addDays(receivedOn, random.below(40)), amountCents: 1 + random.below(200) });
  return random.chance(0.7) ? [] : [refund(), refund()].slice(random.below(2));
}

/** Money that came, perhaps went back in part or whole, was refunded, failed, or came again. */
async function addPayment(home: Home): Promise<void> {
  const receivedOn = around(500);
  const status = random.pick(['PAID', 'PAID', 'PAID', 'REFUNDED', 'FAILED', 'VOID'] as const);
  const returns = random.chance(0.75)
    ? []
    : [0, 1].slice(random.below(2)).map(() => {
        const first = around(500);
        const returnedOn = addDays(first, random.below(60));
        return { receivedOn: first, returnedOn, amountCents: 40_000, refunds: refundsOf(first) };
      });
  await keynest.own.payment(home, {
    amountCents: 1_000 + random.below(150_000),
    receivedOn,
    status,
    ...named(receivedOn),
    ...(random.chance(0.15) ? { purpose: 'CHARGES' as const, period: null, dueOn: null } : {}),
    ...(random.chance(0.2)
      ? { source: 'EXPECTED' as const, returnedOn: random.chance(0.5) ? toColumn(receivedOn) : null }
      : {}),
    returns,
    refunds: refundsOf(receivedOn),
  });
}

/** A credit or a charge apart from rent, perhaps taken back. */
async function addCharge(home: Home): Promise<void> {
  const onDate = around(450, 30);
  const id = await keynest.own.charge(home);
  const voidedOn = random.chance(0.4) ? toColumn(addDays(onDate, random.below(60))) : null;
  const isCredit = random.chance(0.6);
  const data = {
    kind: random.pick(isCredit ? CREDITS : OTHERS),
    amountCents: 1 + random.below(60_000),
    onDate: toColumn(onDate),
    voidedOn,
    ...(isCredit ? named(onDate) : {}),
  };
  await keynest.prisma.charge.update({ where: { id }, data });
}

async function fillTenancy(number: number): Promise<void> {
  const { own, prisma, services } = keynest;
  const startsOn = around(450, 20);
  const rentalPeriod = random.pick(PERIODS);
  const home = await own.home({ startsOn, rentCents: 70_000, rentalPeriod, name: `Tenant ${number}` });
  leaseIds.push(home.leaseId);
  await end(home, startsOn);
  for (let rents = random.below(3); rents > 0; rents -= 1) {
    await prisma.leaseRent.create({
      data: {
        id: services.newId('LeaseRent'),
        workspaceId: own.workspace.id,
        leaseId: home.leaseId,
        effectiveOn: toColumn(addDays(startsOn, rents * 90 + random.below(60))),
        amountCents: 1 + random.below(150_000),
        standing: random.pick(['LAWFUL', 'LAWFUL', 'CANCELLED']),
      },
    });
  }
  for (let payments = random.below(12); payments > 0; payments -= 1) await addPayment(home);
  for (let charges = random.below(5); charges > 0; charges -= 1) await addCharge(home);
}

beforeAll(async () => {
  keynest = await startKeyNest();
  for (let number = 0; number < TENANCIES; number += 1) await fillTenancy(number);
});
afterAll(() => keynest.close());

function accountsOf(ids: readonly string[], day: string, budget = new LedgerBudget()) {
  const { prisma } = keynest;
  const throwIfCancelled = () => undefined;
  return accountsOnDay({ prisma, primary: prisma, budget, throwIfCancelled }, ids, day);
}

describe('accounts from the money of a day', () => {
  test.each(DAYS)('equal the ledgers %i days from today', async (days) => {
    const day = addDays(TODAY, days);
    const accounts = await accountsOf(leaseIds, day);
    const leases = await keynest.prisma.lease.findMany({
      where: { id: { in: leaseIds } },
      select: { ...LEDGER_SELECTION, id: true },
    });
    expect([...accounts.keys()].toSorted()).toEqual(leaseIds.toSorted());
    for (const lease of leases) {
      const { balanceCents, arrearsCents, arrearsSince, ageing } = ledgerOf(lease, day);
      const { rentSchedule, endedOn } = leaseTerms(lease);
      const rentCents = scheduledRent(rentSchedule, earlierOf(endedOn ?? day, day));
      const otherCents = otherBalance(lease, day);
      const ledger = { balanceCents, arrearsCents, arrearsSince, ageing, rentCents, otherCents };
      expect({ id: lease.id, account: accounts.get(lease.id) }).toEqual({ id: lease.id, account: ledger });
    }
  });

  test('are of tenancies with every kind of balance', async () => {
    const all = [...(await accountsOf(leaseIds, TODAY)).values()].flatMap((account) =>
      account instanceof Error ? [] : [account],
    );
    expect(all.some(({ arrearsCents }) => arrearsCents > 0)).toBe(true);
    expect(all.some(({ balanceCents }) => balanceCents < 0)).toBe(true);
    expect(all.some(({ balanceCents, arrearsCents }) => arrearsCents > balanceCents)).toBe(true);
    expect(all.some(({ otherCents }) => otherCents !== 0)).toBe(true);
  });

  test('of a tenancy that cannot be worked out are its error, and those of the others are there', async () => {
    const [broken = '', other = ''] = leaseIds;
    const where = { leaseId: broken, standing: 'LAWFUL' as const };
    await keynest.prisma.leaseRent.updateMany({ where, data: { standing: 'CANCELLED' } });
    await keynest.prisma.lease.update({ where: { id: broken }, data: { status: 'ACTIVE' } });
    const accounts = await accountsOf([broken, other], TODAY);
    expect(accounts.get(broken)).toMatchObject({
      code: 'BAD_INPUT',
      details: [{ code: 'empty_rent_schedule' }],
    });
    expect(accounts.get(other)).toMatchObject({ arrearsCents: expect.any(Number) as number });
  });
});
