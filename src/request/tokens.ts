import { createHash, randomBytes } from 'node:crypto';

/** 256 bits. */
const TOKEN_BYTES = 32;
/** What that many bytes are in base64url. */
const SECRET = '[\\w-]{43}';

/** How each kind of token begins. */
const PREFIXES = { session: 'kn_', apiKey: 'kn_live_', invitation: 'kn_inv_' } as const;

export type TokenKind = keyof typeof PREFIXES;

const SHAPES: Record<TokenKind, RegExp> = {
  session: new RegExp(`^${PREFIXES.session}${SECRET}$`),
  apiKey: new RegExp(`^${PREFIXES.apiKey}${SECRET}$`),
  invitation: new RegExp(`^${PREFIXES.invitation}${SECRET}$`),
};

/** What is stored of a token: SHA-256, in hex. Its 256 random bits need no slower hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A new token, to be shown once, and what is stored of it. */
export function makeToken(kind: TokenKind): { token: string; tokenHash: string } {
  const token = PREFIXES[kind] + randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

/** What kind of token it is by its shape; null for none. It may still be unknown. */
export function kindOf(token: string): TokenKind | null {
  const kinds = Object.keys(SHAPES) as TokenKind[];
  return kinds.find((kind) => SHAPES[kind].test(token)) ?? null;
}
