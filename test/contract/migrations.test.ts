import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** In a process of its own, as prisma's engine keeps the one it runs in from ending. */
const SCRIPT = `
  import { missingMigration } from './src/build/author-migration.ts';
  process.stdout.write(await missingMigration());
  process.exit();
`;

test('prisma/migrations come to what prisma/schema.prisma says', async () => {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const options = ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT];
  const { stdout } = await promisify(execFile)(process.execPath, options, { cwd: ROOT, env });
  expect(stdout).toBe('');
});
