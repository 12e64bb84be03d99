import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from '../generated/prisma/client.ts';
import { EMBEDDED_TRANSACTION, reportMigrations, type Database } from './client.ts';
import { assertDiskSpace, guardDiskSpace } from './disk-space.ts';
import type { EmbeddedDatabase } from './embedded.ts';
import type { LockedFolder } from './folder-lock.ts';
import { measured } from './measured-adapter.ts';
import { applyMigrations } from './migrate.ts';
import { openCluster } from './open-cluster.ts';
import { EmbeddedSender, withSender } from './read-sql.ts';
import { reportOpening, type Opening } from './opening.ts';

const NOT_DURABLE =
  'PGlite does not flush to the disk: a power cut may lose the last changes or damage the database. Back it up, or set DATABASE_URL.';

function clientOf({ pglite }: EmbeddedDatabase, { readFreeSpace }: Opening): PrismaClient {
  const adapter = measured(new PrismaPGlite(pglite));
  const prisma = new PrismaClient({ adapter, transactionOptions: EMBEDDED_TRANSACTION });
  return guardDiskSpace(withSender(prisma, new EmbeddedSender(pglite)), readFreeSpace);
}

/** Opens PGlite in a folder that this process has locked. `reason`: why it is PGlite that serves the folder, or null. */
export async function openPglite(
  opening: Opening,
  locked: LockedFolder,
  reason: string | null,
): Promise<Database> {
  const { clusterFolder, isNew, isForeign } = locked;
  // Opening writes to the disk: it recovers from a crash and applies migrations.
  await assertDiskSpace(clusterFolder, isNew, opening.readFreeSpace);
  reportOpening(opening, isNew);
  const embedded = await openCluster(locked);
  const applied = await applyMigrations(embedded.sql, { onPending: reportMigrations(opening.onProgress) });
  if (isNew || isForeign) await locked.markComplete();
  const prisma = clientOf(embedded, opening);
  const close = async () => {
    await prisma.$disconnect();
    await embedded.pglite.close();
    await opening.lock.release();
  };
  const notes = [...(reason === null ? [] : [reason]), NOT_DURABLE];
  return {
    ...{ prisma, kind: 'embedded', engine: 'pglite', notes, applied },
    ...{ embeddedSql: embedded.sql, close },
  };
}
