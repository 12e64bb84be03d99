/** Sets the time zone of a connection: Prisma writes and reads instants as UTC, without an offset. */
const UTC = '-c TimeZone=UTC';

/**
 * Compiling a statement to machine code takes longer than our statements run: the estimate of a nested read is far above
 * what a page costs.
 */
const WITHOUT_JIT = '-c jit=off';

function withOptions(connectionString: string, added: string): string {
  const options = /[?&]options=([^&]*)/.exec(connectionString);
  if (options) return connectionString.replace(options[0], `${options[0]}${encodeURIComponent(` ${added}`)}`);
  const separator = connectionString.includes('?') ? '&' : '?';
  return `${connectionString}${separator}options=${encodeURIComponent(added)}`;
}

/** A connection URL for requests. */
export function forServer(connectionString: string): string {
  return withOptions(connectionString, `${UTC} ${WITHOUT_JIT}`);
}

/** A connection URL whose sessions use UTC, whatever the time zone of the server, the database or the role. */
export function withUtc(connectionString: string): string {
  return withOptions(connectionString, UTC);
}
