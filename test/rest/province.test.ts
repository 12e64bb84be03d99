import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { expectProblem } from '../support/expectations.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const ADDRESS = { street: '45 Maple Avenue', city: 'Toronto', postalCode: 'M4W 2T8' };

describe('a province', () => {
  test.each([
    ['ON', 'ON'],
    ['on', 'ON'],
    ['Ontario', 'ON'],
    ['ONTARIO', 'ON'],
    [' british  columbia ', 'BC'],
    ['Québec', 'QC'],
    ['quebec', 'QC'],
  ])('%p is stored and shown as %s', async (province, code) => {
    const landlord = keynest.as('landlord');
    const made = await landlord.post('/v1/properties', { name: 'A', address: { ...ADDRESS, province } });
    expect(made).toMatchObject({ status: 201, body: { address: { province: code } } });
    const { id } = made.body as { id: string };
    expect(await keynest.prisma.property.findUnique({ where: { id } })).toMatchObject({ province: code });
    const changed = await landlord.patch(`/v1/properties/${id}`, { address: { province: 'yukon' } });
    expect(changed).toMatchObject({ status: 200, body: { address: { ...ADDRESS, province: 'YT' } } });
  });

  test.each(['XX', '', 'Ontari', 'CA', 7])('%p is refused with those that exist', async (province) => {
    const answer = await keynest
      .as('landlord')
      .post('/v1/properties', { name: 'A', address: { ...ADDRESS, province } });
    expectProblem(answer, 422, 'invalid_input', ['/address/province']);
    const { errors } = answer.body as { errors: { allowed: string[] }[] };
    expect(errors[0]!.allowed).toHaveLength(13);
  });
});

describe('a postal code', () => {
  test.each([
    ['n1g1a1', 'N1G 1A1'],
    ['N1G-1A1', 'N1G 1A1'],
    [' n1g  1a1 ', 'N1G 1A1'],
    ['N1G\u00a01A1', 'N1G 1A1'],
    ['K1A 0B1', 'K1A 0B1'],
  ])('%p is stored as %s', async (postalCode, stored) => {
    const landlord = keynest.as('landlord');
    const made = await landlord.post('/v1/properties', { name: 'A', address: { ...ADDRESS, postalCode } });
    expect(made).toMatchObject({ status: 201, body: { address: { postalCode: stored } } });
    const { id } = made.body as { id: string };
    const changed = await landlord.patch(`/v1/properties/${id}`, { address: { postalCode: 'v5k0a1' } });
    expect(changed).toMatchObject({ body: { address: { postalCode: 'V5K 0A1' } } });
  });

  test.each(['bad', '', 'N1G 1A', 'D1G 1A1', 'N1O 1A1', 'W1G 1A1', 'N1G 1U1', '12345', 'N1G 1A11'])(
    '%p is refused',
    async (postalCode) => {
      const address = { ...ADDRESS, postalCode };
      const answer = await keynest.as('landlord').post('/v1/properties', { name: 'A', address });
      expectProblem(answer, 422, 'invalid_input', ['/address/postalCode']);
    },
  );
});

describe('a property outside Ontario', () => {
  async function elsewhere() {
    const home = await keynest.own.home();
    await keynest.prisma.property.update({ where: { id: home.propertyId }, data: { province: 'QC' } });
    return home;
  }

  test.each([
    'N4',
    'N5',
    'N7',
    'N8',
    'N9',
    'N11',
    'N12',
    'N13',
    'L1-schedule',
    'payment-agreement',
    'entry',
    'lease',
  ])('gets no %s, nor a draft of one', async (type) => {
    const { tenantId } = await elsewhere();
    for (const draft of [false, true]) {
      const answer = await keynest.as('landlord').post(`/v1/forms/${type}`, { tenantId, draft });
      expectProblem(answer, 422, 'not_in_ontario', ['/tenantId']);
      expect((answer.body as { detail: string }).detail).toContain('Quebec');
    }
  });

  test('gets a certificate of nothing: a document made before is not served', async () => {
    const { tenantId, propertyId } = await keynest.own.home();
    const landlord = keynest.as('landlord');
    const made = await landlord.post('/v1/forms/N9', { tenantId, signer: { phone: '416-555-0101' } });
    expect(made.status).toBe(201);
    const { id } = made.body as { id: string };
    await keynest.prisma.property.update({ where: { id: propertyId }, data: { province: 'MB' } });
    const served = await landlord.patch(`/v1/forms/${id}`, {
      status: 'Served',
      servedOn: keynest.clock.now().toISOString().slice(0, 10),
      serviceMethod: 'hand',
    });
    // Service is judged by its day.
    expectProblem(served, 409, 'not_in_ontario', ['/servedOn']);
  });

  test('has no notice to choose', async () => {
    const { tenantId } = await elsewhere();
    const { data } = await keynest.gql(
      await keynest.viewerOf('landlord'),
      'query ($id: ID!) { noticeOptions(tenantId: $id) { type available obstacles { code section } } }',
      { id: tenantId },
    );
    const options = data!['noticeOptions'] as { available: boolean; obstacles: { code: string }[] }[];
    expect(options).toHaveLength(15);
    for (const option of options) {
      expect(option).toMatchObject({ available: false, obstacles: [{ code: 'not_in_ontario' }] });
    }
  });
});
