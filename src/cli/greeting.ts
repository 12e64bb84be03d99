import type { Config } from '../config.ts';
import type { Database } from '../db/client.ts';
import { commandName } from './command-name.ts';
import { GRAPHQL_PATH, HEALTH_PATH, REFERENCE_PATH } from '../http/paths.ts';

const DEMO_PASSWORD = 'keynest-demo';

/** Whether an empty database gets the demo workspace: the embedded one, outside of production. */
export function hasDemo({ databaseUrl, isProduction }: Config): boolean {
  return databaseUrl === null && !isProduction;
}

/** The password of the demo accounts; null when the operator chose one, which is not told. */
export function toldPassword({ demoPassword }: Config): string | null {
  return demoPassword === DEMO_PASSWORD ? DEMO_PASSWORD : null;
}

/** How to create the first workspace of an empty database. */
export function firstWorkspaceLines({ engine }: Database): string[] {
  return [
    '',
    'The database has no workspace yet. Create the first one with:',
    `  KEYNEST_PASSWORD='…' ${commandName()} workspace create --landlord 'Legal Name' --email you@example.com`,
    ...(engine === 'pglite' ? ['Stop this server first: PGlite serves one process.'] : []),
  ];
}

/** What serves the database, and where. */
function placeOf({ dataFolder }: Config, { kind, engine }: Database): string {
  if (kind === 'postgresql') return 'PostgreSQL';
  return `embedded ${engine === 'pglite' ? 'PGlite' : 'PostgreSQL'} in ${dataFolder}`;
}

/**
 * The lines that tell that the server is ready.
 *
 * @param notes - lines about the state of the database.
 */
export function greeting(config: Config, database: Database, port: number, notes: readonly string[]): string {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const listening = `http://${host}:${port}`;
  const origin = config.publicUrl ?? listening;
  const password = toldPassword(config) ?? '<DEMO_PASSWORD>';
  const credentials = hasDemo(config)
    ? `{"email":"landlord@example.com","password":"${password}"}`
    : '{"email":"…","password":"…"}';
  return [
    `KeyNest is ready (${placeOf(config, database)}).`,
    ...database.notes,
    ...notes,
    '',
    `  Start page     ${origin}/`,
    ...(config.graphiql ? [`  GraphiQL       ${origin}${GRAPHQL_PATH}`] : []),
    `  API reference  ${origin}${REFERENCE_PATH}`,
    `  REST           ${origin}/v1`,
    `  Health         ${origin}${HEALTH_PATH}`,
    ...(config.publicUrl === null ? [] : [`  Listens on     ${listening}`]),
    '',
    'Try:',
    `  curl -s ${origin}/v1/auth/session -H 'content-type: application/json' \\`,
    `    -d '${credentials}'`,
  ].join('\n');
}
