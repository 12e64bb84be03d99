import { Api, type HttpResponse, type Problem } from '../generated/swagger-typescript-api/client.ts';
import { ACCOUNT, NOBODY, PROPERTY, type Told } from './session.ts';

export async function call(base: string): Promise<Told> {
  const api = new Api<string>({
    baseUrl: base,
    securityWorker: (token) => (token ? { headers: { authorization: `Bearer ${token}` } } : {}),
  });
  const session = await api.auth.createSession(ACCOUNT);
  api.setSecurityData(session.data.token);
  const tenants = await api.tenants.listTenants({ q: 'sarah' });
  const [tenant] = tenants.data;
  const ticket = await api.tickets.createTicket({
    title: 'From swagger-typescript-api',
    propertyId: PROPERTY,
  });
  const refused: unknown = await api.tenants.getTenant(NOBODY).catch((answer: unknown) => answer);
  const balance: number | undefined = tenant?.balance;
  return {
    name: tenant?.name ?? '',
    balance: balance ?? NaN,
    status: ticket.data.status,
    refusal: (refused as HttpResponse<unknown, Problem>).error.code,
  };
}
