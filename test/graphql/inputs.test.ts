import type { GraphQLError } from 'graphql';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const SECRET = 'no relation at 10.0.0.7';
let isBroken = false;

function breakable(prisma: PrismaClient): PrismaClient {
  const broken = prisma.$extends({
    query: {
      property: {
        findMany({ args, query }) {
          if (isBroken) throw new Error(SECRET);
          return query(args);
        },
      },
    },
  });
  return broken as unknown as PrismaClient;
}

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest({ wrapPrisma: breakable });
});
beforeEach(() => {
  isBroken = false;
});
afterAll(() => keynest.close());

const asLandlord = async (document: string, variables: Record<string, unknown> = {}) =>
  keynest.gql(await keynest.viewerOf('landlord'), document, variables);

/** The only error, with the paths of its faults. */
function refusal({ errors }: { readonly errors?: readonly GraphQLError[] }) {
  expect(errors).toHaveLength(1);
  const { code, reason, details } = errors![0]!.extensions as {
    code: string;
    reason: string;
    details?: { path: (string | number)[] }[];
  };
  return { code, reason, paths: (details ?? []).map(({ path }) => path.join('.')).toSorted() };
}

describe('an input', () => {
  const FAULTS = [
    'input.address.city',
    'input.address.postalCode',
    'input.name',
    'input.units.0.rent',
    'input.units.1.bedrooms',
    'input.units.1.label',
    'input.units.2.label',
  ];
  const ADD = 'mutation ($input: CreatePropertyInput!) { createProperty(input: $input) { id } }';

  test('reports all faults', async () => {
    const input = {
      name: '',
      address: { street: '1 A Street', city: '' },
      units: [{ label: '1', rent: 12.345 }, { bedrooms: -1 }, { label: '1' }],
    };
    expect(refusal(await asLandlord(ADD, { input }))).toEqual({
      code: 'BAD_INPUT',
      reason: 'invalid_input',
      paths: FAULTS,
    });
  });

  test('reports all faults of literals', async () => {
    const document = `mutation {
      createProperty(input: {
        name: ""
        address: { street: "1 A Street", city: "", postalCode: " " }
        units: [{ label: "1", rent: 0 }, { label: "", bedrooms: -1 }, { label: "1" }]
      }) { id }
    }`;
    expect(refusal(await asLandlord(document))).toMatchObject({ code: 'BAD_INPUT', paths: FAULTS });
  });

  test('is refused the same if a part is a variable', async () => {
    const document = `mutation ($name: String!, $rent: Money) {
      createProperty(input: { name: $name, units: [{ label: "1", rent: $rent }, { label: "1" }] }) { id }
    }`;
    const { code, paths } = refusal(await asLandlord(document, { name: '', rent: 0 }));
    expect({ code, paths }).toEqual({
      code: 'BAD_INPUT',
      paths: ['input.name', 'input.units.0.rent', 'input.units.1.label'],
    });
  });

  test('is refused if bytes were lost', async () => {
    const { errors } = await asLandlord(ADD, { input: { name: 'Montr\ufffdal' } });
    expect(errors![0]!.extensions['details']).toEqual([
      { path: ['input', 'name'], code: 'invalid_text', message: expect.stringContaining('in UTF-8') },
    ]);
    const literal = 'mutation { createProperty(input: { name: "Montr\\ufffdal" }) { id } }';
    expect(refusal(await asLandlord(literal)).paths).toEqual(['input.name']);
  });

  test('changes nothing if it is refused', async () => {
    const before = await keynest.prisma.property.count();
    await asLandlord(ADD, { input: { name: 'Never', units: [{ label: '' }] } });
    expect(await keynest.prisma.property.count()).toBe(before);
  });

  test('refuses unknown fields', async () => {
    const { paths } = refusal(
      await asLandlord(ADD, { input: { name: 'x', workspaceId: 'w_1', __proto__: { a: 1 } } }),
    );
    expect(paths).toEqual(['input.workspaceId']);
  });

  test('is required', async () => {
    expect(refusal(await asLandlord(ADD))).toMatchObject({ code: 'BAD_INPUT', paths: ['input'] });
  });
});

