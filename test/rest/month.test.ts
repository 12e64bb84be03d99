import { readPdf } from '../forms/support/read-pdf.ts';
import { expectCreated } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD } from '../support/workspace.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

/** From the first sign-in to the notice in the tenant's hand, through /v1 alone. */
test("a small landlord's month", async () => {
  const email = keynest.own.workspace.emails.landlord;
  const session = await keynest.withToken(null).post('/v1/auth/session', { email, password: PASSWORD });
  const http = keynest.withToken((session.body as { token: string }).token);

  const address = { street: '45 Maple Avenue', city: 'Toronto', province: 'ON', postalCode: 'M4W 2T8' };
  const property = await http.post('/v1/properties', { name: 'Maple Court', address, units: 6 });
  const propertyId = expectCreated(property, '/v1/properties');
  const [unit] = (property.body as { units: { id: string }[] }).units;

  const tenantId = expectCreated(
    await http.post('/v1/tenants', {
      name: 'Sarah Thompson',
      unitId: unit!.id,
      rent: 2400,
      leaseStart: '2026-09-01',
      leaseEnd: '2027-08-31',
      deposit: 2400,
    }),
    '/v1/tenants',
  );

  // September in full, October in part, November not at all.
  const pay = (amount: number, receivedOn: string) =>
    http.post('/v1/payments', { tenantId, amount, receivedOn, method: 'E-Transfer' });
  expect((await pay(2400, '2026-09-01')).body).toMatchObject({ period: '2026-09', status: 'Paid' });
  expect((await pay(1124.57, '2026-10-03')).body).toMatchObject({ period: '2026-10' });

  const ticket = await http.post('/v1/tickets', { title: 'Furnace makes a noise', unitId: unit!.id });
  const ticketId = expectCreated(ticket, '/v1/tickets');
  await http.patch(`/v1/tickets/${ticketId}`, {
    status: 'Scheduled',
    contractor: 'Furnace & Sons',
    cost: 180,
  });
  expect((await http.get(`/v1/tickets?property=${propertyId}&status=scheduled`)).body).toHaveLength(1);

  const owed = (await http.get(`/v1/tenants/${tenantId}`)).body;
  expect(owed).toMatchObject({ balance: 3675.43, arrearsSince: '2026-10-01', status: 'Active' });

  const notice = await http.post('/v1/forms/N4', { tenantId });
  const formId = expectCreated(notice, '/v1/forms');
  expect(notice.body).toMatchObject({ terminationDate: '2026-11-30', fields: { rentOwedCents: 367_543 } });

  const { pdfUrl } = notice.body as { pdfUrl: string };
  const file = await keynest.withToken(null).get(pdfUrl);
  expect(file.headers.get('content-type')).toBe('application/pdf');
  const { text } = await readPdf(file.bytes);
  const compact = text.replace(/\s/g, '');
  expect(text).toContain('Sarah Thompson');
  expect(text).toContain('Lou Landry');
  expect(text).toContain('45 Maple Avenue');
  // What is owed in all, and of each month: charged, paid, owing.
  for (const amount of ['3,675.43', '1,124.57', '1,275.43', '2,400.00']) expect(compact).toContain(amount);
  expect(compact).toContain('30/11/2026');
  expect(text).not.toContain('DRAFT');

  const served = { status: 'Served', servedOn: '2026-11-23', serviceMethod: 'hand' };
  expect((await http.patch(`/v1/forms/${formId}`, served)).body).toMatchObject(served);

  // The tenant pays in full; nothing is owing any more.
  expect((await pay(3675.43, '2026-11-23')).status).toBe(201);
  expect((await http.get(`/v1/tenants/${tenantId}`)).body).toMatchObject({ balance: 0, arrearsSince: null });
  const again = await http.post('/v1/forms/N4', { tenantId });
  expect(again).toMatchObject({ status: 422, body: { code: 'nothing_owing' } });

  expect(await http.delete('/v1/auth/session')).toMatchObject({ status: 200, body: { ok: true } });
  expect((await http.get('/v1/properties')).status).toBe(401);
});
