import { readFileSync } from 'node:fs';
import { Kind, parse, type TypeNode } from 'graphql';
import pg from 'pg';
import { Peer } from './peer.ts';
import { id, type Size } from './portfolio.ts';
import type { BenchRequest } from './scenarios.ts';
import { startStatementProxy, type SentStatement } from './statement-proxy.ts';

/** Rows that one part of a statement may read or sort. A page has at most 100, and looks up a few for each. */
const MOST_ROWS = 5_000;

/** The same for a list with a filter that few rows meet, for each tenancy: it may look at each once, and at its open rows. */
const MOST_ROWS_OF_TENANCY = 1.5;

/** A part of a plan, as `EXPLAIN (ANALYZE, FORMAT JSON)` tells it. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A question about a page of a list, or a search. */
export interface Question {
  readonly name: string;
  readonly request: BenchRequest;
}

const graphql = (query: string): BenchRequest => ({ method: 'POST', path: '/graphql', body: { query } });
const get = (path: string): Question => ({ name: path, request: { method: 'GET', path } });

const SCHEMA = new URL('../../schema/schema.graphql', import.meta.url);

/** The name of the type below lists and marks of what is required. */
function nameOf(type: TypeNode | undefined): string {
  if (type === undefined) return '';
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

/** A list of the schema: the members of its order, and conditions on it. */
interface List {
  readonly name: string;
  readonly orders: readonly string[];
  readonly filters: readonly string[];
}

const DAY_MILLISECONDS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MILLISECONDS).toISOString();

/** Values of a filter's field: one row's, early and late days, every member of an enum. */
function valuesOf(field: string, type: TypeNode, members: readonly string[]): readonly string[] {
  if (members.length > 0) return members.map((one) => (type.kind === Kind.LIST_TYPE ? `[${one}]` : one));
  const [recent, old] = [daysAgo(10), daysAgo(1_000)];
  const values: Readonly<Record<string, readonly string[]>> = {
    Boolean: ['true'],
    Date: [`"${recent.slice(0, 10)}"`, `"${old.slice(0, 10)}"`],
    DateTime: [`"${recent}"`, `"${daysAgo(0)}"`],
    YearMonth: [`"${recent.slice(0, 7)}"`, `"${old.slice(0, 7)}"`],
    String: ['"tenant 777"'],
  };
  const rows: Readonly<Record<string, string>> = { property: 'p', unit: 'un', lease: 'l', tenant: 't' };
  const prefix = rows[field];
  if (nameOf(type) === 'ID') return prefix === undefined ? [] : [`"${id(prefix, 10)}"`];
  return values[nameOf(type)] ?? [];
}

