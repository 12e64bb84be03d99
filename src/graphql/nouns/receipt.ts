import {
  issueReceipt,
  issueReceiptForDays,
  receiptDayFault,
  receiptDaysFaults,
  type ReceiptDays,
} from '../../commands/receipt/issue-receipt.ts';
import type { ReceivedLine, StoredReceipt } from '../../documents/receipt.ts';
import type { PaidPeriod } from '../../ledger/index.ts';
import { addressOf } from '../../address/address.ts';
import { notFound } from '../../errors.ts';
import { idempotencyArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { idOf, relativeToToday, withChecks, withRules } from '../input/checks.ts';
import { AddressType } from '../types/address.ts';
import { PaymentMethod } from '../types/enums.ts';
import { ReceiptPurpose } from '../types/receipt-enums.ts';
import { Recorded } from '../types/recorded.ts';
import { Payment } from './payment.ts';

const PaidPeriodType = builder.objectRef<PaidPeriod>('PaidPeriod').implement({
  description: 'Rental period that money on a receipt paid, in whole or in part.',
  fields: (t) => ({
    from: t.expose('from', { type: 'Date', description: 'First day of the period.' }),
    to: t.expose('to', { type: 'Date', description: 'Last day of the period.' }),
    amount: t.expose('amountCents', {
      type: 'Money',
      description: 'Part of the money that paid it, in Canadian dollars.',
    }),
  }),
});

const ReceivedMoneyType = builder.objectRef<ReceivedLine>('ReceivedMoney').implement({
  description: 'Money on a receipt.',
  fields: (t) => ({
    amount: t.expose('amountCents', {
      type: 'Money',
      description: 'Amount received and not given back, in Canadian dollars.',
    }),
    receivedOn: t.expose('receivedOn', { type: 'Date', description: 'Day of receipt.' }),
    method: t.expose('method', {
      type: PaymentMethod,
      nullable: true,
      description: 'How it was paid. Null if unknown.',
    }),
    purpose: t.expose('purpose', { type: ReceiptPurpose, description: 'Purpose of the money.' }),
    periods: t.field({
      type: [PaidPeriodType],
      description:
        'Rental periods that it paid, oldest first, by the account of the day of issue. Periods paid ahead are included. Empty for money apart from rent, and on older receipts.',
      resolve: ({ periods }) => periods ?? [],
    }),
    period: t.expose('period', {
      type: 'YearMonth',
      nullable: true,
      description:
        'Month that the payment names. Null without a month. `periods` lists the periods that it paid.',
    }),
    reference: t.exposeString('reference', {
      nullable: true,
      description: 'Reference of the payment, e.g. a cheque number. Null if unknown.',
    }),
  }),
});

const ReceiptUnitType = builder.objectRef<StoredReceipt['unit']>('ReceiptUnit').implement({
  description: 'Rental unit as a receipt names it.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'Label of the unit.' }),
    address: t.field({
      type: AddressType,
      nullable: true,
      description: 'Address of the property.',
      resolve: ({ address }) => addressOf(address as Parameters<typeof addressOf>[0]),
    }),
  }),
});

const ReceiptLandlordType = builder.objectRef<StoredReceipt['landlord']>('ReceiptLandlord').implement({
  description: 'Landlord as a receipt names it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Legal name.' }),
    address: t.field({
      type: AddressType,
      nullable: true,
      description: 'Address for notices. Null if unknown.',
      resolve: ({ address }) => addressOf(address),
    }),
  }),
});

const factsOf = ({ facts }: { facts: unknown }) => facts as StoredReceipt;

