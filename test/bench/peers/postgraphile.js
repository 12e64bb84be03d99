/**
 * PostGraphile 5 on KeyNest's tables: the same look-up of the session, and row-level security that gives a workspace its
 * own rows. `WITHOUT_CHECKS=1` leaves out both.
 */
import { createServer } from 'node:http';
import { grafserv } from 'grafserv/node';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { findViewer } from './signed-in.js';

const WITHOUT_CHECKS = process.env.WITHOUT_CHECKS === '1';
const ROLE = 'keynest_bench_visitor';
const TABLES = ['Property', 'Unit', 'Lease', 'LeaseRent', 'Tenant', 'Payment', 'Ticket', 'Workspace'];

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** Owners are not bound by these policies, so KeyNest does not notice them. */
async function secureRows() {
  await pool.query(`DO $$ BEGIN CREATE ROLE ${ROLE}; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
  await pool.query(`GRANT USAGE ON SCHEMA public TO ${ROLE}`);
  for (const table of TABLES) {
    const column = table === 'Workspace' ? 'id' : '"workspaceId"';
    await pool.query(`GRANT SELECT ON "${table}" TO ${ROLE}`);
    await pool.query(`ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`);
    await pool.query(`DROP POLICY IF EXISTS bench ON "${table}"`);
    await pool.query(
      `CREATE POLICY bench ON "${table}" FOR SELECT TO ${ROLE} USING (${column} = current_setting('bench.workspace'))`,
    );
  }
}

if (!WITHOUT_CHECKS) await secureRows();

const pgl = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ pool, schemas: ['public'] })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false },
  grafast: {
    explain: false,
    async context(request) {
      if (WITHOUT_CHECKS) return {};
      const viewer = await findViewer(pool, request.node?.req.headers.authorization);
      if (!viewer) throw new Error('Sign in first.');
      return { pgSettings: { role: ROLE, 'bench.workspace': viewer.workspaceId } };
    },
  },
});

const server = createServer((request, response) => {
  if (request.url === '/healthz') response.end('ok');
});
const handler = pgl.createServ(grafserv);
server.removeAllListeners('request');
server.on('request', (request, response) => {
  if (request.url === '/healthz') {
    response.end('ok');
    return;
  }
  answer(request, response);
});
let answer = (_request, response) => response.end();
const inner = createServer();
await handler.addTo(inner);
answer = (request, response) => inner.emit('request', request, response);
server.listen(Number(process.env.PORT), '127.0.0.1');