describe('expectedVersion', () => {
  const RENAME = `mutation ($id: ID!, $version: Int, $name: String) {
    updateProperty(id: $id, expectedVersion: $version, input: { name: $name }) { name version }
  }`;

  test('lets the first of two change the row, and refuses the second', async () => {
    const { propertyId: id } = await keynest.own.property();
    const first = await asLandlord(RENAME, { id, version: 1, name: 'First' });
    expect(first.data).toEqual({ updateProperty: { name: 'First', version: 2 } });
    const second = await asLandlord(RENAME, { id, version: 1, name: 'Second' });
    expect(refusal(second)).toMatchObject({ code: 'PRECONDITION_FAILED', reason: 'stale_version' });
    expect(await keynest.prisma.property.findUnique({ where: { id } })).toMatchObject({
      name: 'First',
      version: 2,
    });
  });

  test('lets one of ten concurrent requests through', async () => {
    const { propertyId: id } = await keynest.own.property();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => asLandlord(RENAME, { id, version: 1, name: `Name ${index}` })),
    );
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    expect(await keynest.prisma.property.findUnique({ where: { id } })).toMatchObject({ version: 2 });
  });

  const CHANGES = {
    updateTenant: 'input: { name: "X" }',
    updatePayment: 'input: { status: FAILED }',
    updateTicket: 'input: { title: "X" }',
    updateForm: 'input: { status: VOID }',
    deleteProperty: '',
  };

  test.each(Object.entries(CHANGES))('a stale one is refused by %s', async (mutation, input) => {
    const home = await keynest.own.home();
    const ids: Record<string, string> = {
      updateTenant: home.tenantId,
      updatePayment: await keynest.own.payment(home),
      updateTicket: await keynest.own.ticket(home),
      updateForm: await keynest.own.form(home),
      deleteProperty: home.propertyId,
    };
    const selection = mutation === 'deleteProperty' ? '' : '{ id }';
    const document = `mutation { ${mutation}(id: "${ids[mutation]}", expectedVersion: 7 ${input}) ${selection} }`;
    expect(refusal(await asLandlord(document))).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });
});

describe('an unexpected error', () => {
  const ASK = '{ properties { edges { node { name } } } }';

  test('is masked and logged with the request ID', async () => {
    isBroken = true;
    const { errors } = await asLandlord(ASK);
    expect(errors).toHaveLength(1);
    expect(errors![0]!.message).toBe('Unexpected error. Include the X-Request-Id when you report this.');
    expect(errors![0]!.extensions).toEqual({ code: 'INTERNAL', reason: 'internal' });
    expect(errors![0]!.originalError ?? null).toBeNull();
    const logged = keynest.log.filter(({ level, requestId }) => level >= 50 && requestId === 'in-process');
    expect(logged).toMatchObject([
      { msg: 'unexpected error', err: { type: 'Error', stack: expect.stringContaining('inputs.test.ts') } },
    ]);
    // Messages repeat values: the place in the code is what is logged.
    expect(JSON.stringify(logged)).not.toContain(SECRET);
  });

  test('shows no details over HTTP', async () => {
    isBroken = true;
    const headers = { 'X-Request-Id': 'over-http' };
    const answer = await keynest.as('landlord').post('/graphql', { query: ASK }, { headers });
    isBroken = false;
    const { errors } = answer.body as { errors: { message: string }[] };
    expect(errors).toEqual([
      expect.objectContaining({
        message: 'Unexpected error. Include the X-Request-Id when you report this.',
      }),
    ]);
    expect(JSON.stringify(answer.body)).not.toMatch(/10\.0\.0\.7|stack|\.ts/);
    const logged = keynest.log.filter(({ level, requestId }) => level >= 50 && requestId === 'over-http');
    expect(logged).toHaveLength(1);
  });

  test('leaves GraphQL errors of the document unmasked', async () => {
    const { errors } = await asLandlord('{ nonsense }');
    expect(errors![0]!.message).toContain('nonsense');
  });
});

describe('/graphql over HTTP', () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    keynest.as('landlord').post('/graphql', body, { headers });

  test('answers a POST', async () => {
    const { status, body } = await post({ query: '{ viewer { email } }' });
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        data: { viewer: { email: keynest.own.workspace.emails.landlord } },
        extensions: { cost: { requested: 2, maximum: 50_000 } },
      },
    });
  });

  test('refuses mutations by GET', async () => {
    const query = encodeURIComponent('mutation { createProperty(input: { name: "By GET" }) { id } }');
    const before = await keynest.prisma.property.count();
    expect((await keynest.as('landlord').get(`/graphql?query=${query}`)).status).toBe(405);
    expect(await keynest.prisma.property.count()).toBe(before);
  });

  test('answers malformed requests with 400', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await keynest.as('landlord').send('POST', '/graphql', { headers, body: '{' });
    expect(answer.status).toBe(400);
    expect((answer.body as { errors: unknown[] }).errors).toHaveLength(1);
    expect((await post({ query: '{' })).body).toMatchObject({ errors: [{}] });
  });
});
