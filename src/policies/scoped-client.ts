import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { getDatamodel } from '../generated/pothos.ts';
import { VISIBLE_ROWS } from './rows.ts';
import type { Viewer } from './viewer.ts';

type Arguments = Record<string, unknown>;

interface Relation {
  readonly model: Prisma.ModelName;
  readonly isList: boolean;
}

/** Relations of every model, by field. */
const RELATIONS = readRelations();

function readRelations(): Map<string, Map<string, Relation>> {
  const { models } = getDatamodel().datamodel;
  return new Map(
    Object.entries(models).map(([model, { fields }]) => {
      const relations = fields.filter((field) => field.kind === 'object');
      return [
        model,
        new Map(
          relations.map(({ name, type, isList }) => [name, { model: type as Prisma.ModelName, isList }]),
        ),
      ];
    }),
  );
}

/** Operations that put new rows in; everything else finds rows, and is narrowed. */
const CREATING = new Set(['create', 'createMany', 'createManyAndReturn']);

function isArguments(value: unknown): value is Arguments {
  return typeof value === 'object' && value !== null;
}

function narrowWhere(where: unknown, visible: object): Arguments {
  const given = isArguments(where) ? where : {};
  const and = given['AND'] === undefined ? [] : [given['AND']].flat();
  return { ...given, AND: [...and, visible] };
}

/** Narrows one selected relation: a list by its rows, and whatever is selected below it. */
function narrowRelation(relation: Relation, selected: unknown, viewer: Viewer): unknown {
  if (selected === false || selected === undefined) return selected;
  const nested = narrowSelections(relation.model, selected === true ? {} : (selected as Arguments), viewer);
  if (!relation.isList) return Object.keys(nested).length === 0 ? true : nested;
  return { ...nested, where: narrowWhere(nested['where'], VISIBLE_ROWS[relation.model](viewer)) };
}

function narrowFields(model: string, selection: Arguments, viewer: Viewer): Arguments {
  const relations = RELATIONS.get(model);
  const narrowed = Object.entries(selection).map(([field, selected]): [string, unknown] => {
    if (field === '_count') return [field, narrowCounts(model, selected, viewer)];
    const relation = relations?.get(field);
    return [field, relation ? narrowRelation(relation, selected, viewer) : selected];
  });
  return Object.fromEntries(narrowed);
}

function narrowCounts(model: string, counted: unknown, viewer: Viewer): unknown {
  const select = isArguments(counted) && isArguments(counted['select']) ? counted['select'] : null;
  if (!select) throw new Error(`Name the relations of ${model} to count: only named ones can be narrowed.`);
  return { select: narrowFields(model, select, viewer) };
}

function narrowSelections(model: string, args: Arguments, viewer: Viewer): Arguments {
  const narrowed = { ...args };
  for (const key of ['select', 'include']) {
    const selection = args[key];
    if (isArguments(selection)) narrowed[key] = narrowFields(model, selection, viewer);
  }
  return narrowed;
}

/** The same operation, on the rows that the viewer may see. */
export function narrowOperation(
  model: Prisma.ModelName,
  operation: string,
  args: unknown,
  viewer: Viewer,
): Arguments {
  const narrowed = narrowSelections(model, isArguments(args) ? args : {}, viewer);
  if (CREATING.has(operation)) return narrowed;
  return { ...narrowed, where: narrowWhere(narrowed['where'], VISIBLE_ROWS[model](viewer)) };
}

/**
 * A client that sees what the viewer may see and nothing else: a check forgotten above shows nothing instead of
 * everything. Transactions begun on it are narrowed as well. Creating is not narrowed; commands put in the
 * viewer's workspace.
 */
export function scopedClient(prisma: PrismaClient, viewer: Viewer): PrismaClient {
  const scoped = prisma.$extends({
    query: {
      $allModels: {
        $allOperations({ model, operation, args, query }) {
          return query(narrowOperation(model, operation, args, viewer));
        },
      },
    },
  });
  return scoped as unknown as PrismaClient;
}
