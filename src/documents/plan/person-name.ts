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
const SUFFIXES = new Set('jr sr ii iii iv esq phd md'.split(' '));

/** Parts after the name of a firm, which has no first and last name. */
const FIRMS = new Set('inc ltd limited corp corporation llp lp co company'.split(' '));

/** Parts before a last name, which belong to it, e.g. `de la Cruz`. In lower case: `Van Morrison` has a first name. */
const PARTICLES = new Set(
  'af al ap av bin binti da das de del della den der di do dos du el ibn la las le los ten ter van von y zu'.split(
    ' ',
  ),
);

/** The same, in upper case: no first name is written so. */
const SAINTS = new Set(['St.', 'Ste.', 'St', 'Ste', 'Saint', 'Sainte']);

/** Frequent last names that stand first, as their signs show. */
const FIRST_STANDING = new Set(
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý'.normalize('NFC').split(' '),
);

/** The names, and whether nobody would split the full name in another way. */
interface SplitName extends PersonName {
  readonly isSure: boolean;
}

const bare = (word: string) => word.toLowerCase().replace(/[.,]/g, '');
const isSuffix = (word: string) => SUFFIXES.has(bare(word));
const isParticle = (word: string) => PARTICLES.has(word) || SAINTS.has(word);

/** `Smith, John`: the last name stands before the comma, unless only a suffix follows it. */
function splitAtComma(name: string): SplitName | null {
  const [last = '', first = '', ...more] = name.split(',').map((part) => part.trim());
  if (last === '' || first === '' || isSuffix(first)) return null;
  return { firstName: first, lastName: [last, ...more].join(' '), isSure: more.every(isSuffix) };
}

/** Whether a name is that of a firm. */
function isFirm(name: string): boolean {
  return FIRMS.has(bare(name.trim().split(/\s+/).at(-1) ?? ''));
}

/**
 * First and last name of a full name. Names differ by language, so that only a name of one first and one last name is sure.
 * A single name is used as both.
 */
export function splitName(name: string): SplitName {
  const found = splitAtComma(name);
  if (found) return found;
  const words = name.trim().split(/\s+/);
  const [first = ''] = words;
  if (words.length > 1 && FIRST_STANDING.has(first.normalize('NFC')))
    return { firstName: words.slice(1).join(' '), lastName: first, isSure: false };
  let start = words.length - 1;
  while (start > 0 && isSuffix(words[start] ?? '')) start -= 1;
  while (start > 1 && isParticle(words[start - 1] ?? '')) start -= 1;
  const lastName = words.slice(start).join(' ');
  return {
    firstName: words.slice(0, start).join(' ') || lastName,
    lastName,
    isSure: start === 1 && !isFirm(name),
  };
}

/** What a full name has besides one part of it, at its end or its beginning; null if the part is neither. */
function restOf(name: string, part: string): string | null {
  if (name.endsWith(` ${part}`)) return name.slice(0, -part.length).trim();
  return name.startsWith(`${part} `) ? name.slice(part.length).trim() : null;
}

/** First and last name: as stated, else as the full name tells. */
export function namesOf({ name, firstName, lastName }: KnownName): PersonName {
  if (firstName && lastName) return { firstName, lastName };
  const { isSure: _, ...guessed } = splitName(name);
  if (lastName) return { firstName: restOf(name, lastName) ?? guessed.firstName, lastName };
  if (firstName) return { firstName, lastName: restOf(name, firstName) ?? guessed.lastName };
  return guessed;
}

/** Whether first and last name are a guess, so that a document may print them wrong. */
export function isGuessed({ name, firstName, lastName }: KnownName): boolean {
  if (firstName && lastName) return false;
  const part = lastName ?? firstName;
  return part ? restOf(name, part) === null : !splitName(name).isSure;
}
