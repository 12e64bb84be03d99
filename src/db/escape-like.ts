/** Signs of LIKE and ILIKE, which Prisma hands every text to that is to be found in any case. */
const SIGNS = /[\\%_]/g;

/** Text that stands for itself in a pattern: `%` is no other name, and `\` no broken one. */
export function escapeLike(text: string): string {
  return text.replace(SIGNS, '\\$&');
}
