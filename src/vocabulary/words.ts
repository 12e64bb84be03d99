/** The word for each member of an enum, as messages and `/v1` write it. */
export type Words<Member extends string = string> = Readonly<Record<Member, string>>;

/** The word for a member; a member without one is shown as it is. */
export function wordFor(words: Words, member: string): string {
  return Object.hasOwn(words, member) ? (words[member] ?? member) : member;
}
