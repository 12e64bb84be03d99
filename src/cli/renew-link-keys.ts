/**
 * For an emergency, such as a signing key that got out: deletes every key that links to files are signed with and makes
 * a new one, so that every link made before is dead:
 *
 *   npm run renew-link-keys
 *
 * The server must not be running on the same embedded database. On PostgreSQL it may go on: every process takes up the
 * new key by itself.
 */
import { KEY_CACHE_MILLISECONDS, renewLinkKeys } from '../files/link-keys.ts';
import { createIds } from '../ids.ts';
import { operatorCommand, withDatabase } from './operator-command.ts';

await operatorCommand(async () => {
  const clock = { now: () => new Date() };
  const count = await withDatabase({ mustExist: true }, ({ prisma }) =>
    renewLinkKeys(prisma, clock, createIds(clock)),
  );
  const within = `within ${KEY_CACHE_MILLISECONDS / 1000} seconds where the server is running`;
  return `Deleted ${count} ${count === 1 ? 'key' : 'keys'} and made a new one. Every link to a file made before is dead, ${within}.`;
});
