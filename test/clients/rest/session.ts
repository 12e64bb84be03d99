/** What each client gives after the same four calls, so that one table checks them all. */
export interface Told {
  /** `GET /tenants?q=`: of the first tenant. */
  readonly name: string;
  readonly balance: number;
  /** `POST /tickets` with its required field only. */
  readonly status: string;
  /** `GET /tenants/{id}` of nobody: the code of the problem. */
  readonly refusal: string;
}

export const ACCOUNT = { email: 'landlord@example.com', password: 'keynest-demo' };
export const PROPERTY = 'p_01kdvdna00e0080004s772xxm0';
export const NOBODY = 't_00000000000000000000000000';

/** A fetch of the server at an origin, for clients that know its paths alone. */
export function fetchFrom(base: string, token: string): typeof fetch {
  return (path, options) => {
    const headers = new Headers(options?.headers);
    if (token) headers.set('authorization', `Bearer ${token}`);
    return fetch(`${base}${String(path)}`, { ...options, headers });
  };
}
