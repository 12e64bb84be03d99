/** Host, port and database of a connection URL, without the user and the password. */
function describeUrl(connectionString: string): { server: string; database: string } {
  if (!URL.canParse(connectionString)) return { server: 'DATABASE_URL', database: '' };
  const { hostname, port, pathname } = new URL(connectionString);
  const server = `${hostname || 'localhost'}:${port || '5432'}`;
  return { server, database: decodeURIComponent(pathname.slice(1)) };
}

/** Remedies by SQLSTATE (PostgreSQL, appendix A). */
function remedyFor(code: unknown, connectionString: string): string {
  const { server, database } = describeUrl(connectionString);
  switch (code) {
    case '28000':
    case '28P01':
      return `PostgreSQL at ${server} refused the user. Correct the user and the password in DATABASE_URL.`;
    case '3D000':
      return `PostgreSQL at ${server} has no database "${database}". Create it, or correct DATABASE_URL.`;
    case '08P01':
      return `The server at ${server} refused the connection's settings. If it is PgBouncer, add pgbouncer=true to DATABASE_URL.`;
    default:
      return `PostgreSQL at ${server} does not answer. Start it, or correct DATABASE_URL.`;
  }
}

/** The error for a first connection that failed, with the remedy. It never holds the password. */
export function explainConnection(error: unknown, connectionString: string): Error {
  const { code } = error as { code?: unknown };
  return new Error(remedyFor(code, connectionString), { cause: error });
}
