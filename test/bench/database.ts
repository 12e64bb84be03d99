import pg from 'pg';

const SERVER = process.env['TEST_DATABASE_URL'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Creates a database anew and gives its URL. */
export async function createDatabase(name: string): Promise<string> {
  await dropDatabase(name);
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(SERVER);
  url.pathname = name;
  return url.href;
}

export function dropDatabase(name: string): Promise<void> {
  return onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** The id of PostgreSQL's main process, which must run on this machine. */
export async function postmasterPid(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const { parentOf } = await import('./cpu.ts');
  const parent = parentOf(rows[0]!.pid);
  await client.end();
  return parent;
}
