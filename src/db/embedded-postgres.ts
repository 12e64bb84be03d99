import { rm } from 'node:fs/promises';
import type { Engine } from './engine.ts';
import { CannotRun } from './postgres/cannot-run.ts';
import { draftCluster, placeCluster, readClusterMajor } from './postgres/cluster.ts';
import { startServer, type PostgresServer } from './postgres/server.ts';

type PostgresEngine = Extract<Engine, { name: 'postgresql' }>;

/** Fills a new database before it takes its place. */
export type FillDatabase = (url: string) => Promise<void>;

/** Creates the cluster; with `fill`, also what is in it. An interruption leaves nothing in its place. */
async function createCluster(
  { binaries, user }: PostgresEngine,
  clusterFolder: string,
  fill: FillDatabase | null,
): Promise<void> {
  const draft = await draftCluster(binaries, clusterFolder, user);
  try {
    if (fill) {
      const server = await startServer({ binaries, user, clusterFolder: draft });
      await fill(server.url).finally(() => server.close());
    }
    await placeCluster(draft, clusterFolder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Starts PostgreSQL on a cluster, which is created when it is missing. This process has locked the data folder.
 *
 * @throws CannotRun when there was no cluster and a new one cannot be served, such as on a disk without sockets. Nothing
 *   of it is left.
 */
export async function startCluster(
  engine: PostgresEngine,
  clusterFolder: string,
  fill: FillDatabase | null,
): Promise<PostgresServer> {
  const { binaries, user } = engine;
  const isNew = (await readClusterMajor(clusterFolder)) === null;
  if (isNew) await createCluster(engine, clusterFolder, fill);
  try {
    return await startServer({ binaries, user, clusterFolder });
  } catch (error) {
    if (!isNew) throw error;
    await rm(clusterFolder, { recursive: true, force: true });
    throw new CannotRun((error as Error).message, { cause: error });
  }
}
