import type { FieldComplexityFunction } from '@pothos/plugin-complexity';
import { isListType, isNonNullType, type GraphQLField } from 'graphql';
import type { Context } from '../../request/context.ts';
import type { Arguments } from '../input/argument-rules.ts';

/** What one operation may cost, and all operations of a batch together. */
export const MAX_COST = 50_000;

/** Rows of a page when nobody says how many, and at most. */
export const PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 100;

/** Rows that stand for a list that has no pages and is not named below. */
const USUAL_ROWS = 10;

interface Cost {
  /** Of the field by itself; 1 when absent. */
  readonly field?: number;
  /** How many rows a list without pages is taken to have: as many as a large landlord's would. */
  readonly rows?: number;
}

/** Argon2 takes as long as thousands of fields, and so does laying out a document. */
const PASSWORD = 2500;
const DOCUMENT = 2500;
/** Reads every tenancy with its payments. */
const ROLL = 2500;
/** Reads one tenancy with its payments, and works the law out. */
const OPTIONS = 1000;
/** `nodes` asks the database for each id by itself. */
const ROW_BY_ID = 100;
/** Rents and payments of one tenancy. */
const LEDGER = 3;
/** A transaction with its audit log. */
const CHANGE = 50;
/** A row with its line in the audit log. */
const NEW_UNIT = 20;

/** The fields that cost something else than 1, and the lists that have something else than ten rows. */
export const COSTS: Readonly<Record<string, Cost>> = {
  'Mutation.signIn': { field: PASSWORD },
  'Mutation.changePassword': { field: 2 * PASSWORD },
  'Mutation.acceptInvitation': { field: 2 * PASSWORD },
  'Mutation.generateForm': { field: DOCUMENT },
  'Query.validateForm': { field: DOCUMENT },
  'Query.noticeOptions': { field: OPTIONS, rows: 5 },
  'Workspace.rentRoll': { field: ROLL, rows: 100 },
  'Workspace.arrears': { field: ROLL },
  'Property.rentRoll': { field: 10 * LEDGER },
  'Property.arrears': { field: 10 * LEDGER },
  'Property.managers': { rows: 2 },
  'Unit.tenants': { rows: 2 },
  'Lease.tenants': { rows: 2 },
  'Lease.rentSchedule': { rows: 3 },
  'Tenant.balance': { field: LEDGER },
  'Tenant.arrearsSince': { field: LEDGER },
  'Tenant.ledger': { field: LEDGER },
  'Tenant.statement': { field: LEDGER },
  'Ledger.rows': { rows: 24 },
  'Statement.rows': { rows: 24 },
};

/** What makes a page costs nothing but its count; the page's size counts at the field that has it. */
const PAGE_TYPE = /(Connection|Edge|PageInfo)$/;

type Field = GraphQLField<unknown, Context, Arguments>;

function isList({ type }: Field): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function isPaged({ args }: Field): boolean {
  return args.some(({ name }) => name === 'first');
}

function pageSize({ first, last }: Arguments): number {
  const asked = first ?? last ?? PAGE_SIZE;
  return Math.min(Math.max(Number(asked), 1), MAX_PAGE_SIZE);
}

function rowsOf(field: Field, args: Arguments, { rows = USUAL_ROWS }: Cost): number {
  if (isPaged(field)) return pageSize(args);
  return isList(field) ? rows : 1;
}

function parentOf({ extensions }: Field): string {
  return (extensions as { pothosConfig: { parentType: string } }).pothosConfig.parentType;
}

/** Units that a change of a property makes or changes, by how many or by themselves. */
function unitsIn(args: Arguments): number {
  const { unitCount, units } = (args['input'] ?? {}) as { unitCount?: unknown; units?: unknown };
  return Math.max(Array.isArray(units) ? units.length : 0, Number(unitCount ?? 0) || 0);
}

/**
 * What a field costs: itself, and its rows times what is asked of each. A list with pages has as many rows as its
 * page; `nodes` as many as ids; others are estimated.
 */
export const costOf: FieldComplexityFunction<Context, Arguments> = (args, _context, field) => {
  const parent = parentOf(field);
  if (PAGE_TYPE.test(parent)) return { field: field.name === 'totalCount' ? 1 : 0, multiplier: 1 };
  const { ids } = args;
  if (Array.isArray(ids)) return { field: ids.length * ROW_BY_ID, multiplier: ids.length };
  const cost = COSTS[`${parent}.${field.name}`] ?? {};
  const usual = parent === 'Mutation' ? CHANGE + unitsIn(args) * NEW_UNIT : 1;
  return { field: cost.field ?? usual, multiplier: rowsOf(field, args, cost) };
};
