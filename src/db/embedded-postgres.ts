import { rm } from 'node:fs/promises';
import { assertWholeCluster } from './cluster-check.ts';
import type { Engine } from './engine.ts';
import { CannotRun } from './postgres/cannot-run.ts';
import { draftCluster, giveCluster, hasCluster, placeCluster } from './postgres/cluster.ts';
import { endOrphan } from './postgres/postmaster.ts';
import { startServer, type PostgresServer } from './postgres/server.ts';

type PostgresEngine = Extract<Engine, { name: 'postgresql' }>;

/** Fills a new database before it takes its place. */
export type FillDatabase = (url: string) => Promise<void>;

interface NewCluster {
  readonly fill: FillDatabase | null;
  /** Makes the place free. */
  readonly beforePlacing?: () => Promise<void>;
}

/** Creates the cluster; with `fill`, also what is in it. An interruption leaves nothing in its place. */
export async function createCluster(
  { binaries, user }: PostgresEngine,
  clusterFolder: string,
  { fill, beforePlacing }: NewCluster,
): Promise<void> {
  const draft = await draftCluster(binaries, clusterFolder, user);
  try {
    if (fill) {
      const server = await startServer({ binaries, user, clusterFolder: draft });
      await fill(server.url).finally(() => server.close());
    }
    await beforePlacing?.();
    await placeCluster(draft, clusterFolder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** Makes sure that a cluster is whole and that PostgreSQL may use it. @throws DamagedFolder saying what is wrong. */
async function prepareCluster({ user }: PostgresEngine, clusterFolder: string): Promise<void> {
  // What a killed server left still writes to the files.
  await endOrphan(clusterFolder);
  const hasNewFolders = await assertWholeCluster(clusterFolder);
  await giveCluster(clusterFolder, user, hasNewFolders);
}

/**
 * Starts PostgreSQL on a cluster, which is created when it is missing. This process has locked the data folder.
 *
 * @throws CannotRun when there was no cluster and a new one cannot be served, such as on a disk without sockets. Nothing
 *   of it is left.
 * @throws DamagedFolder when the cluster cannot be opened as it is.
 */
export async function startCluster(
  engine: PostgresEngine,
  clusterFolder: string,
  fill: FillDatabase | null,
): Promise<PostgresServer> {
  const { binaries, user } = engine;
  const isNew = !(await hasCluster(clusterFolder));
  if (isNew) await createCluster(engine, clusterFolder, { fill });
  else await prepareCluster(engine, clusterFolder);
  try {
    return await startServer({ binaries, user, clusterFolder });
  } catch (error) {
    if (!isNew) throw error;
    await rm(clusterFolder, { recursive: true, force: true });
    throw new CannotRun((error as Error).message, { cause: error });
  }
}
