import { encodeBase64, type ObjectRef } from '@pothos/core';
import { formatPrismaCursor, getRefFromModel } from '@pothos/plugin-prisma';
import type PrismaTypes from '../../generated/pothos.ts';
import { builder, type SchemaTypes } from '../builder.ts';

type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;
type Model = keyof PrismaTypes;
type Row<Name extends Model> = PrismaTypes[Name]['Shape'];

interface Edge {
  /** Absent where the execution made the page (execution/pages.ts). */
  readonly cursor?: string;
  readonly node: Readonly<Record<string, unknown>>;
  readonly connection?: Page;
}

/** The arguments of a connection that its page depends on. */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly after?: string | null;
  readonly orderBy?: { readonly field: string } | null;
}

export interface PageInfo {
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** A page as Pothos makes it. */
export interface Page {
  /** Prisma gives the number with the rows of a relation; a root field counts when it is asked. */
  readonly totalCount?: number | (() => number | Promise<number>);
  readonly args?: PageArguments;
  readonly edges: readonly Edge[];
  readonly pageInfo: PageInfo;
}

function countOf({ totalCount }: Page): number | Promise<number> {
  if (totalCount === undefined) throw new Error('A connection was read without its count.');
  return typeof totalCount === 'function' ? totalCount() : totalCount;
}

/** Pothos makes cursors of ids. Another order needs the value too; policies/seek.ts reads both. */
function cursorOf({ cursor, node, connection }: Edge): string {
  const column = connection?.args?.orderBy?.field ?? 'id';
  if (column === 'id') return cursor ?? formatPrismaCursor(node, 'id');
  return encodeBase64(`GPC:O:${JSON.stringify([column, node[column], node['id']])}`);
}

function pageInfoOf({ pageInfo, edges }: Page): PageInfo {
  const [first] = edges;
  const last = edges.at(-1);
  if (!first || !last) return pageInfo;
  return { ...pageInfo, startCursor: cursorOf(first), endCursor: cursorOf(last) };
}

/** The one connection type of a noun, at the root and below it. */
export function connectionTo<Shape extends object>(type: ObjectRef<Types, Shape>, name: string) {
  return builder.connectionObject(
    {
      type,
      name: `${name}Connection`,
      fields: (t) => ({
        pageInfo: t.field({
          type: builder.pageInfoRef(),
          resolve: (page) => pageInfoOf(page as unknown as Page) as never,
        }),
        totalCount: t.int({
          extensions: { pothosPrismaTotalCount: true },
          resolve: (page) => countOf(page as unknown as Page),
        }),
      }),
    },
    {
      name: `${name}Edge`,
      fields: (t) => ({ cursor: t.string({ resolve: (edge) => cursorOf(edge as unknown as Edge) }) }),
    },
  );
}

function connectionOf<Name extends Model>(model: Name) {
  return connectionTo(getRefFromModel(model, builder) as unknown as ObjectRef<Types, Row<Name>>, model);
}

export const ApiKeyConnection = connectionOf('ApiKey');
export const AuditEventConnection = connectionOf('AuditEvent');
export const ChargeConnection = connectionOf('Charge');
export const DepositConnection = connectionOf('Deposit');
export const FormConnection = connectionOf('Form');
export const InvitationConnection = connectionOf('Invitation');
export const LeaseConnection = connectionOf('Lease');
export const PaymentConnection = connectionOf('Payment');
export const PropertyConnection = connectionOf('Property');
export const RentRunConnection = connectionOf('RentRun');
export const SessionConnection = connectionOf('Session');
export const SuggestionConnection = connectionOf('Suggestion');
export const TenantConnection = connectionOf('Tenant');
export const TicketConnection = connectionOf('Ticket');
export const UnitConnection = connectionOf('Unit');
export const UserConnection = connectionOf('User');
