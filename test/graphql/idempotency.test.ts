import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import { schema } from '../../src/graphql/schema.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { isOperation } from '../support/operations.ts';
import { seedUser, type RoleName } from '../support/workspace.ts';
import { change, creation, moneyTrials, propertyTrials, type Trial } from './idempotency-trials.ts';

const RACERS = 50;

/** What the database is made to refuse next, e.g. `Payment.update`; it then works again. */
let failing: string | null = null;

function withFailures(prisma: PrismaClient): PrismaClient {
  const extended = prisma.$extends({
    query: {
      async $allOperations({ query, ...sent }) {
        if (!isOperation(failing, sent)) return query(sent.args) as Promise<unknown>;
        failing = null;
        throw new Error('The connection was lost.');
      },
    },
  });
  return extended as unknown as PrismaClient;
}

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest({ wrapPrisma: withFailures });
});
afterAll(() => keynest.close());
beforeEach(() => {
  keynest.clock.reset();
});

const run = async (document: string, variables: Record<string, unknown>, role: RoleName = 'landlord') =>
  keynest.gql(await keynest.viewerOf(role), document, variables);

type Result = Awaited<ReturnType<typeof run>>;

function refusal({ errors }: Result) {
  const { code, reason } = errors?.[0]?.extensions ?? {};
  return { code, reason };
}

const RECORD = `mutation ($input: RecordPaymentInput!, $key: String) {
  recordPayment(input: $input, idempotencyKey: $key) { id status version reference tenant { name } }
}`;

async function newPayment() {
  const { tenantId } = await keynest.own.home();
  const input = { tenantId, amount: 1200, period: '2026-10', reference: 'cheque 7' };
  const count = () => keynest.prisma.payment.count({ where: { tenantId, source: 'RECEIVED' } });
  return { input, count };
}

const changes = (subjectType: string) => () => keynest.prisma.auditEvent.count({ where: { subjectType } });

async function newMember(): Promise<string> {
  const { prisma, services, own } = keynest;
  const user = { name: 'New', email: `${randomUUID()}@own.example`, roles: ['LANDLORD'] as const };
  return seedUser({ prisma, newId: services.newId }, own.workspace.id, user);
}

