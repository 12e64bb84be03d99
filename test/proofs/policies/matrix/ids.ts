import { ID_PREFIXES, type IdNoun } from '../../../../src/ids.ts';

/** 26 characters as in an id, naming nothing: no clock has been there. */
const NOWHERE = '7zzzzzzzzzzzzzzzzzzzzzzzzz';

/** A well-formed id of a noun that names nothing. */
export function missingId(noun: string): string {
  return `${ID_PREFIXES[noun as IdNoun]}_${NOWHERE}`;
}

/** An id that names nothing, right beside one that does: lists are in the order of ids. */
export function idBeside(id: string): string {
  return `${id.slice(0, -1)}${id.endsWith('z') ? 'y' : 'z'}`;
}
