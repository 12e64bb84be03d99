import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { FolderInUse } from '../../db/folder-lock.ts';
import { readEveryTable } from '../../db/read-every-table.ts';
import { readStatus } from '../../db/migrate.ts';
import { assertServerVersion } from '../../db/server-version.ts';
import type { SqlSession } from '../../db/sql.ts';
import { HEALTH_PATH } from '../../http/paths.ts';
import { fail, messageOf, ok, warn, type Finding } from './finding.ts';

const SECOND = 1000;
const DAY_SECONDS = 86_400;
const SKEW_SECONDS = { warn: 1, fail: 30 };
/** A server replaces its key after 30 days. */
const OLD_KEY_DAYS = 32;
const PROBE_MILLISECONDS = 3000;

async function checkServer(sql: SqlSession): Promise<Finding> {
  try {
    await assertServerVersion(sql);
  } catch (error) {
    return fail('database', messageOf(error), 'Upgrade PostgreSQL.');
  }
  const [row] = await sql.query(
    `SELECT current_setting('server_version') AS version, current_setting('TimeZone') AS zone,
       extract(timezone FROM timestamptz '2026-01-01')::int AS winter,
       extract(timezone FROM timestamptz '2026-07-01')::int AS summer`,
  );
  const { version, zone, winter, summer } = row ?? {};
  if (winter !== 0 || summer !== 0)
    return fail('database', `Connections use the time zone ${String(zone)}.`, 'Set it to UTC at the pooler.');
  return ok('database', `PostgreSQL ${String(version)} answers, in UTC.`);
}

async function checkExtensions(sql: SqlSession): Promise<Finding> {
  const [row] = await sql.query(
    `SELECT installed_version AS version, to_regclass('_prisma_migrations') IS NULL AS "isNew"
     FROM pg_available_extensions WHERE name = 'btree_gist'`,
  );
  if (!row) {
    const remedy = 'Install the contrib package of PostgreSQL.';
    return fail('extensions', 'The server does not have btree_gist.', remedy);
  }
  if (row['version'] !== null) return ok('extensions', 'btree_gist is installed.');
  const message = 'btree_gist is not installed in the database.';
  if (row['isNew'] === true) return warn('extensions', message, 'Run `keynest migrate`, which installs it.');
  return fail('extensions', message, 'Run CREATE EXTENSION btree_gist in the database.');
}

async function checkMigrations(sql: SqlSession): Promise<Finding> {
  try {
    const status = await readStatus(sql);
    const pending = status.filter(({ isApplied }) => !isApplied);
    if (pending.length === 0) return ok('migrations', `All ${status.length} are applied.`);
    const names = pending.map(({ name }) => name).join(', ');
    return warn(
      'migrations',
      `${pending.length} are pending: ${names}.`,
      'Back up, then run `keynest migrate`.',
    );
  } catch (error) {
    return fail('migrations', messageOf(error), 'Install the version that this database was made with.');
  }
}

async function checkTables(sql: SqlSession): Promise<Finding> {
  const { tables, rows, damaged } = await readEveryTable(sql);
  if (damaged.length === 0) return ok('tables', `All ${tables} can be read, with ${rows} rows.`);
  const names = damaged.map(({ table, problem }) => `${table} (${problem})`).join(', ');
  return fail('tables', `These cannot be read: ${names}.`, 'Restore the newest backup.');
}

async function checkClock(sql: SqlSession): Promise<Finding> {
  const before = Date.now();
  const [row] = await sql.query('SELECT extract(epoch FROM clock_timestamp())::float8 AS now');
  const middle = (before + Date.now()) / 2;
  const skew = Math.abs(Number(row?.['now']) * SECOND - middle) / SECOND;
  const message = `The clocks of this machine and the database differ by ${skew.toFixed(1)} s.`;
  const remedy = 'Synchronize both clocks by NTP.';
  if (skew >= SKEW_SECONDS.fail) return fail('clock', message, remedy);
  return skew >= SKEW_SECONDS.warn ? warn('clock', message, remedy) : ok('clock', message);
}

async function checkKeys(sql: SqlSession): Promise<Finding> {
  const [table] = await sql.query(`SELECT to_regclass('"SigningKey"') IS NOT NULL AS exists`);
  if (table?.['exists'] !== true)
    return warn('keys', 'There is no table of keys yet.', 'Run `keynest migrate`, or start the server.');
  const [row] = await sql.query(
    `SELECT count(*)::int AS count, extract(epoch FROM now() - max("createdAt"))::float8 AS age FROM "SigningKey"`,
  );
  const days = Math.floor(Number(row?.['age']) / DAY_SECONDS);
  if (Number(row?.['count']) === 0)
    return warn('keys', 'No key signs links to files yet.', 'Start the server, which makes one.');
  const message = `The newest key that signs links is ${days} days old.`;
  if (days < OLD_KEY_DAYS) return ok('keys', message);
  return warn('keys', message, 'Keep a server running: it replaces keys every 30 days.');
}

const CHECKS = [checkServer, checkExtensions, checkMigrations, checkTables, checkClock, checkKeys];

async function checkAll(sql: SqlSession): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) findings.push(await check(sql));
  return findings;
}

/** A server holds the folder, so only the server can say how the database is. */
async function askServer({ host, port, dataFolder }: Config): Promise<Finding[]> {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}${HEALTH_PATH}`;
  const status = await fetch(url, { signal: AbortSignal.timeout(PROBE_MILLISECONDS) }).then(
    (answer) => answer.status,
    () => null,
  );
  const server =
    status === 200
      ? ok('database', `A server uses ${dataFolder}, and is ready at ${url}.`)
      : warn(
          'database',
          `A process uses ${dataFolder}, but ${url} does not say that it is ready.`,
          'Read its log.',
        );
  const rest = warn(
    'database',
    'Not checked: version, extensions, migrations, tables, clock and keys.',
    'Stop the server, then run this again.',
  );
  return [server, rest];
}

/** Checks the database as it is. Migrates and makes nothing. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  const { databaseUrl, dataFolder } = config;
  if (
    databaseUrl === null &&
    !['database', 'postgresql'].some((name) => existsSync(join(dataFolder, name)))
  ) {
    const remedy = 'Start the server, which makes one, or correct KEYNEST_DATA.';
    return [warn('database', `There is no database in ${dataFolder}.`, remedy)];
  }
  try {
    const { inspectDatabase } = await import('../../db/open-database.ts');
    return await inspectDatabase(config, checkAll);
  } catch (error) {
    if (error instanceof FolderInUse) return askServer(config);
    const remedy =
      databaseUrl === null ? 'Restore the newest backup.' : 'Start PostgreSQL, or correct DATABASE_URL.';
    return [fail('database', messageOf(error), remedy)];
  }
}
