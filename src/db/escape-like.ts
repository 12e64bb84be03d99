/** Special characters of LIKE and ILIKE, which Prisma uses for case-insensitive filters. */
const SPECIAL = /[\\%_]/g;

/** Escapes text so that a pattern matches it literally. */
export function escapeLike(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}
