/** Sets the time zone of a connection: Prisma writes and reads instants as UTC, without an offset. */
const UTC = '-c TimeZone=UTC';

/** A connection URL whose sessions use UTC, whatever the time zone of the server, the database or the role. */
export function withUtc(connectionString: string): string {
  const options = /[?&]options=([^&]*)/.exec(connectionString);
  if (options) return connectionString.replace(options[0], `${options[0]}${encodeURIComponent(` ${UTC}`)}`);
  const separator = connectionString.includes('?') ? '&' : '?';
  return `${connectionString}${separator}options=${encodeURIComponent(UTC)}`;
}
