import pg from 'pg';

const SERVER = process.env['TEST_DATABASE_URL'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function urlOf(name: string): string {
  const url = new URL(SERVER);
  url.pathname = name;
  return url.href;
}

/** The URL of a database whose rent flow has run today in Toronto; null where there is none. */
export async function keptDatabase(name: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: urlOf(name) });
  try {
    await client.connect();
    const { rowCount } = await client.query(
      `SELECT FROM "RentTimer" WHERE "ranThrough" = (now() AT TIME ZONE 'America/Toronto')::date`,
    );
    return rowCount ? urlOf(name) : null;
  } catch {
    return null;
  } finally {
    await client.end();
  }
}

/** Creates a database anew and gives its URL. */
export async function createDatabase(name: string): Promise<string> {
  await dropDatabase(name);
  await onServer(`CREATE DATABASE ${name}`);
  return urlOf(name);
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
