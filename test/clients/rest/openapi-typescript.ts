import createClient from 'openapi-fetch';
import type { paths } from '../generated/openapi-typescript/schema.d.ts';
import { ACCOUNT, NOBODY, PROPERTY, type Told } from './session.ts';

export async function call(base: string): Promise<Told> {
  const client = createClient<paths>({ baseUrl: base });
  const session = await client.POST('/auth/session', { body: ACCOUNT });
  const headers = { authorization: `Bearer ${session.data?.token ?? ''}` };
  const tenants = await client.GET('/tenants', { params: { query: { q: 'sarah' } }, headers });
  const [tenant] = tenants.data ?? [];
  const ticket = await client.POST('/tickets', {
    body: { title: 'From openapi-fetch', propertyId: PROPERTY },
    headers,
  });
  const refused = await client.GET('/tenants/{id}', { params: { path: { id: NOBODY } }, headers });
  const balance: number | undefined = tenant?.balance;
  return {
    name: tenant?.name ?? '',
    balance: balance ?? NaN,
    status: ticket.data?.status ?? '',
    refusal: refused.error?.code ?? '',
  };
}
