import { accountsOnDay } from '../../src/accounts/accounts-on-day.ts';
import { otherBalance } from '../../src/accounts/other-account.ts';
import { LEDGER_SELECTION, leaseTerms, ledgerOf, scheduledRent } from '../../src/accounts/tenancy-ledger.ts';
import { addDays, earlierOf } from '../../src/calendar/date.ts';
import { LedgerBudget } from '../../src/request/ledger-budget.ts';
import { TODAY } from '../support/clock.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { RandomTenancies } from './random-tenancies.ts';
import { Random } from './reads/random.ts';

const TENANCIES = 60;
/** Days before and after today on which the accounts are compared. */
const DAYS = [-400, -300, -200, -100, -60, -31, -30, -1, 0, 1, 45, 400];

let keynest: KeyNest;
const leaseIds: string[] = [];

beforeAll(async () => {
  keynest = await startKeyNest();
  const tenancies = new RandomTenancies(keynest, new Random(20_261_129));
  for (let number = 0; number < TENANCIES; number += 1) {
    leaseIds.push((await tenancies.add(`Tenant ${number}`)).leaseId);
  }
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
