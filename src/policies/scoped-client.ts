import { notFound } from '../errors.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { hideReferences, withDecidingColumns } from './references.ts';
import { relationOf, type Relation } from './relations.ts';
import { RowLoader, type Id } from './row-loader.ts';
import { LISTED_ROWS, NEW_ROWS, VISIBLE_ROWS } from './rows.ts';
import { seek } from './seek.ts';
import type { Viewer } from './viewer.ts';

type Arguments = Record<string, unknown>;

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
function narrowRelation(
  parent: string,
  field: string,
  relation: Relation,
  selected: unknown,
  viewer: Viewer,
): unknown {
  if (selected === false || selected === undefined) return selected;
  const { model, isList } = relation;
  const nested = narrowSelections(model, selected === true ? {} : (selected as Arguments), viewer);
  if (!isList) return Object.keys(nested).length === 0 ? true : withDecidingColumns(parent, field, nested);
  const visible = (LISTED_ROWS[model] ?? VISIBLE_ROWS[model])(viewer);
  const page = seek(model, nested);
  return { ...page, where: narrowWhere(page['where'], visible) };
}

function narrowFields(model: string, selection: Arguments, viewer: Viewer): Arguments {
  const narrowed = Object.entries(selection).map(([field, selected]): [string, unknown] => {
    if (field === '_count') return [field, narrowCounts(model, selected, viewer)];
    const relation = relationOf(model, field);
    return [field, relation ? narrowRelation(model, field, relation, selected, viewer) : selected];
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

/** What is new belongs to the viewer's workspace, and is what they may make. */
function assertNewRows(model: Prisma.ModelName, data: unknown, viewer: Viewer): void {
  for (const row of [data].flat() as Arguments[]) {
    if (row['workspaceId'] !== viewer.workspaceId) {
      throw new Error(`A new ${model} belongs to the workspace of the viewer who makes it.`);
    }
    NEW_ROWS[model]?.(viewer, row as never);
  }
}

/** How the operations of a client are narrowed. */
interface Narrowing {
  /** Asked before each operation; throws when there is to be none. */
  readonly goOn?: () => void;
  /** Whether the rows that `findMany` names are ones that the viewer was shown already. */
  readonly isOfShownRows?: boolean;
}

/** What holds of every row that may be shown at all, however it was come to. */
function workspaceOf(model: Prisma.ModelName, { workspaceId }: Viewer): object {
  if (model === 'Workspace') return { id: workspaceId };
  return model === 'LeaseRent' ? { lease: { workspaceId } } : { workspaceId };
}

/** The same operation, on the rows that the viewer may see. */
export function narrowOperation(
  model: Prisma.ModelName,
  operation: string,
  args: unknown,
  viewer: Viewer,
  { isOfShownRows = false }: Narrowing = {},
): Arguments {
  const narrowed = narrowSelections(model, isArguments(args) ? args : {}, viewer);
  if (isOfShownRows && operation === 'findMany') {
    return { ...narrowed, where: narrowWhere(narrowed['where'], workspaceOf(model, viewer)) };
  }
  if (CREATING.has(operation)) {
    assertNewRows(model, narrowed['data'], viewer);
    return narrowed;
  }
  const page = seek(model, narrowed);
  return { ...page, where: narrowWhere(page['where'], VISIBLE_ROWS[model](viewer)) };
}

/**
 * A client that sees what the viewer may see and nothing else: a check forgotten above shows nothing instead of
 * everything. Transactions begun on it are narrowed as well. What is created has to stand in the viewer's workspace.
 */
export function scopedClient(prisma: PrismaClient, viewer: Viewer, narrowing: Narrowing = {}): PrismaClient {
  const scoped = prisma.$extends({
    query: {
      $allModels: {
        async $allOperations({ model, operation, args, query }) {
          narrowing.goOn?.();
          const narrowed = narrowOperation(model, operation, args, viewer, narrowing);
          return hideReferences(model, narrowed, await query(narrowed), viewer);
        },
      },
    },
  });
  return scoped as unknown as PrismaClient;
}

/** What a model's rows are found by. */
interface Finder {
  findMany(args: object): Promise<Arguments[]>;
}

function finderOf(prisma: PrismaClient, model: Prisma.ModelName): Finder {
  const name = model.charAt(0).toLowerCase() + model.slice(1);
  return (prisma as unknown as Record<string, Finder>)[name] as Finder;
}

/** The id that a query names its row by; null for one that names it otherwise. */
function idIn(where: unknown): Id | null {
  const { id, ...more } = where as { id?: Id };
  return id !== undefined && Object.keys(more).length === 0 ? id : null;
}

/**
 * The client of GraphQL's plugin, which reads each row by itself. Rows asked for at once are read together.
 *
 * `findUnique` reads nodes, as far as the viewer may see them. `findUniqueOrThrow` reads a row again, for fields that one
 * query can't give together. Such a row was shown before, perhaps as the parent of a visible row, so only its workspace
 * is checked; its relations are narrowed as usual.
 */
export function rereadingClient(prisma: PrismaClient, viewer: Viewer, goOn: () => void): PrismaClient {
  const loaderOf = (narrowing: Narrowing) => {
    const client = scopedClient(prisma, viewer, narrowing);
    return new RowLoader((model, args) => finderOf(client, model).findMany(args));
  };
  const visible = loaderOf({ goOn });
  const shown = loaderOf({ goOn, isOfShownRows: true });
  // Asked before the narrowing below, which leaves nothing of an id alone.
  const rereading = prisma.$extends({
    query: {
      $allModels: {
        findUnique({ model, args: { where, ...selection }, args, query }) {
          const id = idIn(where);
          return id === null ? query(args) : visible.find(model, id, selection);
        },
        async findUniqueOrThrow({ model, args: { where, ...selection }, args, query }) {
          const id = idIn(where);
          if (id === null) return query(args);
          const row = await shown.find(model, id, selection);
          if (!row) throw notFound('row');
          return row;
        },
      },
    },
  });
  return scopedClient(rereading as unknown as PrismaClient, viewer, { goOn });
}
