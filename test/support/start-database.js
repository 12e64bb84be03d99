import { register } from 'tsx/esm/api';

/**
 * Runs once, before the workers begin. Each test file makes its database on one server: that of TEST_DATABASE_URL, else the
 * embedded PostgreSQL. Where neither is, or with EMBEDDED_DATABASE=pglite, each file has PGlite in memory.
 */
export default async function startDatabase() {
  const unregister = register();
  const { startEmbedded, useServer } = await import('./test-server.ts');
  const { TEST_DATABASE_URL: url, EMBEDDED_DATABASE: engine } = process.env;
  const server = url
    ? await useServer(url)
    : await startEmbedded(engine === 'pglite' ? 'pglite' : 'automatic');
  await unregister();
  if (server === null) return;
  globalThis.testServer = server;
  process.env.TEST_SERVER_URL = server.url;
  process.env.TEST_TEMPLATE = server.template;
}
