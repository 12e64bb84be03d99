import { createHash, randomUUID } from 'node:crypto';
import { causeCodes } from '../../src/db/prisma-errors.ts';
import { Prisma, type PrismaClient } from '../../src/generated/prisma/client.ts';
import { VISIBLE_ROWS } from '../../src/policies/rows.ts';
import { scopedClient } from '../../src/policies/scoped-client.ts';
import { day, type Factory } from '../support/factories.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { ROLES, type RoleName } from '../support/workspace.ts';

/** With which the audit log refuses to be changed. */
const RESTRICT_VIOLATION = '23001';

const MODELS = Object.values(Prisma.ModelName);

interface Delegate {
  findMany(args?: object): Promise<Record<string, unknown>[]>;
  count(args?: object): Promise<number>;
  updateMany(args: object): Promise<{ count: number }>;
  deleteMany(args?: object): Promise<{ count: number }>;
}

/** The part of a client that knows a model. */
function delegate(prisma: PrismaClient, model: string): Delegate {
  const name = model.charAt(0).toLowerCase() + model.slice(1);
  return (prisma as unknown as Record<string, Delegate>)[name]!;
}

let keynest: KeyNest;
let home: { propertyId: string; unitId: string; leaseId: string; tenantId: string };
let neighbours: typeof home;
beforeAll(async () => {
  keynest = await startKeyNest();
  const { propertyId, unitIds } = await keynest.own.property({ units: 2, isManaged: true });
  const { tenant, contractor } = keynest.own.workspace.userIds;
  home = { propertyId, ...(await keynest.own.tenancy({ unitId: unitIds[0]!, userId: tenant })) };
  neighbours = { propertyId, ...(await keynest.own.tenancy({ unitId: unitIds[1]!, name: 'The Neighbour' })) };
  for (const place of [home, neighbours]) await fill(keynest.own, place);
  await keynest.own.ticket(neighbours, { contractorId: contractor });
  await fill(keynest.other, await keynest.other.home({}, { isManaged: true }));
  for (const factory of [keynest.own, keynest.other]) await fillAccounts(factory);
  for (const place of ['own', 'other'] as const) await keynest.tokenOf('landlord', place);
});
afterAll(() => keynest.close());

async function fill(factory: Factory, place: typeof home): Promise<void> {
  await factory.payment(place);
  await factory.charge(place);
  await fillReceipt(factory, place);
  await factory.suggestion(place);
  await fillDeposit(factory, place);
  await factory.ticket(place);
  await factory.form(place, { status: 'SERVED' });
  const sums = { leaseId: place.leaseId, workspaceId: factory.workspace.id, sums: '[]' };
  await keynest.prisma.accountSums.create({ data: { ...sums, heldFrom: day('2026-09-01') } });
}

async function fillReceipt(factory: Factory, place: typeof home): Promise<void> {
  const id = await factory.receipt(place);
  const rest = { workspaceId: factory.workspace.id, bytes: new Uint8Array([1]), sha256: '0'.repeat(64) };
  await keynest.prisma.receiptFile.create({ data: { id, ...rest } });
}

async function fillDeposit({ workspace }: Factory, { leaseId }: typeof home): Promise<void> {
  const { prisma, services } = keynest;
  const depositId = services.newId('Deposit');
  const rest = { workspaceId: workspace.id, amountCents: 5000 };
  const receivedOn = day('2026-09-01');
  await prisma.deposit.create({ data: { ...rest, id: depositId, leaseId, kind: 'KEY', receivedOn } });
  const entry = { ...rest, id: services.newId('DepositEntry'), depositId, onDate: receivedOn };
  await prisma.depositEntry.create({ data: { ...entry, kind: 'REFUND' } });
}

async function fillAccounts(factory: Factory): Promise<void> {
  const { prisma, services } = keynest;
  const { workspace } = factory;
  await factory.rentRun();
  const now = services.clock.now();
  const answer = { fingerprint: '0'.repeat(64), attempt: randomUUID(), createdAt: now, expiresAt: now };
  const id = createHash('sha256').update(workspace.id).digest('hex');
  await prisma.idempotentAnswer.create({ data: { id, workspaceId: workspace.id, ...answer } });
  const tokenHash = (kind: string) => `${kind} of ${workspace.id}`;
  const owner = { workspaceId: workspace.id, role: 'LANDLORD' as const };
  await prisma.apiKey.create({
    data: {
      ...owner,
      id: services.newId('ApiKey'),
      userId: workspace.userIds.landlord,
      name: 'Books',
      scopes: [],
      tokenHash: tokenHash('key'),
      hint: 'abcd',
    },
  });
  await prisma.invitation.create({
    data: {
      ...owner,
      id: services.newId('Invitation'),
      email: 'new@example.com',
      invitedById: workspace.userIds.admin,
      tokenHash: tokenHash('invitation'),
      expiresAt: services.clock.now(),
    },
  });
}

