import { lstat, mkdtemp, rm, symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const SOCKET = '.s.PGSQL.5432';

/** Longest path of a socket that systems take, in bytes. */
const MAX_PATH_BYTES = 103;

const SUPERUSER = 'keynest';

/** How a client reaches the PostgreSQL of a cluster. */
export interface Address {
  readonly url: string;
  close(): Promise<void>;
}

function urlOf(folder: string): string {
  return `postgresql://${SUPERUSER}@localhost/postgres?host=${encodeURIComponent(folder)}`;
}

/** The address of a cluster's socket. A short link stands in for a path that is too long. */
export async function openAddress(clusterFolder: string): Promise<Address> {
  const folder = resolve(clusterFolder);
  if (Buffer.byteLength(join(folder, SOCKET)) <= MAX_PATH_BYTES) {
    return { url: urlOf(folder), close: () => Promise.resolve() };
  }
  // Made for this user alone.
  const short = await mkdtemp(join(tmpdir(), 'keynest-'));
  await symlink(folder, join(short, 'd'));
  return { url: urlOf(join(short, 'd')), close: () => rm(short, { recursive: true, force: true }) };
}

/** Whether something listens on the socket of a cluster. */
export async function isListening(clusterFolder: string): Promise<boolean> {
  if (!(await lstat(join(clusterFolder, SOCKET)).catch(() => null))) return false;
  const address = await openAddress(clusterFolder);
  const folder = new URL(address.url).searchParams.get('host') ?? '';
  const isOpen = await new Promise<boolean>((settle) => {
    const socket = connect(join(folder, SOCKET), () => {
      settle(true);
    });
    socket.on('error', () => {
      settle(false);
    });
    socket.on('connect', () => socket.destroy());
  });
  await address.close();
  return isOpen;
}
