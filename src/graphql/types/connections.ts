import type { ObjectRef } from '@pothos/core';
import { getRefFromModel } from '@pothos/plugin-prisma';
import type PrismaTypes from '../../generated/pothos.ts';
import { builder, type SchemaTypes } from '../builder.ts';

type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;
type Model = keyof PrismaTypes;
type Row<Name extends Model> = PrismaTypes[Name]['Shape'];

/** Prisma gives the number with the rows of a relation; a root field counts when it is asked. */
type Counted = { readonly totalCount?: number | (() => number | Promise<number>) };

function countOf({ totalCount }: Counted): number | Promise<number> {
  if (totalCount === undefined) throw new Error('A connection was read without its count.');
  return typeof totalCount === 'function' ? totalCount() : totalCount;
}

/** The one connection type of a noun, at the root and below it. */
export function connectionTo<Shape extends object>(type: ObjectRef<Types, Shape>, name: string) {
  return builder.connectionObject(
    {
      type,
      name: `${name}Connection`,
      fields: (t) => ({
        totalCount: t.int({
          extensions: { pothosPrismaTotalCount: true },
          resolve: (page) => countOf(page as Counted),
        }),
      }),
    },
    { name: `${name}Edge` },
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
