/** A name as it is known: in full, and in its parts as far as somebody has stated them. */
export interface KnownName {
  readonly name: string;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
}

/** The names that documents print. */
interface PersonName {
  readonly firstName: string;
  readonly lastName: string;
}

/** Parts after a last name, which belong to it, e.g. `Thompson Jr.`. */
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'esq', 'inc', 'ltd', 'limited', 'corp', 'llp']);

/** Parts before a last name, which belong to it, e.g. `de la Cruz`. In lower case: `Van Morrison` has a first name. */
const PARTICLES = new Set(
  'af al ap av bin binti da das de del della den der di do dos du el ibn la las le los ten ter van von y zu'.split(
    ' ',
  ),
);

function isSuffix(word: string): boolean {
  return SUFFIXES.has(word.toLowerCase().replace(/[.,]/g, ''));
}

/** First and last name of a full name. A guess, since names differ by language. A single name is used as both. */
export function splitName(name: string): PersonName {
  const words = name.trim().split(/\s+/);
  let start = words.length - 1;
  while (start > 0 && isSuffix(words[start] ?? '')) start -= 1;
  while (start > 1 && PARTICLES.has(words[start - 1] ?? '')) start -= 1;
  const lastName = words.slice(start).join(' ');
  return { firstName: words.slice(0, start).join(' ') || lastName, lastName };
}

/** What a full name has besides one part of it, at its end or its beginning; null if the part is neither. */
function restOf(name: string, part: string): string | null {
  if (name.endsWith(` ${part}`)) return name.slice(0, -part.length).trim();
  return name.startsWith(`${part} `) ? name.slice(part.length).trim() : null;
}

/** First and last name: as stated, else as the full name tells. */
export function namesOf({ name, firstName, lastName }: KnownName): PersonName {
  if (firstName && lastName) return { firstName, lastName };
  const guessed = splitName(name);
  if (lastName) return { firstName: restOf(name, lastName) ?? guessed.firstName, lastName };
  if (firstName) return { firstName, lastName: restOf(name, firstName) ?? guessed.lastName };
  return guessed;
}

/** Joins the parts of a name. */
export function fullName({ firstName, lastName }: PersonName): string {
  return firstName === lastName ? lastName : `${firstName} ${lastName}`;
}
