/** JSON is in UTF-8 (RFC 8259 §8.1); `utf8` is what many call it. `charset` is in any case. */
export function isUtf8(charset: string): boolean {
  return ['utf-8', 'utf8'].includes(charset.toLowerCase());
}
