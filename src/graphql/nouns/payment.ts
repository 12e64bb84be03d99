import { movePayment } from '../../commands/payment/move-payment.ts';
import { receiptDateFault, recordPayment } from '../../commands/payment/record-payment.ts';
import { notFound } from '../../errors.ts';
import { onceArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { checked, idOf, kept, line, onToday, payable } from '../input/checks.ts';
import { PaymentMethod, PaymentStatus } from '../types/enums.ts';
import { Recorded } from '../types/recorded.ts';

export const Payment = builder.prismaNode('Payment', {
  nullable: true,
  id: { field: 'id', description: 'Begins with `pay_`.' },
  description: 'Rent, or part of it, for one period of a tenancy: expected, received, or gone wrong.',
  interfaces: [Recorded],
  fields: (t) => ({
    amount: t.expose('amountCents', { type: 'Money', description: 'As it came or is expected.' }),
    status: t.expose('status', { type: PaymentStatus, description: 'Only PAID counts in the ledger.' }),
    period: t.expose('period', {
      type: 'YearMonth',
      nullable: true,
      description: 'The month whose rent it is; null: the oldest rent owing.',
    }),
    method: t.expose('method', { type: PaymentMethod, nullable: true, description: 'How the money came.' }),
    receivedOn: t.expose('receivedOn', {
      type: 'Date',
      nullable: true,
      description: 'The day the money came; null while it has not.',
    }),
    reference: t.exposeString('reference', {
      nullable: true,
      description: 'A cheque number, a confirmation code.',
    }),
    tenantId: t.exposeID('tenantId', { description: 'Who pays.' }),
    tenant: t.relation('tenant', {
      nullable: true,
      description: 'Who pays; null to tenants when it is somebody who was taken off the lease.',
    }),
    lease: t.relation('lease', { description: 'The tenancy it is for.' }),
  }),
});

builder.queryField('payment', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Payment,
    nullable: true,
    description: 'A payment by its id. NOT_FOUND for what does not exist or may not be seen.',
    args: { id: t.arg.id({ required: true, description: 'Begins with `pay_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const payment = await context.db.payment.findUnique({ ...query, where: { id } });
      if (!payment) throw notFound('payment');
      return payment;
    },
  }),
);

const PaymentFilter = builder.inputType('PaymentFilter', {
  description: 'Which payments; all that is given has to hold.',
  fields: (t) => ({
    tenant: t.id({ description: 'By this tenant.', ...checked(idOf('Tenant')) }),
    property: t.id({ description: 'For a unit of this property.', ...checked(idOf('Property')) }),
    period: t.field({ type: 'YearMonth', description: 'For the rent of this month.' }),
    status: t.field({ type: PaymentStatus, description: 'Standing so.' }),
  }),
});

function filtered({ tenant, property, period, status }: typeof PaymentFilter.$inferInput) {
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
    description: 'The payments that the viewer may see, newest first.',
    args: { filter: t.arg({ type: PaymentFilter, description: 'All when absent.' }) },
    totalCount: (_connection, { filter }, context) =>
      context.db.payment.count({ where: filtered(filter ?? {}) }),
    resolve: (query, _root, { filter }, context) =>
      context.db.payment.findMany({ ...query, where: filtered(filter ?? {}), orderBy: { id: 'desc' } }),
  }),
);

const RecordPaymentInput = builder.inputType('RecordPaymentInput', {
  description: 'Money received.',
  fields: (t) => ({
    tenantId: t.id({ required: true, description: 'Who paid.', ...checked(idOf('Tenant')) }),
    amount: t.field({ type: 'Money', required: true, description: 'As it came.', ...checked(payable) }),
    period: t.field({
      type: 'YearMonth',
      description: 'The month whose rent it is; the oldest one with rent owing when absent.',
    }),
    method: t.field({ type: PaymentMethod, description: 'How the money came.' }),
    receivedOn: t.field({
      type: 'Date',
      description: 'Not in the future; today when absent.',
      ...checked(onToday(receiptDateFault)),
    }),
    reference: t.string({ description: 'A cheque number, a confirmation code.', ...checked(line()) }),
  }),
});

const MovePaymentInput = builder.inputType('UpdatePaymentInput', {
  description: 'Where to move a payment.',
  fields: (t) => ({
    status: t.field({ type: PaymentStatus, description: 'The new status.', ...kept() }),
  }),
});

builder.mutationField('recordPayment', (t) =>
  t.prismaField({
    extensions: { act: 'recordPayment' },
    type: Payment,
    description: 'Records money received. Part payments and overpayments are kept as they are.',
    args: {
      input: t.arg({ type: RecordPaymentInput, required: true, description: 'The payment.' }),
      ...onceArguments(t.arg),
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
      'Moves a payment to another status. CONFLICT `illegal_transition`, naming those allowed, for a move there is not.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: MovePaymentInput, required: true, description: 'The move.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await movePayment(context, id, input.status, expectedVersion);
      return context.db.payment.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
