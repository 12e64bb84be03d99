import type { ObjectFieldBuilder } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { BulkMode, MAX_ROWS, type Bulk, type RowOutcome } from '../../commands/bulk.ts';
import { importRows, type ImportIds } from '../../commands/import/import-rows.ts';
import { recordPayments, type PaymentIds } from '../../commands/payment/record-payments.ts';
import { createTenants, type TenantIds } from '../../commands/tenancy/create-tenants.ts';
import type { Fault } from '../../errors.ts';
import type { Context } from '../../request/context.ts';
import { builder, type SchemaTypes } from '../builder.ts';
import { idempotencyArguments } from '../input/arguments.ts';
import { atMost, withChecks } from '../input/checks.ts';
import type { Check } from '../input/input-check.ts';
import { withReplay } from '../input/idempotent-mutations.ts';
import { malformedRows, SETS_ROWS_ASIDE } from '../input/malformed-rows.ts';
import { defineEnum } from '../types/define-enum.ts';
import { ImportRowInput } from './import-input.ts';
import { Payment, RecordPaymentInput } from './payment.ts';
import { Property } from './property.ts';
import { CreateTenantInput } from './tenant-changes.ts';
import { Tenant } from './tenant.ts';
import { Unit } from './unit.ts';

const BulkModeType = defineEnum('BulkMode', 'Whether one refused row refuses all rows.', BulkMode, {
  TRANSACTIONAL: 'All rows are written, or no row is.',
  PARTIAL: 'Refused rows are left out. The others are written together.',
});

const RowFault = builder.objectRef<Fault>('RowFault').implement({
  description: 'Why a row was refused.',
  fields: (t) => ({
    path: t.stringList({
      description: 'Path of the field at fault, from the arguments down, e.g. `rows`, `3`, `tenantId`.',
      resolve: ({ path }) => path.map(String),
    }),
    code: t.exposeString('code', { description: 'Stable code, e.g. `unit_occupied`.' }),
    message: t.exposeString('message', { description: 'The fault, with its remedy.' }),
  }),
});

interface Outcome<Ids> extends RowOutcome<Ids> {
  readonly index: number;
}

type Outcomes<Ids> = readonly Outcome<Ids>[];

const numbered = <Ids>(outcomes: readonly RowOutcome<Ids>[]): Outcomes<Ids> =>
  outcomes.map((outcome, index) => ({ ...outcome, index }));

/** A retry reads again what the first request wrote. */
const REPLAY = withReplay((subject) => numbered(JSON.parse(subject) as RowOutcome<unknown>[]));

interface BulkArguments<Row> {
  readonly rows: readonly Row[];
  readonly mode: BulkMode;
}

function bulkOf<Row>(
  { rows, mode }: BulkArguments<Row>,
  context: Context,
  { path }: GraphQLResolveInfo,
): Bulk<Row> {
  return { rows, mode, malformed: malformedRows(context, path.key) };
}

type RowFields = ObjectFieldBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>, Outcome<unknown>>;

/** What every outcome tells. */
const outcomeFields = (t: RowFields) => ({
  index: t.exposeInt('index', { description: 'Place of the row in the input, from 0.' }),
  faults: t.field({
    type: [RowFault],
    description: 'Why the row was refused; empty if it was written.',
    resolve: ({ faults }) => [...faults],
  }),
});

/** The written row; null without one. The query is read either way, as Pothos asks for outside of production. */
function rowOf<Query extends object, Row>(
  query: Query,
  id: string | null | undefined,
  read: (args: Query & { readonly where: { readonly id: string } }) => Row,
): Row | null {
  const asked = { ...query };
  return id ? read({ ...asked, where: { id } }) : null;
}

const PaymentRow = builder.objectRef<Outcome<PaymentIds>>('RecordedPaymentRow').implement({
  description: 'Outcome of a row of `recordPayments`.',
  fields: (t) => ({
    ...outcomeFields(t),
    payment: t.prismaField({
      type: Payment,
      nullable: true,
      description: 'The payment. Null if the row was refused.',
      resolve: (query, { ids }, _args, { dbForRereads: db }) =>
        rowOf(query, ids?.paymentId, (args) => db.payment.findUnique(args)),
    }),
  }),
});