/** Every mutation that takes a key. */
const TRIALS: Record<string, Trial> = {
  ...moneyTrials(() => keynest),
  ...propertyTrials(() => keynest),
  createTenant: {
    document: creation('createTenant', 'CreateTenantInput', '{ id lease { id } }'),
    variables: async () => ({
      input: {
        name: 'Ana',
        unitId: (await keynest.own.property()).unitId,
        rent: 1000,
        leaseStart: '2026-10-01',
      },
    }),
    count: () => keynest.prisma.lease.count(),
  },
  updateTenant: {
    document: change('updateTenant', 'UpdateTenantInput'),
    variables: async () => ({ id: (await keynest.own.home()).tenantId, input: { phone: '416-555-0100' } }),
    count: changes('Tenant'),
  },
  endTenancy: {
    document: change('endTenancy', 'EndTenancyInput'),
    variables: async () => ({ id: (await keynest.own.home()).tenantId, input: { endedOn: '2026-11-20' } }),
    count: changes('Lease'),
  },
  reopenTenancy: {
    document: change('reopenTenancy', 'ReopenTenancyInput'),
    variables: async () => {
      const { tenantId: id } = await keynest.own.home({ status: 'PAST', endedOn: '2026-11-20' });
      return { id, input: { reason: 'They stay' } };
    },
    count: changes('Lease'),
  },
  deleteTenant: {
    document: 'mutation ($id: ID!, $key: String) { deleteTenant(id: $id, idempotencyKey: $key) }',
    variables: async () => ({ id: (await keynest.own.home()).tenantId }),
    count: () => keynest.prisma.auditEvent.count({ where: { action: 'DELETE', subjectType: 'Lease' } }),
  },
  updateLease: {
    document: change('updateLease', 'UpdateLeaseInput'),
    variables: async () => ({ id: (await keynest.own.home()).leaseId, input: { leaseEnd: '2027-12-31' } }),
    count: changes('Lease'),
  },
  renewLease: {
    document: change('renewLease', 'RenewLeaseInput'),
    variables: async () => ({ id: (await keynest.own.home()).leaseId, input: { leaseEnd: '2027-12-31' } }),
    count: changes('Lease'),
  },
  addLeaseTenant: {
    document: change('addLeaseTenant', 'AddLeaseTenantInput'),
    variables: async () => ({ id: (await keynest.own.home()).leaseId, input: { name: 'Bo' } }),
    count: () => keynest.prisma.tenant.count(),
  },
  departLeaseTenant: {
    document: `mutation ($id: ID!, $tenantId: ID!, $input: DepartLeaseTenantInput!, $key: String) {
      departLeaseTenant(id: $id, tenantId: $tenantId, input: $input, idempotencyKey: $key) { id version }
    }`,
    variables: async () => {
      const home = await keynest.own.home();
      return { id: home.leaseId, tenantId: await keynest.own.coTenant(home), input: { on: '2026-11-30' } };
    },
    count: () => keynest.prisma.tenant.count({ where: { leftOn: { not: null } } }),
  },
  moveLease: {
    document: change('moveLease', 'MoveLeaseInput'),
    variables: async () => {
      const { unitId } = await keynest.own.property();
      return { id: (await keynest.own.home()).leaseId, input: { unitId, on: '2026-12-01' } };
    },
    count: () => keynest.prisma.lease.count(),
  },
  recordPayment: {
    document: RECORD,
    variables: async () => ({ input: (await newPayment()).input }),
    count: () => keynest.prisma.payment.count({ where: { source: 'RECEIVED' } }),
  },
  openTicket: {
    document: creation('openTicket', 'OpenTicketInput'),
    variables: async () => ({ input: { title: 'Tap', unitId: (await keynest.own.property()).unitId } }),
    count: () => keynest.prisma.ticket.count(),
  },
  updateTicket: {
    document: change('updateTicket', 'UpdateTicketInput'),
    variables: async () => ({
      id: await keynest.own.ticket(await keynest.own.property()),
      input: { cost: 12.5 },
    }),
    count: changes('Ticket'),
  },
  generateForm: {
    document: `mutation ($type: FormType!, $input: FormInput!, $key: String) {
      generateForm(type: $type, input: $input, idempotencyKey: $key) { id status pdfUrl }
    }`,
    variables: async () => ({
      type: 'N4',
      input: { tenantId: (await keynest.own.home()).tenantId, draft: true },
    }),
    count: () => keynest.prisma.form.count(),
  },
  updateForm: {
    document: change('updateForm', 'UpdateFormInput'),
    variables: async () => ({
      id: await keynest.own.form(await keynest.own.home()),
      input: { status: 'VOID' },
    }),
    count: changes('Form'),
  },
  setMemberRoles: {
    document: `mutation ($userId: ID!, $key: String) {
      setMemberRoles(userId: $userId, roles: [LANDLORD, MANAGER], idempotencyKey: $key) { id roles }
    }`,
    variables: async () => ({ userId: await newMember() }),
    count: () => keynest.prisma.membership.count({ where: { role: 'MANAGER' } }),
    role: 'admin',
  },
  removeMember: {
    document: 'mutation ($userId: ID!, $key: String) { removeMember(userId: $userId, idempotencyKey: $key) }',
    variables: async () => ({ userId: await newMember() }),
    count: () => keynest.prisma.user.count({ where: { memberships: { none: {} } } }),
    role: 'admin',
  },
  updateWorkspace: {
    document: creation('updateWorkspace', 'UpdateWorkspaceInput'),
    variables: () => ({ input: { name: randomUUID() } }),
    count: changes('Workspace'),
    role: 'admin',
  },
  createApiKey: {
    document: creation('createApiKey', 'CreateApiKeyInput', '{ token apiKey { id } }'),
    variables: () => ({ input: { name: 'Books', scopes: ['PAYMENTS_READ'] } }),
    count: () => keynest.prisma.apiKey.count(),
    isSecret: true,
  },
  createInvitation: {
    document: creation('createInvitation', 'CreateInvitationInput', '{ token invitation { id } }'),
    variables: () => ({ input: { email: 'new@own.example', role: 'MANAGER' } }),
    count: () => keynest.prisma.invitation.count(),
    role: 'admin',
    isSecret: true,
  },
};

