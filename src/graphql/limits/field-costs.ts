import type { FieldComplexityFunction } from '@pothos/plugin-complexity';
import { isListType, isNonNullType, type GraphQLField } from 'graphql';
import type { Context } from '../../request/context.ts';
import type { Arguments } from '../input/argument-rules.ts';

/** Maximum cost of an operation, and of all operations of a batch together. */
export const MAX_COST = 50_000;

/** Default and maximum rows of a page. */
export const PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 100;

/** Estimated rows of a list without pages. */
const DEFAULT_ROWS = 10;

interface Cost {
  /** Of the field itself; 1 by default. */
  readonly field?: number;
  /** Estimated rows of a list without pages, for a large landlord. */
  readonly rows?: number;
}

/** Argon2 takes as long as thousands of fields, and so does the layout of a document. */
const PASSWORD = 2500;
export const DOCUMENT = 2500;
/** A row of a printed report. Some thousands take a printing thread for seconds. */
export const PRINTED_ROW = 10;
/** Reads every tenancy with its payments. */
const ROLL = 2500;
/** Reads one tenancy with its payments, and applies the law. */
const OPTIONS = 1000;
/** `nodes` runs a query for each id. */
const ROW_BY_ID = 100;
/** A query for each type of object, over all rows. */
const SEARCH = 100;
/** Some queries, over the rows of a tenancy or of a portfolio. */
const OVERVIEW = 10;
/** Rents and payments of one tenancy. */
const LEDGER = 3;
/** A transaction with its audit log. */
const CHANGE = 50;
/** A row with its line in the audit log. */
const NEW_ROW = 20;

/** Fields that do not cost 1, and lists that are not estimated at the default number of rows. */
export const COSTS: Readonly<Record<string, Cost>> = {
  'Mutation.signIn': { field: PASSWORD },
  'Mutation.changePassword': { field: 2 * PASSWORD },
  'Mutation.acceptInvitation': { field: 2 * PASSWORD },
  'Mutation.generateForm': { field: DOCUMENT },
  'Mutation.scheduleRentIncrease': { field: DOCUMENT },
  'Mutation.issueReceipt': { field: OPTIONS },
  'Mutation.issueReceiptForDays': { field: OPTIONS },
  'Query.validateForm': { field: DOCUMENT },
  'Query.planRentIncrease': { field: ROW_BY_ID },
  'Query.search': { field: SEARCH, rows: 40 },
  'Query.noticeOptions': { field: OPTIONS, rows: 5 },
  'Suggestion.noticeOptions': { field: OPTIONS, rows: 5 },
  'Workspace.rentRoll': { field: ROLL, rows: 100 },
  'Workspace.arrears': { field: ROLL },
  'Workspace.month': { field: ROLL },
  'Dashboard.month': { field: ROLL },
  'Dashboard.arrears': { field: ROLL },
  'Dashboard.notices': { field: OPTIONS },
  'Dashboard.possibleIncreases': { field: OPTIONS },
  'Dashboard.occupancy': { field: OVERVIEW },
  'Dashboard.endingTenancies': { field: OVERVIEW },
  'Dashboard.openTickets': { field: OVERVIEW, rows: 4 },
  'Mutation.runRent': { field: ROLL },
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
  'Tenant.statementFile': { field: LEDGER },
  'Tenant.timeline': { field: OVERVIEW },
  'Payment.settledRows': { rows: 2 },
  'Ledger.rows': { rows: 24 },
  'Statement.rows': { rows: 24 },
  'Form.earlierNotices': { field: OVERVIEW, rows: 4 },
  'Receipt.payments': { rows: 12 },
  'ReceivedMoney.periods': { rows: 2 },
  'Receipt.tenants': { rows: 2 },
};

/** The parts of a page cost nothing, except its total count. The field of the page counts its rows. */
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

function rowsOf(field: Field, args: Arguments, { rows = DEFAULT_ROWS }: Cost): number {
  if (isPaged(field)) return pageSize(args);
  return isList(field) ? rows : 1;
}

function parentOf({ extensions }: Field): string {
  return (extensions as { pothosConfig: { parentType: string } }).pothosConfig.parentType;
}

/** The parts of an input that make rows of their own. */
interface RowInput {
  readonly unitCount?: unknown;
  readonly units?: unknown;
  readonly coTenants?: unknown;
  readonly tenancy?: unknown;
}

const lengthOf = (list: unknown) => (Array.isArray(list) ? list.length : 0);

/** Units that an input makes or changes, its co-tenants, and the tenancy of a line of an import. */
function rowsBelow(given: unknown): number {
  const { unitCount, units, coTenants, tenancy } = (given ?? {}) as RowInput;
  const unitRows = Math.max(lengthOf(units), Number(unitCount ?? 0) || 0);
  return unitRows + lengthOf(coTenants) + (tenancy ? 1 + rowsBelow(tenancy) : 0);
}

/** Rows that a mutation writes, besides the one that every mutation changes. */
function newRowsIn({ rows, input }: Arguments): number {
  if (!Array.isArray(rows)) return rowsBelow(input);
  return rows.reduce<number>((sum, row) => sum + 1 + rowsBelow(row), 0);
}

/**
 * The cost of a field: its own, plus its rows times the cost of the selection. The rows are the page size, the number of
 * ids of `nodes`, or an estimate.
 */
export const costOf: FieldComplexityFunction<Context, Arguments> = (args, _context, field) => {
  const parent = parentOf(field);
  if (PAGE_TYPE.test(parent)) return { field: field.name === 'totalCount' ? 1 : 0, multiplier: 1 };
  const { ids, rows } = args;
  if (Array.isArray(ids)) return { field: ids.length * ROW_BY_ID, multiplier: ids.length };
  const cost = COSTS[`${parent}.${field.name}`] ?? {};
  const usual = parent === 'Mutation' ? CHANGE + newRowsIn(args) * NEW_ROW : 1;
  const multiplier = Array.isArray(rows) ? rows.length : rowsOf(field, args, cost);
  return { field: cost.field ?? usual, multiplier };
};
