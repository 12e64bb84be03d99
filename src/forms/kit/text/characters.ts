/** Marks and joining letters, whose shape depends on adjacent characters and on the weight. */
export const SHAPED = /[\p{M}\p{Script=Arabic}]/u;

/** The code points of a text, as separate strings. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(text);
}
