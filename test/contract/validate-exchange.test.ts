import { validateExchange, type Exchange } from '../support/exchange.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const ID = '01kdvdna00e0080004kgx2h90g';

/** A request that was accepted, and its answer. */
function exchange({
  headers,
  ...parts
}: Partial<Omit<Exchange, 'headers'>> & { headers?: object } = {}): Exchange {
  return {
    method: 'POST',
    path: '/v1/payments',
    requestHeaders: new Headers(JSON_TYPE),
    requestBody: { tenantId: `t_${ID}`, amount: 5 },
    status: 201,
    headers: new Headers({ ...JSON_TYPE, 'x-request-id': 'one', ...headers }),
    ...parts,
  };
}

test('an exchange that keeps the contract has no findings', () => {
  const get = { method: 'GET', requestBody: undefined, status: 200 };
  const kept = [
    exchange(),
    exchange({ ...get, path: '/v1/payments?limit=5&status=pAiD&period=2026-05', headers: { link: '<x>' } }),
    exchange({
      ...get,
      path: `/v1/tenants/t_${ID}`,
      requestHeaders: new Headers({ 'if-none-match': '"1"' }),
    }),
    exchange({ requestBody: undefined, isBodyUnread: true }),
  ];
  expect(kept.flatMap(validateExchange)).toEqual([]);
});

test.each<[string, Exchange, RegExp]>([
  ['a body that the contract forbids', exchange({ requestBody: { amount: 5 } }), /body: .*tenantId/],
  ['no body where one is required', exchange({ requestBody: undefined }), /a body is required/],
  [
    'a media type that is not documented',
    exchange({ requestHeaders: new Headers({ 'content-type': 'text/plain' }) }),
    /a body of "text\/plain" is not documented/,
  ],
  ['a parameter that is not documented', exchange({ path: '/v1/payments?zip=1' }), /\?zip is not documented/],
  [
    'a value that a parameter does not have',
    exchange({ method: 'GET', path: '/v1/payments?limit=500', requestBody: undefined, status: 200 }),
    /\?limit "500"/,
  ],
  [
    'an id of another kind',
    exchange({ method: 'GET', path: `/v1/tenants/p_${ID}`, requestBody: undefined, status: 200 }),
    /id "p_/,
  ],
  [
    'a key that the contract forbids',
    exchange({ requestHeaders: new Headers({ ...JSON_TYPE, 'idempotency-key': 'é' }) }),
    /idempotency-key/,
  ],
  ['a header that is not documented', exchange({ headers: { 'x-zip': '1' } }), /x-zip is not documented/],
  [
    'a header of another value',
    exchange({ headers: { 'cache-control': 'public' } }),
    /cache-control "public"/,
  ],
])('%s is found', (_what, given, finding) => {
  expect(validateExchange(given)).toEqual([expect.stringMatching(finding)]);
});

test('a request that was refused may be anything', () => {
  expect(validateExchange(exchange({ requestBody: {}, path: '/v1/payments?zip=1', status: 422 }))).toEqual(
    [],
  );
});
