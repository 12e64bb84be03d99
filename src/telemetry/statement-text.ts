/** Longer statements are cut; a trace shows what kind of statement it was, not all of its columns. */
const MAX_LENGTH = 2000;

/** Quoted text, also after a dollar quote, and numbers that are no part of a name or a placeholder. */
const VALUES = /'(?:[^']|'')*'|\$(\w*)\$[^]*?\$\1\$|(?<![\w$."])\d+(?:\.\d+)?(?![\w"])/g;

/** An SQL statement with `?` for each value in it. Values are sent apart from their statement; this is for the rest. */
export function withoutValues(text: string): string {
  const masked = text.replace(VALUES, '?').replace(/\s+/g, ' ').trim();
  return masked.length > MAX_LENGTH ? `${masked.slice(0, MAX_LENGTH)}…` : masked;
}
