import { createHash, randomBytes } from 'node:crypto';

/** 256 bits. */
const TOKEN_BYTES = 32;
/** As many bytes in base64url. */
const SECRET = '[\\w-]{43}';

/** The prefix of each kind of token. */
const PREFIXES = { session: 'kn_', apiKey: 'kn_live_', invitation: 'kn_inv_' } as const;

export type TokenKind = keyof typeof PREFIXES;

const SHAPES: Record<TokenKind, RegExp> = {
  session: new RegExp(`^${PREFIXES.session}${SECRET}$`),
  apiKey: new RegExp(`^${PREFIXES.apiKey}${SECRET}$`),
  invitation: new RegExp(`^${PREFIXES.invitation}${SECRET}$`),
};

/** The stored form of a token: SHA-256 in hex. Its 256 random bits need no slower hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A new token, to show once, and its hash, to store. */
export function makeToken(kind: TokenKind): { token: string; tokenHash: string } {
  const token = PREFIXES[kind] + randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

/** The kind that a token's shape tells; null for other text. The token may still be unknown. */
export function kindOf(token: string): TokenKind | null {
  const kinds = Object.keys(SHAPES) as TokenKind[];
  return kinds.find((kind) => SHAPES[kind].test(token)) ?? null;
}
