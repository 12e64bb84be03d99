/**
 * Writes migrations without the native schema engine, which would be a download. Prisma's engine for WebAssembly
 * compares schema.prisma with an empty embedded database that has every migration.
 *
 * `npm run migration -- add_things` writes prisma/migrations/<now>_add_things/migration.sql. Without a name it prints
 * the missing SQL.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { openMemoryDatabase } from '../db/embedded.ts';
import { applyMigrations, MIGRATIONS_FOLDER } from '../db/migrate.ts';

const require = createRequire(import.meta.url);
const SCHEMA_PATH = 'prisma/schema.prisma';
/** Node has WebAssembly, but the types of the oldest supported Node do not declare it. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate(
      bytes: Uint8Array,
      imports: object,
    ): Promise<{ instance: { exports: { __wbindgen_start: () => void } } }>;
  };
};
const NO_FILTER = { externalTables: [], externalEnums: [] };

interface EngineBindings {
  SchemaEngine: {
    new: (options: object, log: (line: string) => void, adapter: object) => Promise<SchemaEngine>;
  };
  __wbg_set_wasm: (exports: object) => void;
}

async function startEngine(schema: string, adapter: object): Promise<SchemaEngine> {
  const bindings = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as EngineBindings;
  const wasmPath = require
    .resolve('@prisma/schema-engine-wasm')
    .replace(/schema_engine\.js$/, 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(wasmPath), {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine.new({ datamodels: [[SCHEMA_PATH, schema]] }, () => undefined, adapter);
}

/** The SQL that prisma/migrations lack for prisma/schema.prisma; empty when they agree. */
export async function missingMigration(): Promise<string> {
  const schema = await readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
  const database = await openMemoryDatabase();
  await applyMigrations(database.sql);
  await database.sql.execute('DROP TABLE _prisma_migrations');
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(database.pglite));
  const engine = await startEngine(schema, adapter);
  const result = await engine.diff({
    from: { tag: 'schemaDatasource', files: [{ path: SCHEMA_PATH, content: schema }], configDir: '.' },
    to: { tag: 'schemaDatamodel', files: [{ path: SCHEMA_PATH, content: schema }] },
    script: true,
    exitCode: null,
    filters: NO_FILTER,
  });
  await database.pglite.close();
  const sql = (result.stdout ?? '').trim();
  return sql === '-- This is an empty migration.' ? '' : sql;
}

/** The stamp that Prisma's CLI gives its folders: UTC to the second, digits only. */
function stamp(instant: Date): string {
  return instant.toISOString().replace(/\D/g, '').slice(0, 14);
}

async function main(name: string | undefined): Promise<void> {
  const sql = await missingMigration();
  if (sql === '' || name === undefined) {
    console.log(sql || 'prisma/migrations agree with prisma/schema.prisma.');
    return;
  }
  const folder = new URL(`${stamp(new Date())}_${name}/`, MIGRATIONS_FOLDER);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('migration.sql', folder), `${sql}\n`);
  console.log(`Wrote ${folder.pathname}migration.sql. Read it before you commit it.`);
}

if (process.argv[1] === import.meta.filename) {
  await main(process.argv[2]);
  process.exit();
}
