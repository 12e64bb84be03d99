import {
  administrationFaults,
  refundDateFault,
  refundPayment,
  returnDateFault,
  returnPayment,
} from '../../commands/payment/give-back.ts';
import { rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import {
  line,
  nonNegativeAmount,
  positiveAmount,
  relativeToToday,
  withChecks,
  withRules,
} from '../input/checks.ts';
import { Payment } from './payment.ts';

const lawfulCharge = ({ administrationCharge }: { administrationCharge?: number | null }) =>
  administrationFaults(administrationCharge, ['administrationCharge']);

const ReturnPaymentInput = builder.inputType('ReturnPaymentInput', {
  description: 'Return of a payment by the bank.',
  ...withRules<{ administrationCharge?: number | null }>(lawfulCharge),
  fields: (t) => ({
    returnedOn: t.field({
      type: 'Date',
      description: 'Day of the return, from the day of receipt to today. Defaults to today.',
      ...withChecks(relativeToToday(returnDateFault)),
    }),
    bankCharge: t.field({
      type: 'Money',
      description: "Bank's charge, in Canadian dollars. Adds a charge `NSF_BANK`.",
      ...withChecks(nonNegativeAmount),
    }),
    administrationCharge: t.field({
      type: 'Money',
      description:
        "Landlord's own charge, at most $20 (O. Reg. 516/06 s.17). Adds a charge `NSF_ADMINISTRATION`.",
      ...withChecks(nonNegativeAmount),
    }),
    reason: t.string({ description: 'Reason, e.g. insufficient funds.', ...withChecks(line()) }),
  }),
});

builder.mutationField('returnPayment', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Payment,
    description:
      'Marks a payment as returned unpaid, `FAILED`, on a day, and charges for it. The accounts of earlier days stay as they were. Admins, landlords and managers only. Fails with `CONFLICT` `illegal_transition` for a payment that is not `PAID`.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: ReturnPaymentInput, required: true, description: 'The return.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await returnPayment(context, id, input, expectedVersion);
      return context.db.payment.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const RefundPaymentInput = builder.inputType('RefundPaymentInput', {
  description: 'Refund of a payment to the tenant.',
  fields: (t) => ({
    amount: t.field({
      type: 'Money',
      description: 'Amount in Canadian dollars. Defaults to all that was not refunded yet.',
      ...withChecks(positiveAmount),
    }),
    refundedOn: t.field({
      type: 'Date',
      description: 'Day of the refund, from the day of receipt to today. Defaults to today.',
      ...withChecks(relativeToToday(refundDateFault)),
    }),
    reason: t.string({ description: 'Reason.', ...withChecks(line()) }),
  }),
});

builder.mutationField('refundPayment', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Payment,
    description:
      'Gives a payment back to the tenant on a day, in whole or in part. Refunded in full, it becomes `REFUNDED`. The accounts of earlier days stay as they were. Admins, landlords and managers only. Fails with `BAD_INPUT` `refund_too_large` above the amount left, and with `CONFLICT` `illegal_transition` for a payment that is not `PAID`.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: RefundPaymentInput, required: true, description: 'The refund.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await refundPayment(context, id, input, expectedVersion);
      return context.db.payment.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
