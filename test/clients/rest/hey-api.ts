import { createClient, createConfig } from '../generated/hey-api/client/index.ts';
import { createSession, createTicket, getTenant, listTenants } from '../generated/hey-api/sdk.gen.ts';
import { ACCOUNT, NOBODY, PROPERTY, type Told } from './session.ts';

export async function call(base: string): Promise<Told> {
  let token = '';
  const client = createClient(createConfig({ baseUrl: base, auth: () => token }));
  const session = await createSession({ client, body: ACCOUNT, throwOnError: true });
  token = session.data.token;
  const tenants = await listTenants({ client, query: { q: 'sarah' }, throwOnError: true });
  const [tenant] = tenants.data;
  const ticket = await createTicket({
    client,
    body: { title: 'From hey-api', propertyId: PROPERTY },
    throwOnError: true,
  });
  const refused = await getTenant({ client, path: { id: NOBODY } });
  const balance: number | undefined = tenant?.balance;
  return {
    name: tenant?.name ?? '',
    balance: balance ?? NaN,
    status: ticket.data.status,
    refusal: refused.error?.code ?? '',
  };
}
