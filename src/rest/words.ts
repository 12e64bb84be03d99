import { provinceOf } from '../vocabulary/province.ts';
import { wordFor, type Words } from '../vocabulary/words.ts';

/** The word for a member, or null. */
export function wordOrNull(words: Words, member: string | null): string | null {
  return member === null ? null : wordFor(words, member);
}

/** A value outside every enum, for an unknown word. GraphQL then refuses it. */
function noMember(text: string): string {
  return JSON.stringify(text);
}

/** Enum member of a word, case-sensitive. */
export function memberFor(words: Words, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return Object.keys(words).find((member) => words[member] === value) ?? noMember(value);
}

/** Enum member of a word, case-insensitive, for query filters. */
export function memberInAnyCase(words: Words, value: string): string {
  const wanted = value.toLowerCase();
  return Object.keys(words).find((member) => words[member]?.toLowerCase() === wanted) ?? noMember(value);
}

/** Code of a province from its code or full name, case-insensitive. */
export function provinceCode(value: unknown): unknown {
  return typeof value === 'string' ? (provinceOf(value) ?? noMember(value)) : value;
}
