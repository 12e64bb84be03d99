/** Starts GraphiQL: with the session's token on each operation, and with tabs about a tenant who really is there. */
(() => {
  const { config, ready, token } = window.KeyNest;
  const { endpoint, tabs } = config;
  const plainFetch = window.fetch.bind(window);

  window.fetch = (target, options = {}) => {
    const { pathname } = new URL(target instanceof Request ? target.url : target, location.href);
    const headers = new Headers(options.headers ?? (target instanceof Request ? target.headers : undefined));
    if (pathname === endpoint && token() !== null && !headers.has('authorization'))
      headers.set('authorization', `Bearer ${token()}`);
    return plainFetch(target, { ...options, headers });
  };

  const QUESTION = '{ tenants(first: 50, orderBy: { field: CREATED }) { nodes { id arrearsSince } } }';

  /** The first tenant with arrears, or else any: in a demo, whom every demo account but the contractor sees. */
  async function findTenant() {
    const response = await window.fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUESTION }),
    });
    const { data } = await response.json();
    const tenants = data?.tenants?.nodes ?? [];
    return tenants.find(({ arrearsSince }) => arrearsSince !== null) ?? tenants[0] ?? null;
  }

  /** The values of a tab's variables, for those that it declares. */
  function variablesOf(query, values) {
    const declared = [...query.matchAll(/\$(\w+):/g)].map(([, name]) => name);
    const known = declared.filter((name) => name in values).map((name) => [name, values[name]]);
    return known.length > 0 ? JSON.stringify(Object.fromEntries(known), null, 2) : undefined;
  }

  async function start() {
    await ready;
    const tenant = token() === null ? null : await findTenant().catch(() => null);
    const values = { tenantId: tenant?.id ?? 't_…' };
    const given = new URLSearchParams(location.search).get('query');
    const queries = given === null ? tabs : [given, ...tabs];
    window.YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
      title: 'KeyNest GraphiQL',
      endpoint,
      defaultTabs: queries.map((query) => ({ query, variables: variablesOf(query, values), headers: '' })),
      shouldPersistHeaders: false,
      isHeadersEditorEnabled: true,
      inputValueDeprecation: true,
    });
  }

  start();
})();
