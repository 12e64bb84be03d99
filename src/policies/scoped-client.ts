import { notFound } from '../errors.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { senderOf, type SqlReader } from '../db/read-sql.ts';
import { runRead } from '../reads/run.ts';
import { hideReferences, withDecidingColumns } from './references.ts';
import { relationOf, type Relation } from './relations.ts';
import { RowLoader, type Id } from './row-loader.ts';
import { LISTED_ROWS, NEW_ROWS, VISIBLE_ROWS } from './rows.ts';
import { seek } from './seek.ts';
import type { Viewer } from './viewer.ts';
import type { Batches } from '../turns.ts';

type Arguments = Record<string, unknown>;

function nameOfDelegate(model: string): string {
  return model.charAt(0).toLowerCase() + model.slice(1);
}

/** Operations that insert rows. All others find rows and are narrowed. */
const CREATING = new Set(['create', 'createMany', 'createManyAndReturn']);

function isArguments(value: unknown): value is Arguments {
  return typeof value === 'object' && value !== null;
}

function narrowWhere(where: unknown, visible: object): Arguments {
  const given = isArguments(where) ? where : {};
  const and = given['AND'] === undefined ? [] : [given['AND']].flat();
  return { ...given, AND: [...and, visible] };
}

/** Narrows a selected relation and everything selected below it. */
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
  if (!select) throw new Error(`The count of ${model} can't be narrowed. Name the relations to count.`);
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

/** New rows belong to the viewer's workspace and pass their model's check. */
function assertNewRows(model: Prisma.ModelName, data: unknown, viewer: Viewer): void {
  for (const row of [data].flat() as Arguments[]) {
    if (row['workspaceId'] !== viewer.workspaceId) {
      throw new Error(`A new ${model} must belong to the viewer's workspace.`);
    }
    NEW_ROWS[model]?.(viewer, row as never);
  }
}

/** How the operations of a client are narrowed. */
interface Narrowing {
  /** Called before each operation. */
  readonly throwIfCancelled?: () => void;
  /** Whether `findMany` reads rows that the viewer was shown already. */
  readonly isReread?: boolean;
}

/** The rows of the viewer's workspace. */
function workspaceOf(model: Prisma.ModelName, { workspaceId }: Viewer): object {
  if (model === 'Workspace') return { id: workspaceId };
  return model === 'LeaseRent' ? { lease: { workspaceId } } : { workspaceId };
}

/** The operation's arguments, narrowed to the rows that the viewer may see. */
export function narrowOperation(
  model: Prisma.ModelName,
  operation: string,
  args: unknown,
  viewer: Viewer,
  { isReread = false }: Narrowing = {},
): Arguments {
  const narrowed = narrowSelections(model, isArguments(args) ? args : {}, viewer);
  if (isReread && operation === 'findMany') {
    return { ...narrowed, where: narrowWhere(narrowed['where'], workspaceOf(model, viewer)) };
  }
  if (CREATING.has(operation)) {
    assertNewRows(model, narrowed['data'], viewer);
    return narrowed;
  }
  const page = seek(model, narrowed);
  return { ...page, where: narrowWhere(page['where'], VISIBLE_ROWS[model](viewer)) };
}

/** Prisma tells extensions of a transaction by an undocumented parameter; test/reads holds that it still does. */
function isInTransaction(internal: {
  readonly __internalParams?: { readonly transaction?: unknown };
}): boolean {
  return internal.__internalParams?.transaction !== undefined;
}

/** Narrows each operation of a client. */
function narrowedClient(prisma: PrismaClient, viewer: Viewer, narrowing: Narrowing): PrismaClient {
  const reader = senderOf(prisma);
  const scoped = prisma.$extends({
    query: {
      $allModels: {
        async $allOperations({ model, operation, args, query, ...internal }) {
          narrowing.throwIfCancelled?.();
          const narrowed = narrowOperation(model, operation, args, viewer, narrowing);
          const outcome =
            reader && !isInTransaction(internal) ? await runRead(reader, model, operation, narrowed) : null;
          const result: unknown = outcome?.isFound ? outcome.result : await query(narrowed);
          return hideReferences(model, narrowed, result, viewer);
        },
      },
    },
  });
  return scoped as unknown as PrismaClient;
}

type Read = (args?: object) => Promise<unknown>;

type Delegates = Readonly<Record<string, Readonly<Record<string, Read>> | undefined>>;

const MODELS: ReadonlyMap<string, Prisma.ModelName> = new Map(
  Object.values(Prisma.ModelName).map((model) => [nameOfDelegate(model), model]),
);

function memberOf(client: PrismaClient, name: string | symbol): unknown {
  const member: unknown = Reflect.get(client, name);
  return typeof member === 'function' ? (member.bind(client) as unknown) : member;
}

type ReadDirectly = (
  operation: string,
  args: object,
) => Promise<{ readonly isFound: boolean; readonly result?: unknown }>;

/** Reads that `reads/` compiles. */
const READS: ReadonlySet<string | symbol> = new Set([
  'findMany',
  'findFirst',
  'findFirstOrThrow',
  'findUnique',
  'findUniqueOrThrow',
  'count',
]);

/**
 * What reads of a model are: compiled, or else the narrowed client's. Made when they are asked for: V8 keeps closures that
 * are set as properties, with all that they hold, until it collects the whole heap.
 */
