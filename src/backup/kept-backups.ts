import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Names of nightly backups, whose order is the order in time. */
const NIGHTLY = /^keynest-(\d{4})-(\d\d)-(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/;
const UNFINISHED = /^keynest-.*\.backup\..+\.unfinished$/;

export interface KeptBackup {
  readonly path: string;
  readonly madeAt: Date;
}

/** Name of the nightly backup of an instant. */
export function nightlyName(instant: Date): string {
  return `keynest-${instant.toISOString().replace(/\.\d+/, '').replaceAll(/:/g, '')}.backup`;
}

/** The nightly backups in a folder, newest first; none where there is no folder. */
export async function listBackups(folder: string): Promise<KeptBackup[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => NIGHTLY.test(name))
    .toSorted()
    .toReversed()
    .map((name) => ({
      path: join(folder, name),
      madeAt: new Date(name.replace(NIGHTLY, '$1-$2-$3T$4:$5:$6Z')),
    }));
}

/** Removes all but the newest `kept` nightly backups, and what interrupted ones left. Other files stay. */
export async function removeOldBackups(folder: string, kept: number): Promise<void> {
  const old = (await listBackups(folder)).slice(kept).map(({ path }) => path);
  const unfinished = (await readdir(folder)).filter((name) => UNFINISHED.test(name));
  for (const path of [...old, ...unfinished.map((name) => join(folder, name))])
    await rm(path, { force: true });
}
