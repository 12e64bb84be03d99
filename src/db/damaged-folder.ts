/** What a data folder needs before it can be opened. */
export type Remedy = 'restore' | 'permission' | 'version' | 'folder';

/** A data folder that can't be opened as it is. Nothing in it was changed. */
export class DamagedFolder extends Error {
  override readonly name = 'DamagedFolder';
  readonly remedy: Remedy;

  constructor(message: string, remedy: Remedy, cause?: unknown) {
    super(message, { cause });
    this.remedy = remedy;
  }
}

/** SQLSTATEs of damage: a file or a page that cannot be read (PostgreSQL, appendix A). */
const DAMAGE_CODES = /^(XX\d{3}|58P01|58P02|58030)$/;

/** The error itself; a DamagedFolder instead, where PostgreSQL says that the cluster is damaged. */
export function asDamage(error: unknown, clusterFolder: string): unknown {
  const { code, message } = error as { code?: unknown; message?: string };
  if (typeof code !== 'string' || !DAMAGE_CODES.test(code)) return error;
  return new DamagedFolder(
    `The database in ${clusterFolder} is damaged: ${message ?? code}.`,
    'restore',
    error,
  );
}
