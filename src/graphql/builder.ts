import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { GraphQLJSON } from 'graphql-scalars';
import type { Context } from '../request/context.ts';
import { getDatamodel } from '../generated/pothos.ts';
import type PrismaTypes from '../generated/pothos.ts';
import type { Tenant, Unit } from '../generated/prisma/client.ts';
import { nounOf } from '../ids.ts';
import { costOf, MAX_PAGE_SIZE, PAGE_SIZE } from './limits/field-costs.ts';
import {
  DateOrInstantScalar,
  DateScalar,
  DateTimeScalar,
  EmailAddressScalar,
  MoneyScalar,
  TimeScalar,
  YearMonthScalar,
} from './types/scalars.ts';

/** A DATE column holds a Date at UTC midnight; other dates are `YYYY-MM-DD`. */
type DateOutput = Date | string;

export interface SchemaTypes {
  Context: Context;
  PrismaTypes: PrismaTypes;
  /** Types that others refer to before their definition. */
  Objects: { Tenant: Tenant; Unit: Unit };
  Scalars: {
    ID: { Input: string; Output: string };
    Date: { Input: string; Output: DateOutput };
    DateTime: { Input: string; Output: DateOutput };
    EmailAddress: { Input: string; Output: string };
    Money: { Input: number; Output: number };
    YearMonth: { Input: string; Output: string };
    DateOrInstant: { Input: string; Output: string };
    Time: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
  };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
}

/** The schema builder. Each noun registers itself in its own file; schema.ts imports them all. */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [PrismaPlugin, RelayPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  // limits/cost.ts adds up the costs before execution.
  complexity: { fieldComplexity: costOf, disabled: true },
  prisma: {
    // For nodes and rows that Pothos rereads; see policies/scoped-client.ts.
    client: (context) => context.dbForRereads,
    dmmf: getDatamodel(),
    exposeDescriptions: false,
    filterConnectionTotalCount: true,
    onUnusedQuery: 'error',
    defaultConnectionSize: PAGE_SIZE,
    maxConnectionSize: MAX_PAGE_SIZE,
  },
  relay: {
    // Ids carry their type as a prefix, so the global id of a node is its id.
    encodeGlobalID: (_typename, id) => String(id),
    decodeGlobalID: (id) => ({ typename: nounOf(id) ?? 'Unknown', id }),
    edgesFieldOptions: { nullable: false, description: 'The rows of this page, each with its cursor.' },
    nodeFieldOptions: { nullable: false, description: 'The row.' },
    nodeQueryOptions: {
      description: 'Any noun by its id; null for what does not exist or may not be seen.',
      extensions: { access: 'rows' },
    },
    nodesQueryOptions: {
      description: 'Several nouns by their ids, in order; null where there is nothing to see.',
      extensions: { access: 'rows' },
    },
  },
});

builder.queryType({
  description:
    'What may be read. Everything but `__typename` needs a signed-in viewer. Over HTTP an operation may cost 50,000, and `extensions.cost` of the answer says what it did.',
});
builder.mutationType({ description: 'What may be changed. Each mutation is whole or has no effect at all.' });

builder.addScalarType('Date', DateScalar);
builder.addScalarType('DateTime', DateTimeScalar);
builder.addScalarType('EmailAddress', EmailAddressScalar);
builder.addScalarType('Money', MoneyScalar);
builder.addScalarType('YearMonth', YearMonthScalar);
builder.addScalarType('DateOrInstant', DateOrInstantScalar);
builder.addScalarType('Time', TimeScalar);
builder.addScalarType('JSON', GraphQLJSON);
