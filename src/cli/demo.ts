import { makeDemo } from '../demo/demo.ts';
import { readConfig } from '../config.ts';
import { stampWrites } from '../db/stamps.ts';
import type { Outcome } from './outcome.ts';
import { withDatabase } from './with-database.ts';

/**
 * `keynest demo`: fills the configured database with the demo workspace.
 *
 * @throws Error when the database has a workspace already.
 */
export async function fillDemo(): Promise<Outcome> {
  const { demoPassword: password } = readConfig(process.env);
  const clock = { now: () => new Date() };
  const demo = await withDatabase({ mustExist: false }, (database) =>
    makeDemo({ prisma: stampWrites(database.prisma, clock), clock, password }),
  );
  if (demo === null)
    throw new Error(
      'This database already has a workspace. Give an empty one with KEYNEST_DATA or DATABASE_URL.',
    );
  return { text: demo.lines.join('\n').trim(), data: { workspaceId: demo.workspaceId, emails: demo.emails } };
}
