import { randomUUID } from 'node:crypto';
import type { Answer } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;

beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

/** What clients see of an answer that names no new resource. */
function seen({ status, headers, bytes }: Answer) {
  return {
    status,
    isReplay: headers.get('idempotent-replayed') === 'true',
    location: headers.get('location'),
    text: new TextDecoder().decode(bytes),
  };
}

test('a POST whose answer has no Location is answered, and repeated with the same bytes', async () => {
  const { tenantId } = await keynest.own.home();
  const landlord = keynest.as('landlord');
  const paid = (await landlord.post('/v1/payments', { tenantId, amount: 10 })).body as { id: string };
  const headers = { 'Idempotency-Key': randomUUID() };
  const giveBack = async () => seen(await landlord.post(`/v1/payments/${paid.id}/return`, {}, { headers }));
  const first = await giveBack();
  expect(first).toMatchObject({ status: 200, isReplay: false, location: null });
  expect(await giveBack()).toEqual({ ...first, isReplay: true });
});
