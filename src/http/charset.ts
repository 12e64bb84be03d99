/** Whether a charset is UTF-8, the one for JSON (RFC 8259 §8.1). Many clients write `utf8`. */
export function isUtf8(charset: string): boolean {
  return ['utf-8', 'utf8'].includes(charset.toLowerCase());
}
