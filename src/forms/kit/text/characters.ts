/** Marks, and letters that join: they look otherwise by what they stand beside, in each weight. */
export const SHAPED = /[\p{M}\p{Script=Arabic}]/u;

/** The code points of a text, each as a text of its own. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(text);
}
