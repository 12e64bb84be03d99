import { readPdf } from '../forms/support/read-pdf.ts';
import { TODAY } from '../support/clock.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const HOME = 'Unit 1, 45 Maple Avenue, Toronto, ON M4W 2T8';
const OFFICE = {
  landlordStreet: '9 Bay Street',
  landlordCity: 'Hamilton',
  landlordProvince: 'ON' as const,
  landlordPostalCode: 'L8R 3K1',
};
const NO_OFFICE = {
  landlordStreet: null,
  landlordCity: null,
  landlordProvince: null,
  landlordPostalCode: null,
};

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
beforeEach(() => {
  keynest.clock.reset();
});
afterAll(() => keynest.close());

async function make(type: string): Promise<string> {
  const home = await keynest.own.home({ startsOn: '2026-09-01' });
  const { body } = await keynest.as('landlord').post(`/v1/forms/${type}`, { tenantId: home.tenantId });
  return (body as { id: string }).id;
}

/** The text of the certificate of a form served in some way. */
async function certificate(id: string, service: Record<string, unknown> = {}): Promise<string> {
  const body = { status: 'Served', servedOn: TODAY, serviceMethod: 'hand', ...service };
  const served = await keynest.as('landlord').patch(`/v1/forms/${id}`, body);
  expect(served).toMatchObject({ status: 200 });
  const { certificateUrl } = served.body as { certificateUrl: string };
  const { bytes } = await keynest.withToken(null).get(certificateUrl);
  return (await readPdf(bytes)).text;
}

function landlordAt(address: typeof OFFICE | typeof NO_OFFICE) {
  return keynest.prisma.workspace.update({ where: { id: keynest.own.workspace.id }, data: address });
}

describe('the certificate of service', () => {
  test('names the day on which the form was made where the workspace is, late in the evening too', async () => {
    // Nine in the evening in Toronto, and the 24th in UTC.
    keynest.clock.set('2026-11-24T02:00:00Z');
    expect(await certificate(await make('N4'))).toContain('N4 made on 23/11/2026');
  });

  test('of what the tenant gets names the rental unit as the place', async () => {
    await landlordAt(OFFICE);
    const text = await certificate(await make('N4'));
    expect(text).toContain(`Where, or sent to ${HOME}`);
    expect(text).not.toContain('Bay Street');
  });

  test('of an N9 names the landlord’s address as the place', async () => {
    await landlordAt(OFFICE);
    const text = await certificate(await make('N9'));
    expect(text).toContain('Where, or sent to 9 Bay Street, Hamilton, ON L8R 3K1');
    expect(text).not.toContain(HOME);
  });

  test('of an N9 leaves the place to be written where the landlord’s address is not known', async () => {
    await landlordAt(NO_OFFICE);
    const text = await certificate(await make('N9'));
    expect(text).toMatch(/Where, or sent to Served or sent on/);
  });

  test.each([
    ['N4', 'fax'],
    ['N9', 'fax'],
    ['N4', 'email_with_consent'],
    ['N9', 'email_with_consent'],
  ])('of an %s by %s leaves the fax number or e-mail address blank', async (type, serviceMethod) => {
    await landlordAt(OFFICE);
    const consent = serviceMethod === 'fax' ? {} : { emailConsent: true };
    const text = await certificate(await make(type), { serviceMethod, ...consent });
    expect(text).toMatch(/Where, or sent to Served or sent on/);
  });

  test.each(['N4', 'N5', 'N9', 'N12', 'ENTRY', 'LEASE'] as const)(
    'of an %s names the recipients',
    async (type) => {
      const id = await keynest.own.form(await keynest.own.home(), { type });
      expect(await certificate(id)).toContain(type === 'N9' ? 'Lou Landry' : 'Sarah Thompson');
    },
  );

  test('of a lease, which names tenants in two parts, puts them together', async () => {
    const id = await keynest.own.form(await keynest.own.home(), { type: 'LEASE' });
    const { facts } = await keynest.prisma.form.findUniqueOrThrow({ where: { id } });
    const tenants = [
      { firstName: 'Zoë', lastName: 'Đặng' },
      { firstName: 'Sukarno', lastName: 'Sukarno' },
    ];
    await keynest.prisma.form.update({ where: { id }, data: { facts: { ...(facts as object), tenants } } });
    const text = await certificate(id);
    expect(text).toContain('Zoë Đặng');
    expect(text).toContain('Sukarno');
    expect(text).not.toContain('Sukarno Sukarno');
  });

  test('says the same ever after, whoever the landlord and the tenant are called then', async () => {
    await landlordAt(OFFICE);
    for (const type of ['N4', 'N9']) {
      const id = await make(type);
      const before = await certificate(id);
      const { workspace } = keynest.own;
      await keynest.prisma.workspace.update({
        where: { id: workspace.id },
        data: { ...NO_OFFICE, landlordName: 'Nora Newman', landlordPhone: '416-555-0222' },
      });
      await keynest.prisma.tenant.updateMany({ data: { name: 'Tom Changed', phone: '416-555-0333' } });
      const { body } = await keynest.as('landlord').get(`/v1/forms/${id}`);
      const { certificateUrl } = body as { certificateUrl: string };
      const { bytes } = await keynest.withToken(null).get(certificateUrl);
      expect([type, (await readPdf(bytes)).text]).toEqual([type, before]);
    }
  });
});

describe('a schedule of arrears', () => {
  test('has the account from the oldest rent owing, and the rent owing at the hearing', async () => {
    keynest.clock.set('2026-11-28T15:00:00Z');
    const tenancy = await keynest.own.home({ startsOn: '2026-09-01', rentCents: 150_000 });
    const { tenantId } = tenancy;
    await keynest.own.payment(tenancy, {
      amountCents: 150_000,
      period: '2026-09',
      receivedOn: '2026-09-01',
    });
    await keynest.own.payment(tenancy, { amountCents: 50_000, period: '2026-10', receivedOn: '2026-10-09' });
    const post = (body: object) =>
      keynest.as('landlord').post('/v1/forms/L1-schedule', { tenantId, ...body });
    const { status, body } = await post({ fileNumber: 'LTB-L-1', hearingOn: '2027-02-10' });
    expect(status).toBe(201);
    const { fields, warnings, pdfUrl } = body as {
      fields: Record<string, unknown>;
      warnings: { code: string }[];
      pdfUrl: string;
    };
    expect(fields).toMatchObject({
      asOf: '2026-11-28',
      from: '2026-10-01',
      openingCents: 0,
      arrearsCents: 250_000,
      dailyCents: 4_932,
      hearing: { on: '2027-02-10', arrearsCents: 700_000, updateBy: '2027-02-05' },
      events: [
        { on: '2026-10-01', chargedCents: 150_000, balanceCents: 150_000 },
        { on: '2026-10-09', paidCents: 50_000, balanceCents: 100_000 },
        { on: '2026-11-01', chargedCents: 150_000, balanceCents: 250_000 },
      ],
    });
    expect(warnings.map(({ code }) => code)).toContain('no_notice_running');
    const { text } = await readPdf((await keynest.withToken(null).get(pdfUrl)).bytes);
    expect(text).toMatch(/LTB-L-1[^]*\$2,500\.00[^]*\$7,000\.00[^]*5 February 2027/);
    expect((await post({ hearingOn: '2026-11-27' })).status).toBe(422);
    await keynest.own.payment(tenancy, { amountCents: 250_000, period: null, receivedOn: '2026-11-20' });
    expect((await post({})).body).toMatchObject({ code: 'nothing_owing' });
  });
});
