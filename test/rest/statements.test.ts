import { randomUUID } from 'node:crypto';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { StatementCounter } from '../support/statements.ts';

const FEW = 2;
const MANY = 8;
const statements = new StatementCounter();

let keynest: KeyNest;
const homes: { tenantId: string; leaseId: string }[] = [];

/** Payments of each tenancy, past the interface. */
async function addPayments(payments: number): Promise<void> {
  for (const home of homes) {
    for (let number = 0; number < payments; number += 1)
      await keynest.own.payment(home, { amountCents: 100 });
  }
}

beforeAll(async () => {
  keynest = await startKeyNest();
  for (let number = 0; number < MANY; number += 1) homes.push(await keynest.own.home());
  await runRentFlow();
});
afterAll(() => keynest.close());

/** Changes past the interface are brought into line by a run. */
async function runRentFlow(): Promise<void> {
  expect((await keynest.as('admin').post('/v1/rent-runs', {})).status).toBe(200);
}

const landlord = () => keynest.as('landlord');

async function countGet(path: string): Promise<number> {
  return statements.during(async () => {
    expect((await landlord().get(path)).status).toBe(200);
  });
}

/** In the second request of each, all is cached. */
async function countTwice(count: () => Promise<number>): Promise<number> {
  await count();
  return count();
}

async function pay(): Promise<void> {
  const body = { tenantId: homes[0]!.tenantId, amount: 10 };
  const headers = { 'idempotency-key': randomUUID() };
  expect((await landlord().post('/v1/payments', body, { headers })).status).toBe(201);
}

describe('statements of an operation, whatever the history of a tenancy', () => {
  const reads = [
    ['/v1/tenants?limit=100', 3],
    ['/v1/payments?limit=100', 2],
    ['/v1/reports/rent-roll', 5],
    ['/v1/reports/arrears', 5],
  ] as const;
  const countAll = async () => {
    const counts: [string, number][] = [];
    for (const [path] of reads) counts.push([path, await countTwice(() => countGet(path))]);
    return counts;
  };
  const countPay = () => countTwice(() => statements.during(pay));

  test('are few, and no more for many payments', async () => {
    const [before, payBefore] = [await countAll(), await countPay()];
    expect(before).toEqual(reads);
    // Without those that begin and end its transaction.
    expect(payBefore).toBe(6);
    await addPayments(8);
    await runRentFlow();
    expect([await countAll(), await countPay()]).toEqual([before, payBefore]);
    // A payment keeps its tenancy in line itself.
    expect(await keynest.prisma.rentMark.count()).toBe(0);
  });

  test('are no more for many rows', async () => {
    const few = await countTwice(() => countGet(`/v1/tenants?limit=${FEW}`));
    expect(await countTwice(() => countGet(`/v1/tenants?limit=${MANY}`))).toBe(few);
  });
});
