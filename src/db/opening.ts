import type { OnProgress } from './client.ts';
import type { ReadFreeSpace } from './disk-space.ts';
import type { FolderLock } from './folder-lock.ts';

/** What opening the embedded database needs, whatever serves it. */
export interface Opening {
  readonly folder: string;
  readonly lock: FolderLock;
  readonly readFreeSpace: ReadFreeSpace;
  readonly onProgress: OnProgress;
}

export function reportOpening({ folder, onProgress }: Opening, isNew: boolean): void {
  onProgress(`${isNew ? 'Creating a database' : 'Opening the database'} in ${folder} …`);
}