function directDelegate(delegateOf: () => Readonly<Record<string, Read>>, read: ReadDirectly): unknown {
  const find = async (operation: string, args: object): Promise<unknown> => {
    const outcome = await read(operation, args);
    return outcome.isFound ? outcome.result : delegateOf()[operation]?.(args);
  };
  return new Proxy(
    {},
    {
      get: (_none, name) =>
        READS.has(name) ? (args: object = {}) => find(name as string, args) : delegateOf()[name as string],
    },
  );
}

/** Reads compiled statements in the transaction of a client. */
function readerIn(tx: Pick<PrismaClient, '$queryRawUnsafe'>): SqlReader {
  return {
    isInTransaction: true,
    read: ({ text, parameters }) => tx.$queryRawUnsafe(text, ...parameters),
  };
}

interface Direct {
  readonly reader: SqlReader;
  readonly viewer: Viewer;
  readonly narrowing: Narrowing;
  readonly isInTransaction: boolean;
}

/**
 * The narrowed client, whose compiled reads do not pass through Prisma's queries, which copy the arguments several times
 * and read each relation by a statement of its own. Its transactions read in the same way.
 */
function withDirectReads(
  narrowed: () => PrismaClient,
  { reader, viewer, narrowing, isInTransaction }: Direct,
): PrismaClient {
  const transact = (work: (tx: PrismaClient) => Promise<unknown>, options?: object) =>
    narrowed().$transaction((tx) => {
      const client = tx as PrismaClient;
      return work(
        withDirectReads(() => client, { reader: readerIn(tx), viewer, narrowing, isInTransaction: true }),
      );
    }, options);
  const direct = new Map<string, unknown>();
  const readOf = (model: Prisma.ModelName) => async (operation: string, args: object) => {
    narrowing.throwIfCancelled?.();
    const given = narrowOperation(model, operation, args, viewer, narrowing);
    const outcome = await runRead(reader, model, operation, given);
    if (outcome.isFound) hideReferences(model, given, outcome.result, viewer);
    return outcome;
  };
  return new Proxy({} as PrismaClient, {
    get(_none, name) {
      const model = typeof name === 'string' ? MODELS.get(name) : undefined;
      if (name === '$transaction' && !isInTransaction) return transact;
      // Not the narrowed client's, which takes time to make and has the same.
      if (name === '$sqlSender' && !isInTransaction) return reader;
      if (model === undefined) return memberOf(narrowed(), name);
      const delegateOf = () => (narrowed() as unknown as Delegates)[name as string] ?? {};
      const known = direct.get(model) ?? directDelegate(delegateOf, readOf(model));
      direct.set(model, known);
      return known;
    },
  });
}

/**
 * A client that sees only the rows that the viewer may see, so a missing check elsewhere can't leak rows. Its
 * transactions are narrowed as well. New rows must belong to the viewer's workspace.
 */
export function scopedClient(prisma: PrismaClient, viewer: Viewer, narrowing: Narrowing = {}): PrismaClient {
  const reader = senderOf(prisma);
  if (!reader) return narrowedClient(prisma, viewer, narrowing);
  let made: PrismaClient | undefined;
  const narrowed = () => (made ??= narrowedClient(prisma, viewer, narrowing));
  return withDirectReads(narrowed, { reader, viewer, narrowing, isInTransaction: false });
}

/** The part of a model's delegate that reads rows. */
interface Delegate {
  findMany(args: object): Promise<Arguments[]>;
}

function delegateOf(prisma: PrismaClient, model: Prisma.ModelName): Delegate {
  return (prisma as unknown as Record<string, Delegate>)[nameOfDelegate(model)] as Delegate;
}

/** The id that a query names its row by; null for one that names it otherwise. */
function idIn(where: unknown): Id | null {
  const { id, ...more } = where as { id?: Id };
  return id !== undefined && Object.keys(more).length === 0 ? id : null;
}

/**
 * The client of Pothos, which reads each row on its own. Reads of one turn, or of one list, are batched.
 *
 * `findUnique` loads nodes that the viewer may see. `findUniqueOrThrow` rereads a row for fields that one query cannot
 * fetch together. The row itself was visible before, perhaps as the parent of a visible row, so only its workspace is
 * checked; its relations are narrowed as usual.
 */
export function rereadingClient(
  prisma: PrismaClient,
  viewer: Viewer,
  batches: Batches,
  throwIfCancelled: () => void,
): PrismaClient {
  const loaderOf = (narrowing: Narrowing) => {
    const client = scopedClient(prisma, viewer, narrowing);
    return new RowLoader((model, args) => delegateOf(client, model).findMany(args), batches);
  };
  const visible = loaderOf({ throwIfCancelled });
  const reread = loaderOf({ throwIfCancelled, isReread: true });
  // Asked before the narrowing below, which leaves nothing of an id alone.
  const rereading = prisma.$extends({
    query: {
      $allModels: {
        findUnique({ model, args: { where, ...selection }, args, query }) {
          const id = idIn(where);
          return id === null ? query(args) : visible.load(model, id, selection);
        },
        async findUniqueOrThrow({ model, args: { where, ...selection }, args, query }) {
          const id = idIn(where);
          if (id === null) return query(args);
          const row = await reread.load(model, id, selection);
          if (!row) throw notFound('row');
          return row;
        },
      },
    },
  });
  return narrowedClient(rereading as unknown as PrismaClient, viewer, { throwIfCancelled });
}
