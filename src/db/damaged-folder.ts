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
