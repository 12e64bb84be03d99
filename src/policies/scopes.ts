import type { Role } from '../generated/prisma/enums.ts';

/** The nouns of an API key's scopes; `read` and `write` are granted separately. */
export const SCOPED_NOUNS = ['properties', 'tenants', 'payments', 'tickets', 'forms'] as const;

export type ScopedNoun = (typeof SCOPED_NOUNS)[number];

/** `noun:read` or `noun:write`. Write includes read, since the answer shows the written row. */
export type Scope = `${ScopedNoun}:${'read' | 'write'}`;

export interface Scoped {
  readonly role: Role;
  /** Of the API key; null for a session, which only its role limits. */
  readonly scopes: readonly Scope[] | null;
}

export function mayRead({ scopes }: Scoped, noun: ScopedNoun): boolean {
  return scopes === null || scopes.includes(`${noun}:read`) || scopes.includes(`${noun}:write`);
}

/** Whether a token's scopes allow an act that needs `scope`; null: the act requires a session. */
export function allows({ scopes }: Scoped, scope: Scope | null): boolean {
  if (scopes === null) return true;
  return scope !== null && scopes.includes(scope);
}
