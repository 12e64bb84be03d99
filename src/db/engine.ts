import { join } from 'node:path';
import { hasPglite } from './folder-lock.ts';
import { prepareBinaries, type Binaries } from './postgres/binaries.ts';
import { CannotRun } from './postgres/cannot-run.ts';
import { CLUSTER_FOLDER, hasCluster } from './postgres/cluster.ts';
import { chooseUser, type SystemUser } from './postgres/run-as.ts';

/** Setting EMBEDDED_DATABASE. */
export type EngineSetting = 'automatic' | 'postgresql' | 'pglite';

/** What serves the embedded database. */
export type Engine =
  | { readonly name: 'postgresql'; readonly binaries: Binaries; readonly user: SystemUser | null }
  /** `reason`: why PostgreSQL's programs do not serve it; null when the setting asks for PGlite. */
  | { readonly name: 'pglite'; readonly reason: string | null };

/** @throws CannotRun when PostgreSQL's programs do not run here. */
async function preparePostgres(dataFolder: string): Promise<Extract<Engine, { name: 'postgresql' }>> {
  const user = await chooseUser(dataFolder, join(dataFolder, CLUSTER_FOLDER));
  return { name: 'postgresql', binaries: await prepareBinaries(dataFolder, user), user };
}

/**
 * Chooses what serves a data folder: PostgreSQL's programs where they run, else PGlite. A folder that PostgreSQL serves
 * is never served by PGlite, which would begin an empty database beside it.
 *
 * @param mayTakeOver - whether PostgreSQL may take over what PGlite made.
 * @throws Error with the remedy.
 */
export async function chooseEngine(
  dataFolder: string,
  setting: EngineSetting,
  mayTakeOver: boolean,
): Promise<Engine> {
  const clusterFolder = join(dataFolder, CLUSTER_FOLDER);
  const isHeld = await hasCluster(clusterFolder);
  if (setting === 'pglite') {
    if (!isHeld) return { name: 'pglite', reason: null };
    throw new Error(
      `The database in ${clusterFolder} needs the embedded PostgreSQL. Remove EMBEDDED_DATABASE, or set another folder in KEYNEST_DATA.`,
    );
  }
  if (!isHeld && !mayTakeOver && (await hasPglite(dataFolder))) {
    return { name: 'pglite', reason: 'PGlite made this database.' };
  }
  try {
    return await preparePostgres(dataFolder);
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    if (!isHeld && setting === 'automatic') return { name: 'pglite', reason: error.message };
    throw new Error(
      `The embedded PostgreSQL cannot serve ${dataFolder}. ${error.message} Or set DATABASE_URL to use another PostgreSQL.`,
      { cause: error },
    );
  }
}
