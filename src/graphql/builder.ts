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

/** Prisma gives a DATE column as a Date at UTC midnight; all other dates are `YYYY-MM-DD`. */
type DateOutput = Date | string;

export interface SchemaTypes {
  Context: Context;
  PrismaTypes: PrismaTypes;
  /** Types that other types refer to before their definition. */
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
    // The prefix of an ID already names its type, so the global ID is the row's ID.
    encodeGlobalID: (_typename, id) => String(id),
    decodeGlobalID: (id) => ({ typename: nounOf(id) ?? 'Unknown', id }),
    edgesFieldOptions: { nullable: false, description: 'Items of this page, each with its cursor.' },
    nodesOnConnection: { description: 'Items of this page.' },
    nodeFieldOptions: { nullable: false, description: 'The item.' },
    nodeQueryOptions: {
      description: 'An object by its ID. Null if it does not exist or the viewer cannot see it.',
      extensions: { access: 'rows' },
    },
    nodesQueryOptions: {
      description:
        'Objects by their IDs, in the same order. Null for each object that does not exist or the viewer cannot see.',
      extensions: { access: 'rows' },
    },
  },
});

builder.queryType({
  description:
    'Read operations. Every field but `__typename` requires a session token or an API key: `Authorization: Bearer <token>`. The viewer is the signed-in user, or the user who created the API key. The viewer sees objects of their own workspace only. An object that the viewer cannot see is reported as missing. A field that the viewer may not use is null, with an error at its path. The other fields are answered. Over HTTP an operation may cost at most 50,000 points; `extensions.cost` reports its cost. RTA stands for the Residential Tenancies Act, 2006, of Ontario.',
});
builder.mutationType({
  description:
    'Write operations. Each mutation takes effect as a whole or not at all. Errors have a code and a stable reason in `extensions`, e.g. `CONFLICT` and `unit_occupied`. `BAD_INPUT` lists every fault in `extensions.details`, each with its path and its own code. Names and titles are one line of at most 200 characters. Longer texts have at most 10,000 characters unless stated otherwise.',
});

builder.addScalarType('Date', DateScalar);
builder.addScalarType('DateTime', DateTimeScalar);
builder.addScalarType('EmailAddress', EmailAddressScalar);
builder.addScalarType('Money', MoneyScalar);
builder.addScalarType('YearMonth', YearMonthScalar);
builder.addScalarType('DateOrInstant', DateOrInstantScalar);
builder.addScalarType('Time', TimeScalar);
builder.addScalarType('JSON', GraphQLJSON, { description: 'Any JSON value (ECMA-404).' });
