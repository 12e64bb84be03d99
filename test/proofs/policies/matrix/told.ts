import type { GraphQLObjectType } from 'graphql';
import type { Json } from '../../../support/http.ts';
import { ROLES, type RoleName } from '../../../support/workspace.ts';
import { LEADING_STEPS, NOUN_TYPES, OBJECT_TYPES, stepsOf, type Step } from './graph.ts';
import { rowsOf, shownId, sightOf, whoIs, type Noun, type Who } from './oracle.ts';
import { readRows } from './reach.ts';
import { selectionOf } from './selection.ts';
import type { World } from './world.ts';

/** Whose a row is: the viewer's, or somebody else's in the same workspace. */
export type Owner = 'own' | 'others';

/** What a role is told of a field: what the admin is told, nothing instead, or something else. */
export type Outcome = 'same' | 'nothing' | 'else';

/** What the roles are told of a field, e.g. `tenant own`. A cell is missing where no such row may be seen. */
export type Cells = Partial<Record<`${RoleName} ${Owner}`, Outcome>>;

/** Fields of a noun that lead to no rows, each with all below it. LEADS has those that lead to some. */
export function plainSteps(type: GraphQLObjectType): Step[] {
  const leading = LEADING_STEPS.filter((step) => step.type === type).map(({ name }) => name);
  return stepsOf(type).filter(({ name }) => name !== 'id' && !leading.includes(name));
}

/** Values: types without an id of their own. */
export const VALUE_TYPES = OBJECT_TYPES.filter((type) => !NOUN_TYPES.includes(type));

/** A row is whose it names, whose tenancy it is about, and who manages its property. */
function isOwn(who: Who, noun: Noun, row: Readonly<Record<string, unknown>>): boolean {
  const { viewer, rented, assigned, propertyOfLease } = who;
  const named = [row['userId'], row['contractorId'], noun === 'User' || noun === 'Member' ? row['id'] : null];
  const leaseId = String(noun === 'Lease' ? row['id'] : row['leaseId']);
  const propertyId = noun === 'Property' ? row['id'] : (row['propertyId'] ?? propertyOfLease.get(leaseId));
  return named.includes(viewer.userId) || rented.has(leaseId) || assigned.has(String(propertyId));
}

const isNothing = (value: Json) => value === null || (Array.isArray(value) && value.length === 0);

function outcomeOf(told: Json, reference: Json): Outcome {
  if (JSON.stringify(told) === JSON.stringify(reference)) return 'same';
  return isNothing(told) ? 'nothing' : 'else';
}

/** The worst of a cell: rows of the same owner may be told of differently. */
function worse(one: Outcome | undefined, other: Outcome): Outcome {
  const order: readonly Outcome[] = ['same', 'nothing', 'else'];
  return one && order.indexOf(one) > order.indexOf(other) ? one : other;
}

type Shown = ReadonlyMap<string, Json>;

/** All plain fields of the rows of a noun, stored in any workspace, as a role is shown them. */
async function shownTo(world: World, role: RoleName, type: GraphQLObjectType): Promise<Shown> {
  const noun = type.name as Noun;
  const ids = rowsOf(world.rows, noun).map(({ id }) => shownId(noun, id));
  const selection = plainSteps(type)
    .map((step) => selectionOf(step))
    .join(' ');
  const rows = await readRows(world, world.personas[role], type, selection, ids);
  return new Map(rows.flatMap((row) => (row ? [[row.id, row as Json]] : [])));
}

/** What the crawl found of a noun. */
export interface Crawled {
  /** By role and owner, whether rows were seen at all. */
  readonly seen: readonly string[];
  /** Cells of the fields in which a role is told something else than the admin. */
  readonly different: Readonly<Record<string, Cells>>;
  /** Fields without a value in any row: they prove nothing. */
  readonly unproven: readonly string[];
}

/** Asks each role for all plain fields of all rows of a noun, and compares the answers with the admin's. */
export async function crawl(world: World, type: GraphQLObjectType): Promise<Crawled> {
  const noun = type.name as Noun;
  const names = plainSteps(type).map(({ name }) => name);
  const reference = await shownTo(world, 'admin', type);
  const different: Record<string, Cells> = {};
  const cells = new Set<string>();
  for (const role of ROLES) {
    const who = whoIs(world.personas[role], world.rows);
    const shown = role === 'admin' ? reference : await shownTo(world, role, type);
    // Rows that may not be seen, and all of the other workspace, are not there.
    const seen = sightOf(world.personas[role], world.rows)[noun];
    expect([...shown.keys()].filter((id) => !seen.has(id))).toEqual([]);
    for (const row of rowsOf(world.rows, noun)) {
      const id = shownId(noun, row.id);
      const [told, all] = [shown.get(id), reference.get(id)];
      if (!told || !all) continue;
      const cell = `${role} ${isOwn(who, noun, row) ? 'own' : 'others'}` as const;
      cells.add(cell);
      for (const name of names) {
        const outcome = outcomeOf(told[name], all[name]);
        if (outcome === 'same') continue;
        const found = (different[name] ??= {});
        found[cell] = worse(found[cell], outcome);
      }
    }
  }
  const isEmpty = (name: string) => [...reference.values()].every((row: Json) => isNothing(row[name]));
  return { seen: [...cells], different, unproven: names.filter(isEmpty) };
}
