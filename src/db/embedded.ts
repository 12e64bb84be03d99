import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { DamagedFolder } from './damaged-folder.ts';
import { inMebibytes, NEW_DATABASE_BYTES } from './disk-space.ts';
import type { SqlSession } from './sql.ts';

const EXTENSIONS = { btree_gist, pg_trgm };

/** An embedded PostgreSQL in this process. */
export interface EmbeddedDatabase {
  readonly pglite: PGlite;
  readonly sql: SqlSession;
}

function sqlOver(pglite: PGlite): SqlSession {
  return {
    execute: async (statements) => {
      await pglite.exec(statements);
    },
    query: async (statement, parameters = []) => {
      const result = await pglite.query<Record<string, unknown>>(statement, [...parameters]);
      return result.rows;
    },
  };
}

/**
 * Opens the database in `folder`, or creates it there. A new database is unpacked from a prepared empty cluster;
 * running initdb would take three times as long.
 *
 * @throws Error with the remedy.
 */
export async function openFolderDatabase(folder: string, isNew: boolean): Promise<EmbeddedDatabase> {
  const options = { extensions: EXTENSIONS, ...(isNew ? { loadDataDir: await dataDir() } : {}) };
  try {
    const pglite = await PGlite.create(folder, options);
    return { pglite, sql: sqlOver(pglite) };
  } catch (cause) {
    // The file system of PGlite throws objects with an error number and no message; a cluster that PostgreSQL gives up
    // ends its process, which has no message either.
    const checks = `Make sure that this user can write there and that the disk has space (a new database takes about ${inMebibytes(NEW_DATABASE_BYTES)}).`;
    if (isNew) throw new Error(`The embedded database in ${folder} was not created. ${checks}`, { cause });
    throw new DamagedFolder(
      `The embedded database in ${folder} did not open. PostgreSQL found its write-ahead log or its files damaged, or could not write. ${checks}`,
      'restore',
      cause,
    );
  }
}

/**
 * Opens a database in memory.
 *
 * @param template - a dump to start from; an empty cluster when absent.
 */
export async function openMemoryDatabase(template?: Blob): Promise<EmbeddedDatabase> {
  const pglite = await PGlite.create({
    extensions: EXTENSIONS,
    loadDataDir: template ?? (await dataDir()),
  });
  return { pglite, sql: sqlOver(pglite) };
}