const clientOf = async (role: RoleName) => scopedClient(keynest.prisma, await keynest.viewerOf(role));

describe.each(ROLES)('as %s', (role) => {
  test.each(MODELS)('%s shows rows of the own workspace only', async (model) => {
    const rows = await delegate(await clientOf(role), model).findMany();
    const key = model === 'Workspace' ? 'id' : 'workspaceId';
    const workspaces = new Set(rows.map((row) => row[key]));
    expect([...workspaces].filter((id) => id !== keynest.own.workspace.id)).toEqual([]);
    expect(await delegate(await clientOf(role), model).count()).toBe(rows.length);
  });

  test.each(MODELS)('%s of another workspace can be neither changed nor deleted', async (model) => {
    const key = model === 'Workspace' ? 'id' : 'workspaceId';
    const where = { [key]: keynest.other.workspace.id };
    if (model === 'SigningKey' || model === 'AuditEpoch') return;
    const all = delegate(keynest.prisma, model);
    const before = await all.count({ where });
    expect(before).toBeGreaterThan(0);
    const scoped = delegate(await clientOf(role), model);
    expect(await scoped.findMany({ where })).toEqual([]);
    expect(
      await scoped.findMany({ where: { OR: [where, {}] } }).then((rows) => rows.map((row) => row[key])),
    ).not.toContain(keynest.other.workspace.id);
    // Which would leave the rows as they are, and count them. The log's are not changed by anybody.
    const change = scoped.updateMany({ where, data: where });
    if (model === 'AuditEvent') expect(await change.catch(causeCodes)).toContain(RESTRICT_VIOLATION);
    else expect(await change).toEqual({ count: 0 });
    expect(await scoped.deleteMany({ where })).toEqual({ count: 0 });
    expect(await all.count({ where })).toBe(before);
  });
});

describe('hidden data', () => {
  test.each(ROLES)('signing keys and kept answers, by a %s', async (role) => {
    const db = await clientOf(role);
    expect(await keynest.prisma.signingKey.count()).toBeGreaterThan(0);
    expect(await db.signingKey.findMany()).toEqual([]);
    expect(await db.idempotentAnswer.findMany()).toEqual([]);
  });

  test.each(['manager', 'tenant', 'contractor'] as const)(
    'keys, invitations and the audit log, by a %s',
    async (role) => {
      const db = await clientOf(role);
      expect(await db.apiKey.count()).toBe(0);
      expect(await db.invitation.count()).toBe(0);
      expect(await db.auditEvent.count()).toBe(0);
    },
  );

  test('hides accounts of others from tenants and contractors', async () => {
    for (const role of ['tenant', 'contractor'] as const) {
      const users = await (await clientOf(role)).user.findMany();
      expect(users.map(({ id }) => id)).toEqual([keynest.own.workspace.userIds[role]]);
    }
  });
});

describe('nested relations', () => {
  test('are scoped in include and select, at any depth', async () => {
    const db = await clientOf('tenant');
    const included = await db.property.findMany({
      include: {
        units: { include: { leases: { include: { tenants: true, payments: true, forms: true } } } },
      },
    });
    expect(JSON.stringify(included)).toContain(home.tenantId);
    expect(JSON.stringify(included)).not.toContain('The Neighbour');
    const selected = await db.property.findMany({
      select: {
        units: { select: { id: true, leases: { select: { tenants: { select: { name: true } } } } } },
      },
    });
    expect(JSON.stringify(selected)).not.toContain('The Neighbour');
    expect(JSON.stringify(selected)).not.toContain(neighbours.unitId);
  });

  test('are scoped together with their own filter', async () => {
    const db = await clientOf('tenant');
    const [property] = await db.property.findMany({
      include: { units: { where: { OR: [{ label: '2' }, { label: '1' }] } } },
    });
    expect(property!.units.map(({ id }) => id)).toEqual([home.unitId]);
  });

  test('are scoped in counts', async () => {
    const count = async (role: RoleName) => {
      const db = await clientOf(role);
      const [row] = await db.property.findMany({
        where: { id: home.propertyId },
        include: { _count: { select: { units: true, tickets: true } } },
      });
      return row!._count;
    };
    expect(await count('landlord')).toEqual({ units: 2, tickets: 3 });
    expect(await count('manager')).toEqual({ units: 2, tickets: 3 });
    expect(await count('tenant')).toEqual({ units: 1, tickets: 1 });
  });

  test('cannot be counted without scope', async () => {
    const db = await clientOf('tenant');
    await expect(db.property.findMany({ include: { _count: true } })).rejects.toThrow(/Name the relations/);
  });

  test('are scoped in transactions', async () => {
    const db = await clientOf('tenant');
    const units = await db.$transaction((tx) => tx.unit.findMany());
    expect(units.map(({ id }) => id)).toEqual([home.unitId]);
    const tenants = await db.$transaction((tx) => tx.tenant.findMany());
    expect(tenants.map(({ id }) => id)).toEqual([home.tenantId]);
  });
});

