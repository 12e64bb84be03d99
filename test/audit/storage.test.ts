import type { GraphQLEnumType } from 'graphql';
import { pino } from 'pino';
import { Context } from '../../src/request/context.ts';
import { deleteExpiredAuditEvents } from '../../src/db/audit.ts';
import { Prisma } from '../../src/generated/prisma/client.ts';
import { schema } from '../../src/graphql/schema.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { ageEvents, allEvents, change, eventsOf, summary } from './events.ts';

/** Tables that are no part of a workspace's records. */
const UNFOLLOWED = [
  'AuditEvent',
  'AuditEpoch',
  'IdempotentAnswer',
  'SigningKey',
  '_prisma_migrations',
  'RentMark',
  'RentTimer',
  'AccountSums',
];
const DAY_MILLISECONDS = 86_400_000;

let keynest: KeyNest;

beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

async function contextOf(origin: 'graphql' | 'rest' = 'graphql'): Promise<Context> {
  const viewer = await keynest.viewerOf('landlord');
  const request = {
    requestId: 'a-request',
    log: pino({ level: 'silent' }),
    origin: 'http://keynest.test',
    viewer,
  };
  const context = new Context(keynest.services, request);
  context.interface = origin;
  return context;
}

describe('the database writes the log', () => {
  test('for every table with records', async () => {
    const tables = await keynest.prisma.$queryRaw<{ name: string; triggers: bigint }[]>`
      SELECT relname AS name, count(tgname) AS triggers
      FROM pg_class LEFT JOIN pg_trigger ON tgrelid = pg_class.oid AND tgname IN
        ('AuditEvent_insert', 'AuditEvent_update', 'AuditEvent_delete', 'AuditEvent_truncate')
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      GROUP BY relname`;
    const partly = tables.filter(({ triggers }) => triggers !== 4n).map(({ name }) => name);
    expect(partly.filter((name) => !UNFOLLOWED.includes(name))).toEqual([]);
    const followed = tables.filter(({ triggers }) => triggers === 4n).map(({ name }) => name);
    const subjects = (schema.getType('AuditSubject') as GraphQLEnumType).getValues();
    expect(subjects.map(({ value }) => String(value)).toSorted()).toEqual(followed.toSorted());
  });

  test('also for a write without a user', async () => {
    const events = await eventsOf(keynest, () => keynest.own.property({ name: 'Elm House' }));
    expect(summary(events)).toEqual(['INSERT Property', 'INSERT Unit']);
    expect(events[0]).toMatchObject({
      userId: null,
      role: null,
      sessionId: null,
      origin: null,
      requestId: null,
    });
  });

  test('without keeping the user after the transaction', async () => {
    const context = await contextOf('rest');
    const { propertyId } = await keynest.own.property();
    const where = { id: propertyId };
    const events = await eventsOf(keynest, async () => {
      await context.write((tx) => tx.property.update({ where, data: { name: 'One' } }));
      await context.db.property.update({ where, data: { name: 'Two' } });
    });
    expect(events.map(({ origin, requestId }) => ({ origin, requestId }))).toEqual([
      { origin: 'rest', requestId: 'a-request' },
      { origin: null, requestId: null },
    ]);
  });

  test('for signing in, with the user on all rows', async () => {
    const context = await contextOf();
    const { id: workspaceId, userIds } = keynest.other.workspace;
    const id = context.newId('Property');
    const author = { userId: userIds.manager, role: 'MANAGER' as const, apiKeyId: 'ak_1' };
    const events = await eventsOf(keynest, () =>
      context.systemWrite(author, (tx) => tx.property.create({ data: { id, workspaceId, name: 'Elm' } })),
    );
    expect(events).toMatchObject([
      { ...author, workspaceId, sessionId: null, subjectId: id, origin: 'graphql' },
    ]);
  });

  test('in the transaction of the change', async () => {
    const context = await contextOf();
    const { propertyId } = await keynest.own.property();
    const events = await eventsOf(keynest, async () => {
      const doomed = context.write(async (tx) => {
        await tx.property.update({ where: { id: propertyId }, data: { name: 'Never' } });
        throw new Error('after all not');
      });
      await expect(doomed).rejects.toThrow('after all not');
    });
    expect(events).toEqual([]);
  });

  test('with an event for each row of a statement, before and after', async () => {
    const { propertyId, unitIds } = await keynest.own.property({ units: 3 });
    const events = await eventsOf(keynest, () =>
      keynest.prisma.unit.updateMany({
        where: { propertyId, position: { gt: 0 } },
        data: { rentCents: 100 },
      }),
    );
    expect(events.map((event) => [event.subjectId, change(event)])).toEqual(
      unitIds.slice(1).map((id) => [id, { rentCents: [null, 100] }]),
    );
  });

  test('with the row before a deletion', async () => {
    const { propertyId, unitId } = await keynest.own.property();
    const events = await eventsOf(keynest, () => keynest.prisma.unit.delete({ where: { id: unitId } }));
    expect(events).toMatchObject([
      { action: 'DELETE', subjectId: unitId, before: { propertyId }, after: null },
    ]);
  });

  test('without events for counters', async () => {
    const { prisma, own } = keynest;
    const userId = own.workspace.userIds.landlord;
    await keynest.tokenOf('landlord');
    const events = await eventsOf(keynest, async () => {
      await prisma.session.updateMany({ where: { userId }, data: { lastUsedAt: new Date() } });
      await prisma.user.update({ where: { id: userId }, data: {} });
    });
    expect(events).toEqual([]);
  });
});