const TenantRow = builder.objectRef<Outcome<TenantIds>>('CreatedTenantRow').implement({
  description: 'Outcome of a row of `createTenants`.',
  fields: (t) => ({
    ...outcomeFields(t),
    tenant: t.prismaField({
      type: Tenant,
      nullable: true,
      description: 'The primary tenant of the new tenancy. Null if the row was refused.',
      resolve: (query, { ids }, _args, { dbForRereads: db }) =>
        rowOf(query, ids?.tenantId, (args) => db.tenant.findUnique(args)),
    }),
  }),
});

const ImportedRow = builder.objectRef<Outcome<ImportIds>>('ImportedRow').implement({
  description: 'Outcome of a row of `importRows`.',
  fields: (t) => ({
    ...outcomeFields(t),
    property: t.prismaField({
      type: Property,
      nullable: true,
      description: 'The property of the row, new or found. Null if the row was refused.',
      resolve: (query, { ids }, _args, { dbForRereads: db }) =>
        rowOf(query, ids?.propertyId, (args) => db.property.findUnique(args)),
    }),
    unit: t.prismaField({
      type: Unit,
      nullable: true,
      description: 'The unit of the row, new or found. Null if the row was refused.',
      resolve: (query, { ids }, _args, { dbForRereads: db }) =>
        rowOf(query, ids?.unitId, (args) => db.unit.findUnique(args)),
    }),
    tenant: t.prismaField({
      type: Tenant,
      nullable: true,
      description: 'The primary tenant of the new tenancy. Null if the row has no tenancy, or was refused.',
      resolve: (query, { ids }, _args, { dbForRereads: db }) =>
        rowOf(query, ids?.tenantId, (args) => db.tenant.findUnique(args)),
    }),
  }),
});

const notEmpty: Check = (rows: unknown[]) =>
  rows.length > 0 ? null : { code: 'required', message: 'The list is empty. Give at least one row.' };

const ROWS = { required: true, ...withChecks(notEmpty, atMost(MAX_ROWS)) } as const;
const MODE = {
  type: BulkModeType,
  required: true,
  defaultValue: 'TRANSACTIONAL',
  description:
    'Treatment of the other rows where one is refused. `PARTIAL` leaves out malformed rows too, whichever variables hold them. A literal of the wrong type makes the document invalid, so that nothing is executed.',
} as const;

const AT_ONCE = `At most ${MAX_ROWS} rows. The faults of all rows are told at once, each with the place of its row. In the mode \`PARTIAL\` they are told in the result.`;

builder.mutationField('recordPayments', (t) =>
  t.field({
    extensions: { act: 'recordPayment', ...REPLAY, ...SETS_ROWS_ASIDE },
    type: [PaymentRow],
    description: `Records many payments at once, in their order, each as \`recordPayment\` does. Admins, landlords and managers only. ${AT_ONCE}`,
    args: {
      rows: t.arg({ type: [RecordPaymentInput], description: 'The payments.', ...ROWS }),
      mode: t.arg(MODE),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (_root, args, context, info) =>
      numbered(await recordPayments(context, bulkOf(args, context, info))),
  }),
);

builder.mutationField('createTenants', (t) =>
  t.field({
    extensions: { act: 'createTenant', ...REPLAY, ...SETS_ROWS_ASIDE },
    type: [TenantRow],
    description: `Creates many tenancies at once, each as \`createTenant\` does. Admins, landlords and managers only. ${AT_ONCE}`,
    args: {
      rows: t.arg({ type: [CreateTenantInput], description: 'The tenants and tenancies.', ...ROWS }),
      mode: t.arg(MODE),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (_root, args, context, info) =>
      numbered(await createTenants(context, bulkOf(args, context, info))),
  }),
);

builder.mutationField('importRows', (t) =>
  t.field({
    extensions: { act: 'createProperty', ...REPLAY, ...SETS_ROWS_ASIDE },
    type: [ImportedRow],
    description: `Imports the lines of a rent roll: properties and units that are missing, and tenancies. Admins, landlords and managers only. ${AT_ONCE}`,
    args: {
      rows: t.arg({ type: [ImportRowInput], description: 'The lines.', ...ROWS }),
      mode: t.arg(MODE),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (_root, args, context, info) =>
      numbered(await importRows(context, bulkOf(args, context, info))),
  }),
);
