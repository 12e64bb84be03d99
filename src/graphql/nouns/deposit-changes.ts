import { applyDeposit } from '../../commands/deposit/apply-deposit.ts';
import { payDepositInterest, refundDeposit, topUpDeposit } from '../../commands/deposit/move-deposit.ts';
import {
  depositDateFault,
  depositFaults,
  recordDeposit,
  type RecordDepositInput,
} from '../../commands/deposit/record-deposit.ts';
import { idempotencyArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { idOf, line, positiveAmount, relativeToToday, withChecks, withRules } from '../input/checks.ts';
import { DepositKind, InterestMethod } from '../types/deposit-enums.ts';
import { Deposit } from './deposit.ts';

const lawfulDeposit = (input: Partial<RecordDepositInput>) => depositFaults(input);

const RecordDepositInputType = builder.inputType('RecordDepositInput', {
  description: 'Deposit received from a tenant.',
  ...withRules<RecordDepositInput>(lawfulDeposit),
  fields: (t) => ({
    kind: t.field({ type: DepositKind, description: 'Kind of the deposit. Defaults to `LAST_MONTH`.' }),
    amount: t.field({
      type: 'Money',
      required: true,
      description:
        'Amount in Canadian dollars. A rent deposit is at most the lesser of one rental period and one month of rent (RTA s.106(2)).',
      ...withChecks(positiveAmount),
    }),
    replacementCost: t.field({
      type: 'Money',
      description:
        'Of a key deposit: direct cost of new keys, in Canadian dollars. The deposit is at most that (O. Reg. 516/06 s.17).',
      ...withChecks(positiveAmount),
    }),
    receivedOn: t.field({
      type: 'Date',
      description: 'Day of receipt, today or earlier. Defaults to today.',
      ...withChecks(relativeToToday(depositDateFault)),
    }),
  }),
});

builder.mutationField('recordDeposit', (t) =>
  t.prismaField({
    extensions: { act: 'recordDeposit' },
    type: Deposit,
    description:
      'Records a deposit received from a tenant. Admins, landlords and managers only. Fails with `BAD_INPUT` `deposit_exceeds_rent` above the limit, and with `CONFLICT` `deposit_held` beside another rent deposit.',
    args: {
      tenantId: t.arg.id({
        required: true,
        description: 'ID of a tenant of the tenancy.',
        ...withChecks(idOf('Tenant')),
      }),
      input: t.arg({ type: RecordDepositInputType, required: true, description: 'The deposit.' }),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (query, _root, { tenantId, input }, context) => {
      const id = await recordDeposit(context, tenantId, input);
      return context.db.deposit.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('applyDeposit', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Deposit,
    description:
      'Applies a rent deposit to the rent of the last period (RTA s.106(10)). KeyNest does so by itself once the last day is known; a second time changes nothing. Admins, landlords and managers only. Fails with `CONFLICT` `last_day_unknown` before that, and `deposit_spent` without anything left.',
    args: rowArguments(t.arg),
    resolve: async (query, _root, { id, expectedVersion }, context) => {
      await applyDeposit(context, id, expectedVersion);
      return context.db.deposit.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const RefundDepositInput = builder.inputType('RefundDepositInput', {
  description: 'Refund of a deposit.',
  fields: (t) => ({
    amount: t.field({
      type: 'Money',
      description: 'Amount in Canadian dollars. Defaults to all that is left.',
      ...withChecks(positiveAmount),
    }),
    on: t.field({
      type: 'Date',
      description: 'Day of the refund, today or earlier, on or after the last entry. Defaults to today.',
      ...withChecks(relativeToToday(depositDateFault)),
    }),
    note: t.string({ description: 'Note.', ...withChecks(line()) }),
  }),
});

builder.mutationField('refundDeposit', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Deposit,
    description:
      'Gives a deposit back to the tenant, in whole or in part. Admins, landlords and managers only. Fails with `BAD_INPUT` `refund_too_large` above the amount left, and with `CONFLICT` `deposit_spent` without anything left.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: RefundDepositInput, required: true, description: 'The refund.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await refundDeposit(context, id, input, expectedVersion);
      return context.db.deposit.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const DepositInterestInput = builder.inputType('DepositInterestInput', {
  description: 'Interest of all years that fell due, given to the tenant.',
  fields: (t) => ({
    method: t.field({
      type: InterestMethod,
      description: 'How it is given. Defaults to `PAID`. The rest of a set-off is paid out.',
    }),
    on: t.field({
      type: 'Date',
      description: 'Day of the payment, today or earlier, on or after the last entry. Defaults to today.',
      ...withChecks(relativeToToday(depositDateFault)),
    }),
  }),
});

builder.mutationField('payDepositInterest', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Deposit,
    description:
      'Gives the tenant the interest that fell due on a rent deposit (RTA s.106(6)). Admins, landlords and managers only. Fails with `CONFLICT` `no_interest_owing` without interest owing, and `deposit_full` for a set-off without room.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: DepositInterestInput, required: true, description: 'The payment.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await payDepositInterest(context, id, input, expectedVersion);
      return context.db.deposit.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const TopUpDepositInput = builder.inputType('TopUpDepositInput', {
  description: 'Amount by which a rent deposit is raised.',
  fields: (t) => ({
    amount: t.field({
      type: 'Money',
      description: 'Amount in Canadian dollars. Defaults to the difference from the rent of that day.',
      ...withChecks(positiveAmount),
    }),
    on: t.field({
      type: 'Date',
      description: 'Day of receipt, today or earlier, on or after the last entry. Defaults to today.',
      ...withChecks(relativeToToday(depositDateFault)),
    }),
    note: t.string({ description: 'Note.', ...withChecks(line()) }),
  }),
});

builder.mutationField('topUpDeposit', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Deposit,
    description:
      'Raises a rent deposit after a rent increase, up to the rent of that day (RTA s.106(3)). Admins, landlords and managers only. Fails with `BAD_INPUT` `deposit_exceeds_rent` above it, and with `CONFLICT` `deposit_full` at it.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: TopUpDepositInput, required: true, description: 'The amount.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await topUpDeposit(context, id, input, expectedVersion);
      return context.db.deposit.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