export const Receipt = builder.prismaNode('Receipt', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `rec_`.' },
  select: { id: true },
  description:
    'Receipt for money from tenants (RTA s.109; O. Reg. 516/06 s.9). It is frozen: later changes of a payment leave it as it is. Managers see the receipts of assigned properties, and tenants those of their tenancies; contractors see no receipts.',
  interfaces: [Recorded],
  fields: (t) => ({
    number: t.exposeInt('number', {
      description: 'Number of the receipt. Counts up from 1 in the workspace.',
    }),
    issuedOn: t.expose('issuedOn', { type: 'Date', description: 'Day on which it was issued.' }),
    unit: t.field({
      type: ReceiptUnitType,
      description: 'Rental unit.',
      select: { facts: true },
      resolve: (row) => factsOf(row).unit,
    }),
    tenants: t.stringList({
      description: 'Names of the tenants, the primary tenant first.',
      select: { facts: true },
      resolve: (row) => factsOf(row).tenants,
    }),
    landlord: t.field({
      type: ReceiptLandlordType,
      description: 'Landlord.',
      select: { facts: true },
      resolve: (row) => factsOf(row).landlord,
    }),
    payments: t.field({
      type: [ReceivedMoneyType],
      description: 'Money received, oldest first.',
      select: { facts: true },
      resolve: (row) => factsOf(row).payments,
    }),
    total: t.field({
      type: 'Money',
      description: 'Sum of the money received, in Canadian dollars.',
      select: { facts: true },
      resolve: (row) => factsOf(row).totalCents,
    }),
    leaseId: t.exposeID('leaseId', { description: 'ID of the lease. Begins with `l_`.' }),
    paymentId: t.exposeID('paymentId', {
      nullable: true,
      description: 'ID of the payment. Begins with `pay_`. Null for a receipt for some days.',
    }),
    pdfUrl: t.string({
      description:
        'Absolute link to the PDF. It requires no token and expires, by default after one hour; each query returns a new link.',
      select: { version: true },
      resolve: ({ id, version }, _args, { links, origin }) => links.sign(origin, id, version),
    }),
  }),
});

builder.prismaObjectField(Payment, 'receipt', (t) =>
  t.field({
    type: Receipt,
    nullable: true,
    description: 'Receipt that was issued for the payment. Null without a receipt.',
    select: (_args, _context, nestedSelection) => ({
      receipts: nestedSelection({ orderBy: { id: 'asc' }, take: 1 }),
    }),
    resolve: ({ receipts }) => receipts[0] ?? null,
  }),
);

builder.queryField('receipt', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Receipt,
    nullable: true,
    description:
      'A receipt by its ID. Fails with `NOT_FOUND` if it does not exist or the viewer cannot see it.',
    args: { id: t.arg.id({ required: true, description: 'ID of the receipt. Begins with `rec_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const receipt = await context.db.receipt.findUnique({ ...query, where: { id } });
      if (!receipt) throw notFound('receipt');
      return receipt;
    },
  }),
);

const orderOfDays = (input: Partial<ReceiptDays>) => receiptDaysFaults(input);

const ReceiptDaysInput = builder.inputType('ReceiptDaysInput', {
  description: 'Days that a receipt covers.',
  ...withRules<ReceiptDays>(orderOfDays),
  fields: (t) => ({
    from: t.field({ type: 'Date', required: true, description: 'First day of receipt.' }),
    to: t.field({
      type: 'Date',
      required: true,
      description: 'Last day of receipt, today or earlier.',
      ...withChecks(relativeToToday(receiptDayFault)),
    }),
  }),
});

const ISSUERS =
  'Admins, landlords, managers and tenants only. Fails with `CONFLICT` `not_received` without money in hand, and with `receipt_incomplete` if a legal part is missing. Days of two owners are refused with `several_landlords`.';

builder.mutationField('issueReceipt', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Receipt,
    description: `Issues the receipt for a payment, numbered and frozen. A second call returns the same receipt, unless the payment was returned and made good since. ${ISSUERS}`,
    args: {
      paymentId: t.arg.id({
        required: true,
        description: 'ID of the payment.',
        ...withChecks(idOf('Payment')),
      }),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (query, _root, { paymentId }, context) => {
      const id = await issueReceipt(context, paymentId);
      return context.db.receipt.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('issueReceiptForDays', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Receipt,
    description: `Issues a receipt for all money from a tenancy on some days, deposits included. ${ISSUERS}`,
    args: {
      tenantId: t.arg.id({
        required: true,
        description: 'ID of a tenant of the tenancy.',
        ...withChecks(idOf('Tenant')),
      }),
      input: t.arg({ type: ReceiptDaysInput, required: true, description: 'The days.' }),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (query, _root, { tenantId, input }, context) => {
      const id = await issueReceiptForDays(context, tenantId, input);
      return context.db.receipt.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
