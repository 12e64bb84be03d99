import type { Role } from '../generated/prisma/enums.ts';

/** What an API key is limited to; each noun's `read` and `write` are given one by one. */
export const SCOPED_NOUNS = ['properties', 'tenants', 'payments', 'tickets', 'forms'] as const;

export type ScopedNoun = (typeof SCOPED_NOUNS)[number];

/** `noun:read` or `noun:write`. Whoever may write a noun may read it: what was written is shown in the answer. */
export type Scope = `${ScopedNoun}:${'read' | 'write'}`;

/** Who asks through an API key has `scopes`; null: a signed-in session, which nothing but its role limits. */
export interface Scoped {
  readonly role: Role;
  readonly scopes: readonly Scope[] | null;
}

export function mayRead({ scopes }: Scoped, noun: ScopedNoun): boolean {
  return scopes === null || scopes.includes(`${noun}:read`) || scopes.includes(`${noun}:write`);
}

/** Whether a token's scopes allow an act that needs `scope`; null: an act for sessions only. */
export function allows({ scopes }: Scoped, scope: Scope | null): boolean {
  if (scopes === null) return true;
  return scope !== null && scopes.includes(scope);
}