test('covers every mutation with an idempotency key', () => {
  const fields = Object.values(schema.getMutationType()!.getFields());
  const keyed = fields.filter(({ args }) => args.some(({ name }) => name === 'idempotencyKey'));
  expect(Object.keys(TRIALS).toSorted()).toEqual(keyed.map(({ name }) => name).toSorted());
});

describe.each(Object.entries(TRIALS))('%s', (field, { document, variables, count, role, isSecret }) => {
  test('runs once, and a retry reads its result', async () => {
    const given = { ...(await variables()), key: randomUUID() };
    const before = await count();
    const first = await run(document, given, role);
    expect(first.errors).toBeUndefined();
    const repeat = await run(document, given, role);
    if (isSecret) expect(refusal(repeat)).toEqual({ code: 'CONFLICT', reason: 'answer_not_kept' });
    else expect(idOf(repeat, field)).toEqual(idOf(first, field));
    expect((await count()) - before).toBe(1);
  });

  test(`is done once by ${RACERS} at once`, async () => {
    const given = { ...(await variables()), key: randomUUID() };
    const before = await count();
    const results = await Promise.all(Array.from({ length: RACERS }, () => run(document, given, role)));
    const done = results.filter(({ errors }) => !errors);
    expect(done).toHaveLength(isSecret ? 1 : RACERS);
    expect(new Set(done.map((result) => JSON.stringify(idOf(result, field)))).size).toBe(1);
    expect((await count()) - before).toBe(1);
  });

  test('runs for each new key', async () => {
    const given = await variables();
    const key = randomUUID();
    await run(document, { ...given, key }, role);
    const { errors } = await run(document, { ...given, key: randomUUID() }, role);
    // Whatever it says, it was not the first one's answer: it was looked at anew.
    const rows = await keynest.prisma.idempotentAnswer.count();
    expect(rows).toBeGreaterThanOrEqual(errors ? 1 : 2);
  });
});

function idOf({ data }: Result, field: string): unknown {
  const value = data?.[field];
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
}

test('shares keys between both interfaces', async () => {
  const { input } = await newPayment();
  const key = randomUUID();
  const { method: _other, ...body } = input as Record<string, unknown>;
  const headers = { 'Idempotency-Key': key };
  const [rest, graphql] = await Promise.all([
    keynest.as('landlord').post('/v1/payments', body, { headers }),
    run(RECORD, { input: body, key }),
  ]);
  const isDone = [rest.status === 201, graphql.errors === undefined];
  expect(isDone.filter(Boolean)).toHaveLength(1);
  expect(
    await keynest.prisma.payment.count({ where: { tenantId: String(body['tenantId']), source: 'RECEIVED' } }),
  ).toBe(1);
});

