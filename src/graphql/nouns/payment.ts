import { statusOn } from '../../accounts/payment-status.ts';
import {
  purposeFaults,
  receiptDateFault,
  recordPayment,
  type RecordPaymentInput as RecordPaymentFields,
} from '../../commands/payment/record-payment.ts';
import {
  updateFaults,
  updatePayment,
  type UpdatePaymentInput as UpdatePaymentInputFields,
} from '../../commands/payment/update-payment.ts';
import { refundsOf } from '../../accounts/receipts.ts';
import { notFound } from '../../errors.ts';
import { idempotencyArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import {
  withChecks,
  idOf,
  notClearable,
  line,
  relativeToToday,
  positiveAmount,
  withRules,
} from '../input/checks.ts';
import { PaymentMethod, PaymentPurpose, PaymentSource, PaymentStatus } from '../types/enums.ts';
import { Recorded } from '../types/recorded.ts';
import type { Warning } from '../../law/index.ts';
import { WarningType } from './notice.ts';
import { PaymentConnection } from '../types/connections.ts';
import { selectsColumnsAlone } from '../../policies/relations.ts';
import { PAYMENT_ARGUMENTS, paymentsQuery, paymentsWhere } from '../lists/payment.ts';

export const Payment = builder.prismaNode('Payment', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `pay_`.' },
  select: { id: true },
  description:
    'Rent payment for a tenancy, expected or received. Managers see the payments of assigned properties. Tenants see the payments of their tenancies; contractors see no payments.',
  interfaces: [Recorded],
  fields: (t) => ({
    amount: t.expose('amountCents', { type: 'Money', description: 'Amount in Canadian dollars.' }),
    status: t.field({
      type: PaymentStatus,
      description:
        'Status of the payment. An expected row is `PENDING` until its due day has passed, and then `OVERDUE`.',
      select: { status: true, overdueOn: true },
      resolve: (payment, _args, { today }) => statusOn(payment, today),
    }),
    source: t.expose('source', {
      type: PaymentSource,
      description: 'Whether this is rent expected or money received.',
    }),
    purpose: t.expose('purpose', { type: PaymentPurpose, description: 'Purpose of the payment.' }),
    dueOn: t.expose('dueOn', {
      type: 'Date',
      nullable: true,
      description:
        'Due day of the rent that is expected, or that the payment pays first. Null for the oldest rent owing.',
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
    returnedOn: t.expose('returnedOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the payment was returned unpaid. Null otherwise, and once it was made good.',
    }),
    refundedAmount: t.field({
      type: 'Money',
      description: 'Amount given back to the tenant so far, in Canadian dollars.',
      select: { refunds: true },
      resolve: ({ refunds }) => refundsOf({ refunds }).reduce((sum, { amountCents }) => sum + amountCents, 0),
    }),
    settledById: t.exposeID('settledById', {
      nullable: true,
      description: 'ID of the payment that settled this expected row. Begins with `pay_`. Null otherwise.',
    }),
    settledBy: t.relation('settledBy', {
      nullable: true,
      description: 'Payment that settled this expected row. Null otherwise.',
    }),
    settledRows: t.relation('settled', {
      query: { orderBy: { id: 'asc' } },
      description: 'Expected rows that this payment settled. They are `VOID`.',
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why the payment was last corrected, returned or refunded. Null if no reason was given.',
    }),
    reference: t.exposeString('reference', {
      nullable: true,
      description: 'Reference of the payment, e.g. a cheque number or a confirmation code. Null if unknown.',
    }),
    warnings: t.field({
      type: [WarningType],
      description:
        'Doubts about the payment: rent paid long ahead, or served forms and receipts that state it before a correction.',
      select: { warnings: true },
      resolve: ({ warnings }) => warnings as unknown as Warning[],
    }),
    leaseId: t.exposeID('leaseId', { description: 'ID of the lease. Begins with `l_`.' }),
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

builder.queryField('payments', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Payment,
      cursor: 'id',
      description: 'Payments that the viewer can see, newest first by default.',
      args: PAYMENT_ARGUMENTS,
      totalCount: (_connection, args, context) =>
        context.db.payment.count({ where: paymentsWhere(args, context) }),
      resolve: (query, _root, args, context) =>
        context.db.payment.findMany({ ...query, ...paymentsQuery(args, context) }),
    },
    PaymentConnection,
  ),
);

const monthOfRent = (input: Partial<RecordPaymentFields>) => purposeFaults(input);

export const RecordPaymentInput = builder.inputType('RecordPaymentInput', {
  description: 'Payment received from a tenant.',
  ...withRules<RecordPaymentFields>(monthOfRent),
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
    purpose: t.field({
      type: PaymentPurpose,
      description: 'Purpose of the payment. Defaults to `RENT`.',
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

const reasonOfCorrection = (input: Partial<UpdatePaymentInputFields>) => updateFaults(input);

const UpdatePaymentInput = builder.inputType('UpdatePaymentInput', {
  description:
    'Change to a payment: a new status, or a correction of a received payment. A correction needs a reason.',
  ...withRules<UpdatePaymentInputFields>(reasonOfCorrection),
  fields: (t) => ({
    status: t.field({
      type: PaymentStatus,
      description: 'New status. The allowed changes are described at `updatePayment`.',
      ...notClearable(),
    }),
    amount: t.field({
      type: 'Money',
      description: 'Corrected amount, in Canadian dollars.',
      ...notClearable(positiveAmount),
    }),
    receivedOn: t.field({
      type: 'Date',
      description:
        'With `PAID`: day on which the payment was received, by default today. Without a status: corrected day, today or earlier.',
      ...notClearable(relativeToToday(receiptDateFault)),
    }),
    method: t.field({
      type: PaymentMethod,
      description: 'With `PAID`, or corrected: how the payment was made.',
    }),
    reference: t.string({
      description: 'With `PAID`, or corrected: reference of the payment, e.g. a cheque number.',
      ...withChecks(line()),
    }),
    tenantId: t.id({
      description: 'Corrected payer: ID of a tenant of the same tenancy.',
      ...notClearable(idOf('Tenant')),
    }),
    reason: t.string({ description: 'Why the payment is changed.', ...notClearable(line()) }),
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
      const payment = await recordPayment(context, input);
      if (selectsColumnsAlone('Payment', query)) return payment;
      return context.db.payment.findUniqueOrThrow({ ...query, where: { id: payment.id } });
    },
  }),
);

builder.mutationField('updatePayment', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Payment,
    description:
      'Changes the status of a payment, or corrects a received payment with a reason. Admins, landlords and managers only. `PENDING` may become `PAID`, `OVERDUE` or `VOID`. `OVERDUE` may become `PAID` or `VOID`. `PAID` may become `FAILED`, `REFUNDED` or `OVERDUE`. `FAILED` may become `PAID`, `OVERDUE` or `VOID`. Fails with `CONFLICT` `illegal_transition` for any other change. Only a `PAID` or `REFUNDED` payment can be corrected; others fail with `not_received`. One for charges becomes `VOID` instead of `OVERDUE`, since it has no due day.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdatePaymentInput, required: true, description: 'The change.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await updatePayment(context, id, input, expectedVersion);
      return context.db.payment.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
