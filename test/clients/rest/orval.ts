import { createSession, createTicket, getTenant, listTenants } from '../generated/orval/client.ts';
import { connect } from './orval-fetch.ts';
import { ACCOUNT, NOBODY, PROPERTY, type Told } from './session.ts';

/** Narrows an answer to the status that is expected; its data then has the type of that status. */
function expectStatus<Answer extends { status: number }, Status extends Answer['status']>(
  answer: Answer,
  status: Status,
): asserts answer is Extract<Answer, { status: Status }> {
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}`);
}

export async function call(base: string): Promise<Told> {
  connect(base, '');
  const session = await createSession(ACCOUNT);
  expectStatus(session, 201);
  connect(base, session.data.token);
  const tenants = await listTenants({ q: 'sarah' });
  expectStatus(tenants, 200);
  const [tenant] = tenants.data;
  const input = { title: 'From orval', propertyId: PROPERTY };
  const ticket = await createTicket(input);
  expectStatus(ticket, 201);
  const refused = await getTenant(NOBODY);
  expectStatus(refused, 404);
  const balance: number | undefined = tenant?.balance;
  return {
    name: tenant?.name ?? '',
    balance: balance ?? NaN,
    status: ticket.data.status,
    refusal: refused.data.code,
  };
}
