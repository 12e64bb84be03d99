/** The code points of a text, each as a text of its own. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(text);
}
