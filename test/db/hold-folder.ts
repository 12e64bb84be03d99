/** Run in a process of its own: takes the data folder, says so, and keeps it until it is ended. */
import { lockFolder } from '../../src/db/folder-lock.ts';

try {
  await lockFolder(process.argv[2] ?? '');
  console.log('locked');
  setInterval(() => undefined, 1000);
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
}
