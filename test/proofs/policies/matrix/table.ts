import { ROLES, type RoleName } from '../../../support/workspace.ts';
import type { Place } from './targets.ts';

/** What is to come of an operation, in the words of a table. */
export interface Line {
  readonly name: string;
  /** By place; an operation that names no row has `mine` alone. */
  readonly roles: Readonly<Record<RoleName, Readonly<Partial<Record<Place, string>>>>>;
  readonly key: string;
  readonly signedOut: string;
}

const PLACES = ['mine', 'notMine', 'other'] as const satisfies Place[];

function cellsOf(text: string): Partial<Record<Place, string>> {
  return Object.fromEntries(text.split(' ').map((cell, index) => [PLACES[index], cell]));
}

/**
 * Reads a table: a line an operation; then for each role what comes of it for what is theirs, for what is of the same
 * workspace and not theirs, and for what is of another workspace; then for an API key without scopes, about what is the
 * landlord's; then for nobody.
 */
export function readTable(text: string): readonly Line[] {
  const lines = text.trim().split('\n').slice(1);
  return lines.map((line) => {
    const [name = '', ...cells] = line.split('|').map((cell) => cell.trim());
    const roles = ROLES.map((role, index) => [role, cellsOf(cells[index]!)]);
    return {
      name,
      roles: Object.fromEntries(roles) as Line['roles'],
      key: cells[ROLES.length]!,
      signedOut: cells[ROLES.length + 1]!,
    };
  });
}
