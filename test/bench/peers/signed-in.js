import { createHash } from 'node:crypto';

/** The session of a token, its user, its role and its workspace, in one named statement. */
const SESSION = {
  name: 'session',
  text: `SELECT s."workspaceId", s."userId", s.role, w."timeZone"
    FROM "Session" s
    JOIN "Membership" m ON m."userId" = s."userId" AND m.role = s.role
    JOIN "Workspace" w ON w.id = s."workspaceId"
    WHERE s."tokenHash" = $1 AND s."revokedAt" IS NULL AND s."expiresAt" > now()`,
};

/** The viewer of a request; undefined for the signed-out. */
export async function findViewer(pool, authorization) {
  const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (!token) return undefined;
  const hash = createHash('sha256').update(token).digest('hex');
  const { rows } = await pool.query({ ...SESSION, values: [hash] });
  return rows[0];
}
