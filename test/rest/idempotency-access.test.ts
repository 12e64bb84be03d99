import { expectProblem } from '../support/expectations.ts';
import type { Answer } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } });
const isReplay = ({ headers }: Answer) => headers.get('idempotent-replayed') === 'true';
const idOf = ({ body }: Answer) => (body as { id: string }).id;

describe('a retry', () => {
  test('by a manager no longer assigned to the property is 404', async () => {
    const { propertyId, tenantId } = await keynest.own.home({}, { isManaged: true });
    const manager = keynest.as('manager');
    const repeated = async () => {
      const body = { tenantId, amount: 1200, period: '2026-10' };
      return manager.post('/v1/payments', body, keyed('by the manager'));
    };
    expect((await repeated()).status).toBe(201);
    expect(isReplay(await repeated())).toBe(true);
    await keynest.prisma.propertyManager.deleteMany({ where: { propertyId } });
    expectProblem(await repeated(), 404, 'not_found');
    expect(await keynest.prisma.payment.count({ where: { tenantId, source: 'RECEIVED' } })).toBe(1);
  });

  test('by a manager whose property was removed is 404, as the contract says', async () => {
    const manager = keynest.as('manager');
    const repeated = () => manager.post('/v1/properties', { name: 'Theirs' }, keyed('their property'));
    const id = idOf(await repeated());
    await keynest.as('landlord').delete(`/v1/properties/${id}`);
    expectProblem(await repeated(), 404, 'not_found');
  });

  test('by an owner gets the first answer, even after a removal', async () => {
    const landlord = keynest.as('landlord');
    const key = keyed('by the owner');
    const first = await landlord.post('/v1/properties', { name: 'Short-lived' }, key);
    await landlord.delete(`/v1/properties/${idOf(first)}`);
    const second = await landlord.post('/v1/properties', { name: 'Short-lived' }, key);
    expect([second.status, isReplay(second), second.body]).toEqual([201, true, first.body]);
  });
});
