import { open, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolderDatabase, openMemoryDatabase } from '../../src/db/embedded.ts';
import { readEveryTable } from '../../src/db/read-every-table.ts';

const FILL = `
  CREATE TABLE "Book" (id int PRIMARY KEY, text text);
  INSERT INTO "Book" SELECT n, repeat(n::text, 200) FROM generate_series(1, 5000) AS n;`;

test('every row is read, of tables larger than one read too', async () => {
  const { pglite, sql } = await openMemoryDatabase();
  const before = await readEveryTable(sql);
  await sql.execute(FILL);
  const after = await readEveryTable(sql);
  expect(after.damaged).toEqual([]);
  expect(after.tables).toBe(before.tables + 1);
  expect(after.rows).toBeGreaterThanOrEqual(before.rows + 5000);
  await pglite.close();
});

test('a page that changed on the disk is found, since clusters have checksums', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keynest-pages-'));
  const first = await openFolderDatabase(folder, true);
  await first.sql.execute(FILL);
  expect(await first.sql.query('SHOW data_checksums')).toEqual([{ data_checksums: 'on' }]);
  const [found] = await first.sql.query(`SELECT pg_relation_filepath('"Book"') AS path`);
  await first.pglite.close();
  const file = await open(join(folder, String(found?.['path'])), 'r+');
  await file.write(Buffer.from('damage'), 0, 6, 8192 * 9 + 4000);
  await file.close();
  const second = await openFolderDatabase(folder, false);
  const { damaged } = await readEveryTable(second.sql);
  expect(damaged).toEqual([{ table: '"Book"', problem: expect.stringContaining('invalid page in block 9') }]);
  await second.pglite.close();
  await rm(folder, { recursive: true });
});
