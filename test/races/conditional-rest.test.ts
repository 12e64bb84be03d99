import { ROUTES } from '../../src/rest/v1/index.ts';
import { TODAY } from '../support/clock.ts';
import type { Http } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD } from '../support/workspace.ts';
import { ifMatch, outcomeOf, race, RACERS, tally } from './race.ts';
import { changesSince, logEnd, overlaps, versionOf, type Raced } from './stored.ts';

let keynest: KeyNest;
let landlord: Http;

beforeAll(async () => {
  keynest = await startKeyNest();
  landlord = keynest.as('landlord');
  // Signed in before anything is counted.
  await keynest.tokenOf('landlord');
});
afterAll(() => keynest.close());

/** A row that everybody has seen and wants to change. */
interface Prize {
  readonly noun: Raced;
  readonly id: string;
  readonly path: string;
  /** What a racer sends; nothing for a DELETE. */
  readonly body?: (racer: number) => object;
  /** Who sends it. */
  readonly http?: Http;
  /** What the audit log has of one success. */
  readonly events: readonly string[];
  /** What those who were too late may be told besides 412. */
  readonly late?: readonly string[];
  /** Whether a success leaves no row. */
  readonly isDeleted?: boolean;
}

async function openSession(): Promise<Prize> {
  const email = keynest.own.workspace.emails.manager;
  const { body } = await landlord.post('/v1/auth/session', { email, password: PASSWORD });
  const http = keynest.withToken((body as { token: string }).token);
  const { id } = await keynest.prisma.session.findFirstOrThrow({ orderBy: { id: 'desc' } });
  return {
    noun: 'session',
    id,
    path: '/v1/auth/session',
    http,
    events: ['UPDATE Session'],
    late: ['401 unauthenticated'],
  };
}

/** Every route that changes or removes what there is, with something to race for. A new route fails until it is here. */
const PRIZES: Readonly<Record<string, () => Promise<Prize>>> = {
  'DELETE /auth/session': openSession,
  'PATCH /properties/:id': async () => {
    const { propertyId: id } = await keynest.own.home();
    const body = (racer: number) => ({ name: `Name ${racer}`, units: [{ label: `New ${racer}` }] });
    const events = ['UPDATE Property', 'INSERT Unit'];
    return { noun: 'property', id, path: `/v1/properties/${id}`, body, events };
  },
  'DELETE /properties/:id': async () => {
    const { propertyId: id } = await keynest.own.property();
    const late = ['404 not_found'];
    return { noun: 'property', id, path: `/v1/properties/${id}`, events: ['UPDATE Property'], late };
  },
  'PATCH /tenants/:id': async () => {
    const { tenantId: id } = await keynest.own.home();
    const body = (racer: number) => ({
      name: `Name ${racer}`,
      rent: 2000 + racer,
      leaseEnd: `2027-03-${String((racer % 28) + 1).padStart(2, '0')}`,
      coTenants: [`Co ${racer}`],
    });
    const events = ['UPDATE Tenant', 'UPDATE Lease', 'INSERT LeaseRent', 'INSERT Tenant'];
    return { noun: 'tenant', id, path: `/v1/tenants/${id}`, body, events };
  },
  'DELETE /tenants/:id': async () => {
    const { tenantId: id } = await keynest.own.home();
    const events = ['DELETE LeaseRent', 'DELETE Tenant', 'DELETE Lease'];
    return {
      noun: 'tenant',
      id,
      path: `/v1/tenants/${id}`,
      events,
      late: ['404 not_found'],
      isDeleted: true,
    };
  },
  'PATCH /leases/:id': async () => {
    const { leaseId: id } = await keynest.own.home();
    const body = (racer: number) => ({ leaseEnd: `2027-12-${10 + (racer % 10)}` });
    return { noun: 'lease', id, path: `/v1/leases/${id}`, body, events: ['UPDATE Lease'] };
  },
  'PATCH /payments/:id': async () => {
    const id = await keynest.own.payment(await keynest.own.home());
    const body = (racer: number) => ({ status: racer % 2 === 0 ? 'Failed' : 'Refunded' });
    return { noun: 'payment', id, path: `/v1/payments/${id}`, body, events: ['UPDATE Payment'] };
  },
  'PATCH /charges/:id': async () => {
    const id = await keynest.own.charge(await keynest.own.home());
    const body = (racer: number) => ({ status: 'Void', reason: `Reason ${racer}` });
    return { noun: 'charge', id, path: `/v1/charges/${id}`, body, events: ['UPDATE Charge'] };
  },
  'PATCH /suggestions/:id': async () => {
    const id = await keynest.own.suggestion(await keynest.own.home());
    const body = () => ({ status: 'Dismissed' });
    return { noun: 'suggestion', id, path: `/v1/suggestions/${id}`, body, events: ['UPDATE Suggestion'] };
  },
  'PATCH /tickets/:id': async () => {
    const id = await keynest.own.ticket(await keynest.own.home());
    const body = (racer: number) => ({ title: `Title ${racer}`, cost: racer });
    return { noun: 'ticket', id, path: `/v1/tickets/${id}`, body, events: ['UPDATE Ticket'] };
  },
  'PATCH /forms/:id': async () => {
    const id = await keynest.own.form(await keynest.own.home());
    const served = { status: 'Served', servedOn: TODAY, serviceMethod: 'hand' };
    const body = (racer: number) => (racer % 2 === 0 ? { status: 'Void' } : served);
    return { noun: 'form', id, path: `/v1/forms/${id}`, body, events: ['UPDATE Form'] };
  },
};

const conditional = ROUTES.filter(({ method }) => method === 'PATCH' || method === 'DELETE').map(
  ({ method, path }) => `${method} ${path}`,
);

test('covers every route that changes a resource', () => {
  expect(Object.keys(PRIZES).toSorted()).toEqual(conditional.toSorted());
});

test.each(conditional)(`%s by ${RACERS} who have seen the same: one does it, once`, async (name) => {
  const { noun, id, path, body, http = landlord, events, late = [], isDeleted } = await PRIZES[name]!();
  const [method = ''] = name.split(' ');
  const tag = (await http.get(path)).headers.get('etag') ?? '';
  const [version, end] = [await versionOf(keynest, noun, id), await logEnd(keynest)];
  const options = ifMatch(tag);
  const answers = await race((racer) =>
    method === 'PATCH' ? http.patch(path, body?.(racer), options) : http.delete(path, options),
  );
  const tallied = tally(answers.map(outcomeOf));
  const words = new Set(['200', '412 precondition_failed', ...late]);
  expect(Object.keys(tallied).filter((word) => !words.has(word))).toEqual([]);
  expect(tallied['200']).toBe(1);
  expect(await versionOf(keynest, noun, id)).toBe(isDeleted ? 0 : version + 1);
  expect((await changesSince(keynest, end)).toSorted()).toEqual(events.toSorted());
  expect(await overlaps(keynest)).toEqual([]);
  if (method !== 'PATCH') return;
  const winner = answers.find(({ status }) => status === 200)!;
  expect(winner.headers.get('etag')).toBe((await http.get(path)).headers.get('etag'));
});
