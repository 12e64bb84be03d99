import { resolve } from 'node:path';
import { listBackups } from '../backup/kept-backups.ts';
import { readConfig } from '../config.ts';
import type { DamagedFolder } from '../db/damaged-folder.ts';
import { commandName } from './command-name.ts';

/** An argument as a shell reads it. */
const shellWord = (text: string) => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

async function restoreLines(dataFolder: string, backupFolder: string): Promise<string[]> {
  const setting = `KEYNEST_DATA=${shellWord(resolve(dataFolder))}`;
  const command = (file: string) => `  ${setting} ${commandName()} restore ${file} --force`;
  const [newest] = await listBackups(backupFolder);
  if (newest)
    return [
      `Restore the newest backup, of ${newest.madeAt.toISOString()}:`,
      command(shellWord(resolve(newest.path))),
      'The damaged database is kept beside it under another name.',
    ];
  return [
    `There is no backup in ${backupFolder}. Restore a file that \`keynest backup\` wrote:`,
    command('FILE'),
    `Or put a whole copy of the data folder in the place of ${dataFolder}.`,
  ];
}

/** The error of a start that a data folder stopped, with the exact remedy. */
export async function explainDamage(error: DamagedFolder): Promise<Error> {
  const { dataFolder, backupFolder } = readConfig(process.env);
  const lines = {
    restore: () => restoreLines(dataFolder, backupFolder),
    permission: () => [
      'Give the data folder to the user that runs KeyNest, as an administrator:',
      `  chown -R ${process.getuid?.() ?? 'USER'} ${shellWord(resolve(dataFolder))} && chmod -R u+rwX ${shellWord(resolve(dataFolder))}`,
    ],
    version: () => [
      'Back the folder up with the KeyNest that wrote it, then restore that file with this one:',
      `  keynest backup FILE, then ${commandName()} restore FILE --force`,
    ],
    folder: () => ['Set an empty folder, or one that KeyNest made, in KEYNEST_DATA.'],
  };
  const remedyLines = await lines[error.remedy]();
  return new Error([error.message, ...remedyLines, 'Nothing was changed.'].join('\n'), {
    cause: error.cause,
  });
}
