/** Why PostgreSQL's own programs cannot run here, as a sentence for an operator. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}