describe('every kind of operation', () => {
  test('finds only visible rows', async () => {
    const db = await clientOf('tenant');
    const where = { id: neighbours.unitId };
    expect(await db.unit.findUnique({ where })).toBeNull();
    expect(await db.unit.findFirst({ where })).toBeNull();
    await expect(db.unit.findUniqueOrThrow({ where })).rejects.toThrow();
    expect(await db.unit.count({ where })).toBe(0);
    expect(
      (await db.payment.aggregate({ _count: true, where: { tenantId: neighbours.tenantId } }))._count,
    ).toBe(0);
    expect(await db.payment.groupBy({ by: ['tenantId'] })).toEqual([{ tenantId: home.tenantId }]);
  });

  test('changes only visible rows', async () => {
    const db = await clientOf('tenant');
    const where = { id: neighbours.unitId };
    const data = { label: 'Mine' };
    await expect(db.unit.update({ where, data })).rejects.toThrow();
    await expect(db.unit.delete({ where })).rejects.toThrow();
    expect(await db.unit.updateMany({ where, data })).toEqual({ count: 0 });
    expect(await keynest.prisma.unit.findUnique({ where })).toMatchObject({ label: '2' });
  });
});

describe('a new row', () => {
  test("is refused outside the viewer's workspace", async () => {
    const db = await clientOf('landlord');
    const id = keynest.services.newId('Property');
    const data = { id, workspaceId: keynest.other.workspace.id, name: 'Theirs' };
    await expect(db.property.create({ data })).rejects.toThrow(/must belong to the viewer's workspace/);
    await expect(db.property.createMany({ data: [data] })).rejects.toThrow(
      /must belong to the viewer's workspace/,
    );
    await expect(db.$transaction((tx) => tx.property.create({ data }))).rejects.toThrow(
      /must belong to the viewer's workspace/,
    );
    expect(await keynest.prisma.property.count({ where: { id } })).toBe(0);
  });
});

describe('a page', () => {
  const first = { take: 10, skip: 1, cursor: { id: 'tk_7zzzzzzzzzzzzzzzzzzzzzzzzz' } } as const;

  test('begins at its cursor, even if the row is gone', async () => {
    const db = await clientOf('landlord');
    const all = await db.ticket.findMany({ orderBy: { id: 'desc' } });
    expect(await db.ticket.findMany({ ...first, orderBy: { id: 'desc' } })).toEqual(all);
    expect(await db.ticket.findMany({ ...first, orderBy: { id: 'asc' } })).toEqual([]);
  });

  test('requires the order of one column and the ID, and its own cursors', async () => {
    const db = await clientOf('landlord');
    await expect(db.ticket.findMany({ ...first, orderBy: { title: 'asc' } })).rejects.toThrow(
      /Order Ticket by one column and its ID/,
    );
    const wrong = { cursor: { id: 7 }, orderBy: { id: 'desc' } } as unknown as typeof first;
    await expect(db.ticket.findMany(wrong)).rejects.toThrow(/Invalid cursor/);
  });
});

describe('a missing scope', () => {
  test('does not compile: every model has a scope', () => {
    expect(Object.keys(VISIBLE_ROWS).toSorted()).toEqual(MODELS.toSorted());
  });

  test('shows no rows: a scope is never empty', async () => {
    for (const role of ROLES) {
      const viewer = await keynest.viewerOf(role);
      const open = Object.entries(VISIBLE_ROWS).filter(
        ([, visible]) => Object.keys(visible(viewer)).length === 0,
      );
      expect(open).toEqual([]);
    }
  });
});
