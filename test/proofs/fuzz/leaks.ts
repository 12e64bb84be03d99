/** What only this side of the wire has a use for. */
const INTERNALS: readonly RegExp[] = [
  /\bat \S+ \(?\S+:\d+:\d+\)?/,
  /node_modules|\bnode:internal|\/src\/|\.ts\b:?\d|\bdist\//,
  /prisma|pothos|pglite|graphql-js|postgres/i,
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s+["\w]/,
  /\bP[12]0\d\d\b|SQLSTATE|violates|constraint|relation "|syntax error at or near|invalid input syntax|out of range for type/i,
  /\b(Type|Range|Reference|Syntax|Internal)Error\b|is not a function|Cannot (read|set|convert|destructure)|Maximum call stack/,
  /\[object Object\]|\bundefined\b/,
];

/** What an answer tells of the inside; empty when it tells nothing. `sent`: words of the caller's own may come back. */
export function leaksOf(text: string, sent: string): string[] {
  return INTERNALS.flatMap((pattern) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined || sent.includes(found) ? [] : [found];
  });
}
