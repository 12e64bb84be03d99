import { provinceOf } from '../vocabulary/province.ts';
import { wordFor, type Words } from '../vocabulary/words.ts';

/** The word for a member, or null. */
export function wordOrNull(words: Words, member: string | null): string | null {
  return member === null ? null : wordFor(words, member);
}

/** A value that is no member of any enum, for a text that is no word of the contract. */
function noMember(text: string): string {
  return JSON.stringify(text);
}

/** The member for a word, exactly as the contract writes it. */
export function memberFor(words: Words, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return Object.keys(words).find((member) => words[member] === value) ?? noMember(value);
}

/** The member for a word in any case, as a query filter takes it. */
export function memberInAnyCase(words: Words, value: string): string {
  const wanted = value.toLowerCase();
  return Object.keys(words).find((member) => words[member]?.toLowerCase() === wanted) ?? noMember(value);
}

/** The code of a province that is given by its code or its full name, in any case. */
export function provinceCode(value: unknown): unknown {
  return typeof value === 'string' ? (provinceOf(value) ?? noMember(value)) : value;
}
