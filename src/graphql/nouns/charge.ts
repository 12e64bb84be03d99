import {
  addCharge,
  chargeDateFault,
  chargeFaults,
  voidCharge,
  voidFaults,
  type AddChargeInput,
  type VoidChargeFields,
} from '../../commands/charge/charges.ts';
import { notFound } from '../../errors.ts';
import type { CHARGE_STATUS_WORDS } from '../../vocabulary/charge.ts';
import { idempotencyArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import {
  idOf,
  line,
  notClearable,
  positiveAmount,
  relativeToToday,
  withChecks,
  withRules,
} from '../input/checks.ts';
import { AskedChargeKind, ChargeKind, ChargeStatus } from '../types/charge-enums.ts';
import { Recorded } from '../types/recorded.ts';
import { Lease } from './lease.ts';
import { ChargeConnection } from '../types/connections.ts';
import { CHARGE_ARGUMENTS, chargesQuery, chargesWhere } from '../lists/charge.ts';

export const Charge = builder.prismaNode('Charge', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `ch_`.' },
  select: { id: true },
  description:
    'Charge apart from rent, or a credit against rent. It counts from its day until the day on which it was cancelled. An N4 claims rent only. Managers see the charges of assigned properties, and tenants those of their tenancies; contractors see no charges.',
  interfaces: [Recorded],
  fields: (t) => ({
    kind: t.expose('kind', { type: ChargeKind, description: 'Kind of the charge.' }),
    amount: t.expose('amountCents', {
      type: 'Money',
      description:
        'Amount in Canadian dollars. `CREDIT`, `DISCOUNT` and `DEPOSIT` lower the rent owing; all others are owed apart from rent.',
    }),
    status: t.field({
      type: ChargeStatus,
      description: 'Whether the charge counts.',
      select: { voidedOn: true },
      resolve: ({ voidedOn }): keyof typeof CHARGE_STATUS_WORDS => (voidedOn ? 'VOID' : 'POSTED'),
    }),
    on: t.expose('onDate', { type: 'Date', description: 'Day of the charge.' }),
    voidedOn: t.expose('voidedOn', {
      type: 'Date',
      nullable: true,
      description: 'Day from which the charge no longer counts. Null while it counts.',
    }),
    voidReason: t.exposeString('voidReason', {
      nullable: true,
      description: 'Why the charge was cancelled. Null while it counts.',
    }),
    period: t.expose('period', {
      type: 'YearMonth',
      nullable: true,
      description: 'Month of the rent that a credit pays first. Null for the oldest rent owing.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'Note. Null without one.' }),
    paymentId: t.exposeID('paymentId', {
      nullable: true,
      description: 'ID of the payment that caused the charge. Begins with `pay_`. Null without one.',
    }),
    leaseId: t.exposeID('leaseId', { description: 'ID of the lease. Begins with `l_`.' }),
  }),
});

builder.prismaObjectField(Lease, 'charges', (t) =>
  t.relatedConnection(
    'charges',
    {
      cursor: 'id',
      totalCount: true,
      description: 'Charges and credits of the tenancy, newest first by default.',
      args: CHARGE_ARGUMENTS,
      query: (args, context) => chargesQuery(args, context),
    },
    ChargeConnection,
  ),
);

builder.queryField('charges', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Charge,
      cursor: 'id',
      description: 'Charges that the viewer can see, newest first by default.',
      args: CHARGE_ARGUMENTS,
      totalCount: (_connection, args, context) =>
        context.db.charge.count({ where: chargesWhere(args, context) }),
      resolve: (query, _root, args, context) =>
        context.db.charge.findMany({ ...query, ...chargesQuery(args, context) }),
    },
    ChargeConnection,
  ),
);

builder.queryField('charge', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Charge,
    nullable: true,
    description:
      'A charge by its ID. Fails with `NOT_FOUND` if it does not exist or the viewer cannot see it.',
    args: { id: t.arg.id({ required: true, description: 'ID of the charge. Begins with `ch_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const charge = await context.db.charge.findUnique({ ...query, where: { id } });
      if (!charge) throw notFound('charge');
      return charge;
    },
  }),
);

const lawfulCharge = (input: Partial<AddChargeInput>) => chargeFaults(input);

const AddChargeInputType = builder.inputType('AddChargeInput', {
  description: 'Charge apart from rent, or a credit against rent.',
  ...withRules<AddChargeInput>(lawfulCharge),
  fields: (t) => ({
    kind: t.field({
      type: AskedChargeKind,
      required: true,
      description:
        'Kind of the charge. Fails with `BAD_INPUT` `late_fee_unlawful` for a late fee or interest (RTA s.134).',
    }),
    amount: t.field({
      type: 'Money',
      required: true,
      description:
        'Amount in Canadian dollars, above zero. Administration for a returned payment is at most $20 (O. Reg. 516/06 s.17).',
      ...withChecks(positiveAmount),
    }),
    on: t.field({
      type: 'Date',
      description: 'Day of the charge, today or earlier. Defaults to today.',
      ...withChecks(relativeToToday(chargeDateFault)),
    }),
    period: t.field({
      type: 'YearMonth',
      description:
        'Month of the rent that a credit or a discount pays first. Defaults to the oldest rent owing.',
    }),
    note: t.string({ description: 'Note.', ...withChecks(line()) }),
    paymentId: t.id({
      description: 'ID of the payment that caused the charge.',
      ...withChecks(idOf('Payment')),
    }),
  }),
});

builder.mutationField('addCharge', (t) =>
  t.prismaField({
    extensions: { act: 'addCharge' },
    type: Charge,
    description:
      'Adds a charge apart from rent, or a credit against rent. Admins, landlords and managers only.',
    args: {
      tenantId: t.arg.id({
        required: true,
        description: 'ID of a tenant of the tenancy.',
        ...withChecks(idOf('Tenant')),
      }),
      input: t.arg({ type: AddChargeInputType, required: true, description: 'The charge.' }),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (query, _root, { tenantId, input }, context) => {
      const id = await addCharge(context, tenantId, input);
      return context.db.charge.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const VoidChargeInput = builder.inputType('VoidChargeInput', {
  description: 'Cancellation of a charge. Without a reason and a status, nothing changes.',
  ...withRules<VoidChargeFields>(voidFaults),
  fields: (t) => ({
    status: t.field({ type: ChargeStatus, description: 'New status: `VOID`.', ...notClearable() }),
    reason: t.string({ description: 'Why the charge is cancelled.', ...notClearable(line()) }),
  }),
});

builder.mutationField('voidCharge', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Charge,
    description:
      'Cancels a charge from today on; the accounts of earlier days stay as they were. Admins, landlords and managers only. Fails with `CONFLICT` `illegal_transition` if it is void already.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: VoidChargeInput, required: true, description: 'The reason.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await voidCharge(context, id, input, expectedVersion);
      return context.db.charge.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
