import { KEY_CACHE_MILLISECONDS, renewLinkKeys } from '../files/link-keys.ts';
import { createIds } from '../ids.ts';
import type { Outcome } from './outcome.ts';
import { withDatabase } from './with-database.ts';

/**
 * `keynest links renew-keys`, for an emergency such as a leaked key: deletes every key that signs links to files and
 * makes a new one, so that earlier links stop working. Running servers read the new key by themselves; PGlite's
 * has to be stopped.
 */
export async function renewKeys(): Promise<Outcome> {
  const clock = { now: () => new Date() };
  const count = await withDatabase({ mustExist: true }, ({ prisma }) =>
    renewLinkKeys(prisma, clock, createIds(clock)),
  );
  const keys = `${count} ${count === 1 ? 'key' : 'keys'}`;
  return {
    text: `Deleted ${keys} and made a new one. Earlier links to files stop working, on running servers within ${KEY_CACHE_MILLISECONDS / 1000} seconds.`,
    data: { deletedKeys: count },
  };
}
