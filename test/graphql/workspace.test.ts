import { ask, send } from '../account/support.ts';
import type { Http } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
let admin: Http;
beforeAll(async () => {
  keynest = await startKeyNest();
  admin = keynest.as('admin');
});
afterAll(() => keynest.close());

const FIELDS = `name version landlordName landlordAddress { street city province postalCode } landlordPhone landlordEmail`;
const READ = `{ workspace { ${FIELDS} } }`;
const UPDATE = `mutation ($input: UpdateWorkspaceInput!, $expectedVersion: Int, $idempotencyKey: String) {
  updateWorkspace(input: $input, expectedVersion: $expectedVersion, idempotencyKey: $idempotencyKey) { ${FIELDS} }
}`;
const PREVIEW = `query ($tenantId: ID!) { validateForm(type: N4, input: { tenantId: $tenantId }) { fields } }`;

interface Workspace {
  readonly version: number;
  readonly landlordName: string;
  readonly landlordAddress: object | null;
  readonly landlordPhone: string | null;
}
const ADDRESS = { street: '20 Bay Street', city: 'Toronto', province: 'ON', postalCode: 'M5J 2N8' };

const read = async (http: Http) => (await ask<{ workspace: Workspace }>(http, READ)).workspace;
const update = async (input: object, more: object = {}) =>
  (await ask<{ updateWorkspace: Workspace }>(admin, UPDATE, { input, ...more })).updateWorkspace;

describe('the landlord', () => {
  test('is visible to staff in full, to tenants without e-mail, to contractors by name', async () => {
    const whole = {
      landlordName: 'Lou Landry',
      landlordAddress: ADDRESS,
      landlordPhone: '416-555-0123',
      landlordEmail: 'landlord@own.example',
    };
    expect(await read(keynest.as('manager'))).toMatchObject(whole);
    expect(await read(keynest.as('tenant'))).toMatchObject({ ...whole, landlordEmail: null });
    expect(await read(keynest.as('contractor'))).toMatchObject({
      landlordName: 'Lou Landry',
      landlordAddress: null,
      landlordPhone: null,
      landlordEmail: null,
    });
  });

  test('can be changed by admins of the workspace only', async () => {
    const input = { landlordName: 'Landry Holdings Inc.' };
    for (const role of ['landlord', 'manager', 'tenant', 'contractor'] as const) {
      expect((await send(keynest.as(role), UPDATE, { input })).errors).toEqual(['FORBIDDEN forbidden']);
    }
    expect(await update(input)).toMatchObject({ ...input, landlordAddress: ADDRESS, version: 2 });
    expect(await read(keynest.as('admin', 'other'))).toMatchObject({ landlordName: 'Lou Landry' });
  });

  test('appears on new documents only', async () => {
    const { tenantId } = await keynest.own.home();
    const make = async () => {
      const form = await keynest.as('landlord').post('/v1/forms/N4', { tenantId, draft: true });
      return (form.body as { id: string }).id;
    };
    await update({ landlordName: 'Before Ltd.', landlordPhone: '416-555-0001' });
    const before = await make();
    await update({ landlordName: 'After Ltd.', landlordPhone: '416-555-0002' });
    const factsOf = async (id: string) =>
      (await keynest.prisma.form.findUniqueOrThrow({ where: { id } })).facts;
    const madeAfter = await make();
    expect(await factsOf(before)).toMatchObject({
      landlords: ['Before Ltd.'],
      signer: { phone: '416-555-0001' },
    });
    expect(await factsOf(madeAfter)).toMatchObject({
      landlords: ['After Ltd.'],
      signer: { phone: '416-555-0002' },
    });
    expect(JSON.stringify(await ask(keynest.as('landlord'), PREVIEW, { tenantId }))).toContain('After Ltd.');
  });
});

describe('a change', () => {
  test('of part of the address keeps the rest, and null clears the address', async () => {
    const moved = await update({ landlordAddress: { street: '1 King Street' } });
    expect(moved.landlordAddress).toEqual({ ...ADDRESS, street: '1 King Street' });
    expect((await update({ landlordAddress: null, landlordPhone: null })).landlordAddress).toBeNull();
    const { faults } = await send(admin, UPDATE, { input: { landlordAddress: { street: '2 King Street' } } });
    expect(faults).toEqual([
      'input.landlordAddress.city required',
      'input.landlordAddress.postalCode required',
    ]);
    const { province: _province, ...rest } = ADDRESS;
    expect((await update({ landlordAddress: rest })).landlordAddress).toEqual(ADDRESS);
  });

  test('reports every fault', async () => {
    const input = { name: ' ', landlordName: null, landlordEmail: 'nobody', landlordPhone: 'x'.repeat(51) };
    const { faults } = await send(admin, UPDATE, { input });
    expect(faults.map((fault) => fault.split(' ')[0]).toSorted()).toEqual([
      'input.landlordEmail',
      'input.landlordName',
      'input.landlordPhone',
      'input.name',
    ]);
  });

  test('is conditional on expectedVersion and idempotent by key', async () => {
    const { version } = await read(admin);
    const key = { idempotencyKey: 'rename-once', expectedVersion: version };
    const first = await update({ name: 'Once' }, key);
    expect(first.version).toBe(version + 1);
    expect(await update({ name: 'Once' }, key)).toEqual(first);
    const late = await send(admin, UPDATE, { input: { name: 'Late' }, expectedVersion: version });
    expect(late.errors).toEqual(['PRECONDITION_FAILED stale_version']);
    expect(await update({})).toEqual(first);
  });

  test('is in the audit log with the previous values', async () => {
    await update({ landlordPhone: '416-555-0003' });
    const query = `{ auditEvents(filter: { subjectType: WORKSPACE }, first: 1) { edges { node { user { id } before after } } } }`;
    const { auditEvents } = await ask<{ auditEvents: { edges: { node: object }[] } }>(admin, query);
    expect(auditEvents.edges[0]?.node).toMatchObject({
      user: { id: keynest.own.workspace.userIds.admin },
      after: { landlordPhone: '416-555-0003' },
    });
  });
});
