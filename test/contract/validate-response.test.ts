import { at, validateResponse } from '../support/openapi.ts';

describe('validateResponse', () => {
  const done = {
    method: 'DELETE',
    path: '/v1/auth/session',
    status: 200,
    contentType: 'application/json; charset=utf-8',
  };

  test('finds nothing in an answer that keeps the contract', () => {
    expect(validateResponse({ ...done, body: { ok: true } })).toEqual([]);
    expect(validateResponse({ ...done, method: 'GET', path: '/v1/tenants?limit=1', body: [] })).toEqual([]);
    const known = { ...done, method: 'GET', status: 304, contentType: null, body: '' };
    expect(validateResponse(known)).toEqual([]);
    expect(
      validateResponse({
        ...done,
        method: 'GET',
        path: '/files/f_1?expires=1',
        contentType: 'application/pdf',
        body: '',
      }),
    ).toEqual([]);
  });

  test('finds what departs from the contract', () => {
    const type = 'application/problem+json';
    expect(validateResponse({ ...done, body: { ok: true, more: 1 } })).toEqual([
      expect.stringContaining('must NOT have additional properties'),
    ]);
    expect(validateResponse({ ...done, body: {} })).toEqual([
      expect.stringContaining("must have required property 'ok'"),
    ]);
    expect(validateResponse({ ...done, status: 204, body: null })).toEqual([
      expect.stringContaining('204 is not documented'),
    ]);
    expect(validateResponse({ ...done, method: 'GET', status: 304, body: {} })).toEqual([
      expect.stringContaining('is not documented'),
    ]);
    expect(validateResponse({ ...done, contentType: 'text/html', body: '' })).toEqual([
      expect.stringContaining('"text/html"'),
    ]);
    expect(validateResponse({ ...done, path: '/v1/zip', body: {} })).toEqual(['/v1/zip is not documented']);
    expect(validateResponse({ ...done, method: 'PUT', body: {} })).toEqual([
      expect.stringContaining('not answered 405'),
    ]);
    expect(validateResponse({ ...done, status: 401, contentType: type, body: {} })).not.toEqual([]);
  });

  test('takes 405 for a method that is not documented', () => {
    const body = at([
      'x-other-methods',
      '405',
      'content',
      'application/problem+json',
      'examples',
      'put',
      'value',
    ]);
    const contentType = 'application/problem+json';
    expect(validateResponse({ method: 'PUT', path: '/v1/tenants', status: 405, contentType, body })).toEqual(
      [],
    );
  });
});