function listsOfSchema(): readonly List[] {
  const { definitions } = parse(readFileSync(SCHEMA, 'utf8'));
  const named = new Map(
    definitions.flatMap((one) => ('name' in one && one.name ? [[one.name.value, one] as const] : [])),
  );
  const fieldsOf = (input: string) => {
    const found = named.get(input);
    return found?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? (found.fields ?? []) : [];
  };
  const membersOf = (type: string) => {
    const found = named.get(type);
    return found?.kind === Kind.ENUM_TYPE_DEFINITION
      ? (found.values ?? []).map(({ name }) => name.value)
      : [];
  };
  const query = named.get('Query');
  if (query?.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
  return (query.fields ?? []).map(({ name, arguments: given = [] }) => {
    const inputOf = (argument: string) => nameOf(given.find((one) => one.name.value === argument)?.type);
    const order = fieldsOf(inputOf('orderBy')).find((one) => one.name.value === 'field');
    const filters = fieldsOf(inputOf('filter')).flatMap(({ name: { value: field }, type }) =>
      valuesOf(field, type, membersOf(nameOf(type))).map((value) => `{ ${field}: ${value} }`),
    );
    return { name: name.value, orders: membersOf(nameOf(order?.type)), filters };
  });
}

/** Pages of a list in each of its orders, in both directions, from both ends. */
function pagesOf({ name: list, orders }: List, filter: string): Question[] {
  return orders.flatMap((field) =>
    ['ASC', 'DESC'].flatMap((direction) =>
      ['first: 50', 'last: 50'].map((page) => {
        const name = `${list}(${filter}orderBy: { field: ${field}, direction: ${direction} }, ${page})`;
        const request = graphql(`{ ${name} { edges { node { id } } pageInfo { endCursor startCursor } } }`);
        return { name, request };
      }),
    ),
  );
}

/** Each order of each list. */
export function orderedLists(): Question[] {
  return listsOfSchema().flatMap((list) => pagesOf(list, ''));
}

/** The same for each condition on each list. */
export function filteredLists(): Question[] {
  return listsOfSchema().flatMap((list) =>
    list.filters.flatMap((filter) => pagesOf(list, `filter: ${filter}, `)),
  );
}

/** Pages, filters and searches. Tenancies whose number ends in 0 owe rent. */
export const OTHERS: readonly Question[] = [
  get('/v1/payments?limit=50'),
  // A method that no payment has.
  get('/v1/payments?method=Cash&limit=50'),
  get(`/v1/payments?tenant=${id('t', 10)}&limit=50`),
  get('/v1/payments?status=Paid&limit=50'),
  get('/v1/payments?status=Overdue&limit=50'),
  get('/v1/tenants?limit=50'),
  get('/v1/tenants?q=tenant%20777&limit=50'),
  get('/v1/properties?limit=50'),
  get('/v1/tickets?limit=50'),
  get('/v1/tickets?status=Open&limit=50'),
  { name: 'search', request: graphql('{ search(query: "tenant 777") { __typename } }') },
];

/** What is wrong with a part of a plan and the parts below it. */
function faultsOf(node: PlanNode, most: number): string[] {
  const { 'Node Type': type, 'Relation Name': table, Plans: parts = [] } = node;
  const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  const isBad = (table !== undefined || type.includes('Sort')) && rows > most;
  return [
    ...(isBad ? [`${type} ${table ?? ''}: ${rows} rows`] : []),
    ...parts.flatMap((part) => faultsOf(part, most)),
  ];
}

async function planFaults(
  client: pg.Client,
  { text, parameters }: SentStatement,
  most: number,
): Promise<string[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
    [...parameters],
  );
  return (rows[0]?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => faultsOf(Plan, most));
}

/** The question for the page that follows; null where there is none. */
export async function nextPage(peer: Peer, { name, request }: Question): Promise<Question | null> {
  const body = await peer.read(request);
  const [page] = Object.values((body as { data: Record<string, { pageInfo?: Cursors }> }).data);
  const cursor = name.includes('first:') ? page?.pageInfo?.endCursor : page?.pageInfo?.startCursor;
  if (!cursor) return null;
  const further = name.includes('first:') ? `after: "${cursor}"` : `before: "${cursor}"`;
  const more = name.replace(/\)$/u, `, ${further})`);
  return { name: more, request: graphql(`{ ${more} { edges { node { id } } } }`) };
}

interface Cursors {
  readonly endCursor: string | null;
  readonly startCursor: string | null;
}

/**
 * Asks for each order of each list, with and without each filter, pages and searches, and explains what the server sent to PostgreSQL. Tells
 * each part of a plan that reads or sorts more rows than a page needs.
 */
export async function checkPlans(
  url: string,
  { tenancies }: Size,
  say: (line: string) => void,
): Promise<readonly string[]> {
  const proxy = await startStatementProxy(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const peer = await Peer.start('keynest', proxy.url);
  const faults: string[] = [];
  const check = async ({ name, request }: Question, most = MOST_ROWS) => {
    proxy.takeSent();
    await peer.ask(request);
    const statements = proxy.takeSent();
    if (statements.length === 0) throw new Error(`${name} was answered without a SELECT.`);
    for (const sent of statements) {
      for (const fault of await planFaults(client, sent, most)) faults.push(`${name}: ${fault}`);
    }
    say(`${name}: ${faults.filter((fault) => fault.startsWith(`${name}: `)).length} faults`);
  };
  try {
    const lists = orderedLists();
    if (lists.length === 0) throw new Error('No list of the schema has an order.');
    for (const question of [...OTHERS, ...lists]) await check(question);
    const most = Math.max(MOST_ROWS, MOST_ROWS_OF_TENANCY * tenancies);
    for (const question of filteredLists()) await check(question, most);
    for (const question of lists) {
      const further = await nextPage(peer, question);
      if (further) await check(further);
    }
  } finally {
    await peer.stop();
    await client.end();
    proxy.close();
  }
  return faults;
}
