import type { GraphQLObjectType } from 'graphql';
import type { Viewer } from '../../../../src/policies/viewer.ts';
import type { Json } from '../../../support/http.ts';
import { ask, valuesAt } from './answers.ts';
import { isNode, LEADING_STEPS, type Step } from './graph.ts';
import { expectedIds, LEADS, type Lead } from './leads.ts';
import { rowsOf, shownId, sightOf, type Noun, type Sight } from './oracle.ts';
import { selectionOf } from './selection.ts';
import type { World } from './world.ts';

/** Rows that are no nodes, and the list that shows them. */
const LISTED: Readonly<Record<string, string>> = { Member: 'members', AuditEvent: 'auditEvents' };

/** A way from rows of a type along references to a last field, e.g. Ticket, unit, property, units. */
export type Way = readonly [...references: Step[], last: Step];

export const nameOf = (way: Way): string => `${way[0].type.name}.${way.map(({ name }) => name).join('.')}`;

export function leadOf({ type, name }: Step): Lead {
  const lead = LEADS[`${type.name}.${name}`];
  if (!lead) throw new Error(`Say in LEADS where ${type.name}.${name} leads.`);
  return lead;
}

function selectionAlong([step, ...rest]: Way): string {
  return rest.length === 0
    ? selectionOf(step)
    : `${step.name} { id ${selectionAlong(rest as unknown as Way)} }`;
}

interface Reached {
  readonly id: string;
  readonly [field: string]: Json;
}

/**
 * Rows to begin a way at: all there are; one for each row at the end of the first reference, where the way goes on from
 * it, and one that is seen where there is one.
 */
function startsOf({ rows }: World, sight: Sight, way: Way): string[] {
  const noun = way[0].type.name as Noun;
  const all = rowsOf(rows, noun);
  if (way.length === 1) return all.map(({ id }) => id);
  const seenLast = all.toSorted((a, b) => Number(sight[noun].has(a.id)) - Number(sight[noun].has(b.id)));
  const { ids } = leadOf(way[0]);
  const byEnd = new Map(seenLast.map((row) => [ids(row as never, rows, null as never)[0], row.id]));
  return [...byEnd.values()];
}

/** The rows of a type that somebody is shown when they ask for these. */
export async function readRows(
  world: World,
  viewer: Viewer,
  type: GraphQLObjectType,
  selection: string,
  ids: readonly string[],
): Promise<(Reached | null)[]> {
  if (isNode(type)) {
    const document = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type.name} { id ${selection} } } }`;
    const { data, errors } = await ask(world, viewer, document, { ids });
    expect(errors).toEqual([]);
    return data.nodes;
  }
  const list = LISTED[type.name];
  if (list === undefined) throw new Error(`Say in LISTED which list shows rows of ${type.name}.`);
  const { data } = await ask(world, viewer, `{ ${list}(first: 100) { edges { node { id ${selection} } } } }`);
  return data?.[list]?.edges.map(({ node }: Json) => node) ?? [];
}

/** What was read of all rows of a type, with all ways of one step, by whoever read it. */
const near = new WeakMap<Viewer, Map<string, ReturnType<typeof readRows>>>();

function rowsAlong(world: World, viewer: Viewer, sight: Sight, way: Way): ReturnType<typeof readRows> {
  const { type } = way[0];
  const ids = startsOf(world, sight, way);
  if (way.length > 1) return readRows(world, viewer, type, selectionAlong(way), ids);
  const read = near.get(viewer) ?? new Map<string, ReturnType<typeof readRows>>();
  near.set(viewer, read);
  const steps = LEADING_STEPS.filter((step) => step.type === type);
  const rows =
    read.get(type.name) ??
    readRows(world, viewer, type, steps.map((step) => selectionOf(step)).join(' '), ids);
  read.set(type.name, rows);
  return rows;
}

function sorted(ids: readonly unknown[]): unknown[] {
  return [...ids].sort((a, b) => String(a).localeCompare(String(b)));
}

/** Compares what a field gave with what the rows that are stored say. */
function expectLed(world: World, viewer: Viewer, sight: Sight, step: Step, id: string, given: Json): number {
  const lead = leadOf(step);
  const row = rowsOf(world.rows, step.type.name as Noun).find(
    (each) => shownId(step.type.name as Noun, each.id) === id,
  );
  const known = expectedIds(lead, row!, world.rows, viewer, sight);
  const all = lead.ids(row as never, world.rows, viewer);
  switch (step.shape) {
    case 'one':
    case 'id': {
      const found: unknown = step.shape === 'one' ? (given?.id ?? null) : given;
      expect(found).toBe((lead.isHidden ? known : all)[0] ?? null);
      return found === null ? 0 : 1;
    }
    case 'count':
      expect(given).toBe(known.length);
      return known.length;
    case 'connection':
      expect(given.pageInfo.hasNextPage).toBe(false);
      expect(given.totalCount ?? known.length).toBe(known.length);
      expect(sorted(valuesAt(given.edges, 'id'))).toEqual(sorted(known));
      return known.length;
    case 'list':
      expect(sorted(valuesAt(given, 'id'))).toEqual(sorted(known));
      return known.length;
    default: {
      const found = [...new Set(valuesAt(given, lead.via!))];
      if (lead.isSubset) expect(known).toEqual(expect.arrayContaining(found));
      else expect(sorted(found.filter(Boolean))).toEqual(sorted(known.filter(Boolean)));
      return found.length;
    }
  }
}

/**
 * Follows a way from every row of a type that is stored anywhere: rows that may not be seen are not there, and from
 * those that are the way leads to what the oracle lets see. Gives how many rows it came to.
 */
export async function expectWay(world: World, viewer: Viewer, way: Way): Promise<number> {
  const sight = sightOf(viewer, world.rows);
  const noun = way[0].type.name as Noun;
  const starts = (await rowsAlong(world, viewer, sight, way)).filter((row) => row !== null);
  const seen = sight[noun];
  expect(starts.filter(({ id }) => !seen.has(id))).toEqual([]);
  if (isNode(way[0].type) && way.length === 1) expect(starts).toHaveLength(seen.size);
  const ends = starts.flatMap((start) => {
    const last = way.slice(0, -1).reduce<Json>((row, { name }) => row?.[name], start);
    return last ? [last as Reached] : [];
  });
  const step = way.at(-1)!;
  const counts = ends.map((end) => expectLed(world, viewer, sight, step, end.id, end[step.name]));
  return counts.reduce((sum, count) => sum + count, 0);
}