describe('a repeat', () => {
  test('reads the current row, with any selection', async () => {
    const { input, count } = await newPayment();
    const key = randomUUID();
    const { data } = await run(RECORD, { input, key });
    const { id } = data!['recordPayment'] as { id: string };
    await run(TRIALS['updatePayment']!.document, { id, input: { status: 'FAILED' } });
    const other = `mutation ($input: RecordPaymentInput!, $key: String) {
      paid: recordPayment(input: $input, idempotencyKey: $key) { id status lease { tenants { name } } }
    }`;
    expect((await run(other, { input, key })).data).toMatchObject({
      paid: { id, status: 'FAILED', lease: { tenants: [{ name: expect.any(String) }] } },
    });
    expect(await count()).toBe(1);
  });

  test('works in the same document', async () => {
    const { input, count } = await newPayment();
    const field = 'recordPayment(input: $input, idempotencyKey: $key) { id }';
    const document = `mutation ($input: RecordPaymentInput!, $key: String) { a: ${field} b: ${field} }`;
    const { data } = await run(document, { input, key: randomUUID() });
    expect(data!['a']).toEqual(data!['b']);
    expect(await count()).toBe(1);
  });

  test('does not undo later changes', async () => {
    const home = await keynest.own.home();
    const { document } = TRIALS['updateTenant']!;
    const first = { id: home.tenantId, input: { phone: '416-555-0111' }, key: randomUUID() };
    await run(document, first);
    await run(document, { id: home.tenantId, input: { phone: '416-555-0122' } });
    expect((await run(document, first)).errors).toBeUndefined();
    const { phone } = await keynest.prisma.tenant.findUniqueOrThrow({ where: { id: home.tenantId } });
    expect(phone).toBe('416-555-0122');
  });

  test('is refused with other arguments or another mutation', async () => {
    const { input, count } = await newPayment();
    const key = randomUUID();
    await run(RECORD, { input, key });
    const reused = { code: 'BAD_INPUT', reason: 'invalid_input' };
    const other = await run(RECORD, { input: { ...input, amount: 1201 }, key });
    expect(refusal(other)).toEqual(reused);
    expect(other.errors![0]!.extensions['details']).toMatchObject([
      { path: ['idempotencyKey'], code: 'idempotency_key_reused' },
    ]);
    expect(refusal(await run(TRIALS['createProperty']!.document, { input: { name: 'X' }, key }))).toEqual(
      reused,
    );
    expect(await count()).toBe(1);
  });

  test('belongs to the same caller', async () => {
    const { input, count } = await newPayment();
    const key = randomUUID();
    await run(RECORD, { input, key });
    expect((await run(RECORD, { input, key }, 'admin')).errors).toBeUndefined();
    expect(refusal(await run(RECORD, { input, key }, 'tenant')).code).toBe('FORBIDDEN');
    expect(await count()).toBe(2);
  });

  test('is recognized for 24 hours', async () => {
    const { input, count } = await newPayment();
    const key = randomUUID();
    await run(RECORD, { input, key });
    keynest.clock.advance({ hours: 23 });
    await run(RECORD, { input, key });
    expect(await count()).toBe(1);
    keynest.clock.advance({ hours: 2 });
    await run(RECORD, { input, key });
    expect(await count()).toBe(2);
  });

  test('runs nothing if the first request failed after its change', async () => {
    const { input, count } = await newPayment();
    const key = randomUUID();
    failing = 'Payment.findUniqueOrThrow';
    expect(refusal(await run(RECORD, { input, key })).code).toBe('INTERNAL');
    expect((await run(RECORD, { input, key })).errors).toBeUndefined();
    expect(await count()).toBe(1);
  });
});

describe('a refused request', () => {
  test('releases its key', async () => {
    const { input, count } = await newPayment();
    const key = randomUUID();
    expect(refusal(await run(RECORD, { input: { ...input, receivedOn: '2099-01-01' }, key })).code).toBe(
      'BAD_INPUT',
    );
    failing = 'INSERT INTO "Payment"';
    expect(refusal(await run(RECORD, { input, key })).code).toBe('INTERNAL');
    expect((await run(RECORD, { input, key })).errors).toBeUndefined();
    expect(await count()).toBe(1);
  });

  test('that wthat was too late is refused again', async () => {
    const id = await keynest.own.payment(await keynest.own.home());
    const document = `mutation ($id: ID!, $key: String) {
      updatePayment(id: $id, input: { status: FAILED }, expectedVersion: 7, idempotencyKey: $key) { id }
    }`;
    const key = randomUUID();
    for (let time = 0; time < 2; time++) {
      expect(refusal(await run(document, { id, key })).code).toBe('PRECONDITION_FAILED');
    }
  });

  test.each(['', 'a\nb', 'é', 'x'.repeat(256)])('for the key %j', async (key) => {
    const { input, count } = await newPayment();
    const result = await run(RECORD, { input, key });
    expect(result.errors![0]!.extensions['details']).toMatchObject([
      { path: ['idempotencyKey'], code: 'invalid_idempotency_key' },
    ]);
    expect(await count()).toBe(0);
  });
});