describe('secrets', () => {
  test('a new password is logged without its hash', async () => {
    const { prisma, own } = keynest;
    const where = { id: own.workspace.userIds.tenant };
    const data = { passwordHash: 'hash-of-the-new-password' };
    const events = await eventsOf(keynest, () => prisma.user.update({ where, data }));
    expect(events).toMatchObject([{ action: 'UPDATE', subjectType: 'User', changed: ['passwordHash'] }]);
    expect(JSON.stringify(events[0]?.after)).not.toContain('assword');
  });

  test('no event contains secrets or bytes', async () => {
    const { prisma, own, services } = keynest;
    const { id: workspaceId, userIds } = own.workspace;
    const userId = userIds.admin;
    const far = new Date('2027-01-01T00:00:00Z');
    await own.form(await own.home(), { layout: 'test' });
    await keynest.tokenOf('tenant');
    await prisma.apiKey.create({
      data: {
        ...{ id: services.newId('ApiKey'), workspaceId, userId, role: 'ADMIN', name: 'Books', hint: '1234' },
        tokenHash: 'a-token-hash',
      },
    });
    await prisma.invitation.create({
      data: {
        ...{ id: services.newId('Invitation'), workspaceId, email: 'new@example.com', role: 'MANAGER' },
        ...{ invitedById: userId, tokenHash: 'another-token-hash', expiresAt: far },
      },
    });
    const events = await allEvents(keynest);
    const keys = new Set(
      events.flatMap(({ before, after }) => Object.keys({ ...(before as object), ...(after as object) })),
    );
    expect([...keys].filter((key) => /password|token|secret|bytes|salt/i.test(key))).toEqual([]);
    expect(new Set(events.map(({ subjectType }) => subjectType))).toContain('FormFile');
    expect(keys).toContain('sha256');
    expect(keys).toContain('hint');
  });
});

describe('the log only grows', () => {
  const REFUSED = /The audit log only grows/;

  test('events cannot be changed', async () => {
    await expect(keynest.prisma.$executeRaw`UPDATE "AuditEvent" SET "userId" = NULL`).rejects.toThrow(
      REFUSED,
    );
    await expect(keynest.prisma.auditEvent.updateMany({ data: { userId: null } })).rejects.toThrow();
  });

  test('events cannot be deleted', async () => {
    await expect(keynest.prisma.$executeRaw`DELETE FROM "AuditEvent"`).rejects.toThrow(REFUSED);
    await expect(keynest.prisma.auditEvent.deleteMany()).rejects.toThrow();
    await expect(keynest.prisma.$executeRaw`TRUNCATE "AuditEvent"`).rejects.toThrow(REFUSED);
  });

  test('logged tables cannot be truncated', async () => {
    const tables = ['"LeaseRent"', '"FormFile"', '"Workspace" CASCADE'];
    for (const table of tables) {
      const emptying = keynest.prisma.$executeRawUnsafe(`TRUNCATE ${table}`);
      await expect(emptying).rejects.toThrow(/would leave nothing in the audit log: use DELETE/);
    }
  });

  test('events cannot be forged', async () => {
    const { id: workspaceId } = keynest.own.workspace;
    const data = { workspaceId, action: 'DELETE', subjectType: 'Payment', subjectId: 'pay_1' };
    await expect(keynest.prisma.auditEvent.create({ data })).rejects.toThrow();
    const rows = Prisma.sql`("workspaceId", "action", "subjectType", "subjectId") VALUES (${workspaceId}, '', '', '')`;
    await expect(keynest.prisma.$executeRaw`INSERT INTO "AuditEvent" ${rows}`).rejects.toThrow(REFUSED);
  });

  test('recent events cannot be deleted during the retention run', async () => {
    const attempt = keynest.prisma.$transaction(async (tx) => {
      const yesterday = new Date(Date.now() - DAY_MILLISECONDS).toISOString();
      await tx.$executeRaw`SELECT set_config('keynest.audit_expires_before', ${yesterday}, true)`;
      await tx.auditEvent.deleteMany();
    });
    await expect(attempt).rejects.toThrow();
  });

  test('recent events cannot be deleted by a retention run with a future date', async () => {
    const attempt = keynest.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('keynest.audit_expires_before', 'infinity', true)`;
      await tx.$executeRaw`DELETE FROM "AuditEvent"`;
    });
    await expect(attempt).rejects.toThrow(REFUSED);
  });
});

describe('retention', () => {
  test('keeps events within the retention period', async () => {
    const events = await allEvents(keynest);
    expect(await deleteExpiredAuditEvents(keynest.prisma, new Date(), 1)).toBe(0);
    expect(await allEvents(keynest)).toHaveLength(events.length);
  });

  test("keeps today's events, even if the clock of the process is a year ahead", async () => {
    const events = await allEvents(keynest);
    const oneYearOn = new Date(Date.now() + 366 * DAY_MILLISECONDS);
    expect(await deleteExpiredAuditEvents(keynest.prisma, oneYearOn, 365)).toBe(0);
    expect(await allEvents(keynest)).toHaveLength(events.length);
  });

  test('deletes all older events and keeps new events', async () => {
    const { prisma, own } = keynest;
    const { propertyId } = await own.property({ units: 0 });
    const rows = Prisma.sql`SELECT 'un_' || n, ${own.workspace.id}, ${propertyId}, n::text, n`;
    await prisma.$executeRaw`
      INSERT INTO "Unit" ("id", "workspaceId", "propertyId", "label", "position") ${rows}
      FROM generate_series(1, 6000) AS n`;
    const before = await prisma.auditEvent.count();
    await ageEvents(prisma, 365);
    await own.property({ units: 0 });
    expect(before).toBeGreaterThan(6000);
    expect(await deleteExpiredAuditEvents(prisma, new Date(), 365)).toBe(before);
    expect(summary(await allEvents(keynest))).toEqual(['INSERT Property']);
  });
});
