import { movePayment } from '../../commands/payment/move-payment.ts';
import { receiptDateFault, recordPayment } from '../../commands/payment/record-payment.ts';
import { notFound } from '../../errors.ts';
import { idempotencyArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { withChecks, idOf, notClearable, line, relativeToToday, positiveAmount } from '../input/checks.ts';
import { PaymentMethod, PaymentStatus } from '../types/enums.ts';
import { Recorded } from '../types/recorded.ts';

export const Payment = builder.prismaNode('Payment', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `pay_`.' },
  description:
    'Rent payment for a tenancy, expected or received. Managers see the payments of assigned properties. Tenants see the payments of their tenancies; contractors see no payments.',
  interfaces: [Recorded],
  fields: (t) => ({
    amount: t.expose('amountCents', { type: 'Money', description: 'Amount in Canadian dollars.' }),
    status: t.expose('status', {
      type: PaymentStatus,
      description: 'Status of the payment. Only `PAID` payments count in the ledger.',
    }),
    period: t.expose('period', {
      type: 'YearMonth',
      nullable: true,
      description:
        'Month of the rent that the payment is for. Null if the payment counts towards the oldest rent owing.',
    }),
    method: t.expose('method', {
      type: PaymentMethod,
      nullable: true,
      description: 'How the payment was made. Null if unknown.',
    }),
    receivedOn: t.expose('receivedOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the payment was received. Null until then.',
    }),
    reference: t.exposeString('reference', {
      nullable: true,
      description: 'Reference of the payment, e.g. a cheque number or a confirmation code. Null if unknown.',
    }),
    tenantId: t.exposeID('tenantId', { description: 'ID of the tenant who pays. Begins with `t_`.' }),
    tenant: t.relation('tenant', {
      nullable: true,
      description:
        'Tenant who pays. Null for viewers with the role `TENANT` if the payer has left the lease.',
    }),
    lease: t.relation('lease', { description: 'Lease of the tenancy.' }),
  }),
});

builder.queryField('payment', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Payment,
    nullable: true,
    description:
      'A payment by its ID. Fails with `NOT_FOUND` if it does not exist or the viewer cannot see it.',
    args: { id: t.arg.id({ required: true, description: 'ID of the payment. Begins with `pay_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const payment = await context.db.payment.findUnique({ ...query, where: { id } });
      if (!payment) throw notFound('payment');
      return payment;
    },
  }),
);

const PaymentFilter = builder.inputType('PaymentFilter', {
  description: 'Conditions on payments. A payment must meet all of them.',
  fields: (t) => ({
    tenant: t.id({ description: 'Filter by the ID of the tenant.', ...withChecks(idOf('Tenant')) }),
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    period: t.field({ type: 'YearMonth', description: 'Filter by the month of the rent.' }),
    status: t.field({ type: PaymentStatus, description: 'Filter by status.' }),
  }),
});

function whereOf({ tenant, property, period, status }: typeof PaymentFilter.$inferInput) {
  return {
    tenantId: tenant ?? undefined,
    lease: property ? { unit: { propertyId: property } } : undefined,
    period: period ?? undefined,
    status: status ?? undefined,
  };
}

builder.queryField('payments', (t) =>
  t.prismaConnection({
    extensions: { access: 'rows' },
    type: Payment,
    cursor: 'id',
    description: 'Payments that the viewer can see, newest first.',
    args: {
      filter: t.arg({
        type: PaymentFilter,
        description: 'Returns only matching payments. Returns all payments if omitted.',
      }),
    },
    totalCount: (_connection, { filter }, context) =>
      context.db.payment.count({ where: whereOf(filter ?? {}) }),
    resolve: (query, _root, { filter }, context) =>
      context.db.payment.findMany({ ...query, where: whereOf(filter ?? {}), orderBy: { id: 'desc' } }),
  }),
);

const RecordPaymentInput = builder.inputType('RecordPaymentInput', {
  description: 'Payment received from a tenant.',
  fields: (t) => ({
    tenantId: t.id({
      required: true,
      description: 'ID of the tenant who paid.',
      ...withChecks(idOf('Tenant')),
    }),
    amount: t.field({
      type: 'Money',
      required: true,
      description: 'Amount received, in Canadian dollars.',
      ...withChecks(positiveAmount),
    }),
    period: t.field({
      type: 'YearMonth',
      description:
        'Month of the rent that the payment is for. Defaults to the oldest month with rent owing, or else the next month to pay.',
    }),
    method: t.field({ type: PaymentMethod, description: 'How the payment was made.' }),
    receivedOn: t.field({
      type: 'Date',
      description: 'Day on which the payment was received, today or earlier. Defaults to today.',
      ...withChecks(relativeToToday(receiptDateFault)),
    }),
    reference: t.string({
      description: 'Reference of the payment, e.g. a cheque number or a confirmation code.',
      ...withChecks(line()),
    }),
  }),
});

const UpdatePaymentInput = builder.inputType('UpdatePaymentInput', {
  description: 'Change to a payment. Only its status can change.',
  fields: (t) => ({
    status: t.field({
      type: PaymentStatus,
      description: 'New status. The allowed changes are described at `updatePayment`.',
      ...notClearable(),
    }),
  }),
});

builder.mutationField('recordPayment', (t) =>
  t.prismaField({
    extensions: { act: 'recordPayment' },
    type: Payment,
    description:
      'Records a payment received from a tenant, as `PAID`. Admins, landlords and managers only. The amount may be less or more than the rent owing; the ledger applies it.',
    args: {
      input: t.arg({ type: RecordPaymentInput, required: true, description: 'The payment.' }),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (query, _root, { input }, context) => {
      const id = await recordPayment(context, input);
      return context.db.payment.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('updatePayment', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Payment,
    description:
      'Changes the status of a payment. Admins, landlords and managers only. `PENDING` may become `PAID`, `OVERDUE` or `VOID`. `OVERDUE` may become `PAID` or `VOID`. `PAID` may become `FAILED`, `REFUNDED` or `OVERDUE`. `FAILED` may become `PAID`, `OVERDUE` or `VOID`. Fails with `CONFLICT` `illegal_transition` for any other change.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdatePaymentInput, required: true, description: 'The change.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await movePayment(context, id, input.status, expectedVersion);
      return context.db.payment.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
