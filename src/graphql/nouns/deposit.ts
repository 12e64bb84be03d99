import { depositHistory, heldOn } from '../../accounts/deposit-history.ts';
import { appliedCents, DEPOSIT_SELECTION, refundedCents } from '../../accounts/deposits.ts';
import { interestByYear, interestOwingCents } from '../../documents/interest-owing.ts';
import { depositWarnings } from '../../commands/deposit/record-deposit.ts';
import { notFound } from '../../errors.ts';
import { builder } from '../builder.ts';
import { DepositInterestType } from '../types/deposit-interest.ts';
import { DepositEventType } from '../types/deposit-event.ts';
import { DepositKind } from '../types/deposit-enums.ts';
import { Recorded } from '../types/recorded.ts';
import { Lease } from './lease.ts';
import { WarningType } from './notice.ts';
import { DepositConnection } from '../types/connections.ts';
import { DEPOSIT_ARGUMENTS, depositsQuery, depositsWhere } from '../lists/deposit.ts';

export const Deposit = builder.prismaNode('Deposit', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `dep_`.' },
  select: { id: true },
  description:
    'Deposit that the landlord holds for a tenancy. Managers see the deposits of assigned properties, and tenants those of their tenancies; contractors see no deposits.',
  interfaces: [Recorded],
  fields: (t) => ({
    kind: t.expose('kind', { type: DepositKind, description: 'Kind of the deposit.' }),
    amount: t.expose('amountCents', {
      type: 'Money',
      description: 'Amount received at first, in Canadian dollars.',
    }),
    receivedOn: t.expose('receivedOn', { type: 'Date', description: 'Day of receipt.' }),
    replacementCost: t.expose('replacementCostCents', {
      type: 'Money',
      nullable: true,
      description:
        'Of a key deposit: direct cost of new keys, in Canadian dollars. The deposit is at most that. Null if unknown.',
    }),
    held: t.field({
      type: 'Money',
      description: 'Amount held today, in Canadian dollars.',
      select: DEPOSIT_SELECTION,
      resolve: (deposit, _args, { today }) => heldOn(deposit, today),
    }),
    applied: t.field({
      type: 'Money',
      description:
        'Part that pays the rent of the last period, in Canadian dollars (RTA s.106(10)). It counts from the due day.',
      select: DEPOSIT_SELECTION,
      resolve: appliedCents,
    }),
    refunded: t.field({
      type: 'Money',
      description: 'Part given back to the tenant so far, in Canadian dollars.',
      select: DEPOSIT_SELECTION,
      resolve: refundedCents,
    }),
    interestOwing: t.field({
      type: 'Money',
      description:
        'Interest that fell due so far and was not given to the tenant yet, in Canadian dollars. It falls due each year from the day of receipt, and on the last day of the tenancy (RTA s.106(6)). Years without a known guideline are left out. Zero for a key deposit.',
      select: DEPOSIT_SELECTION,
      resolve: (deposit, _args, { today }) => interestOwingCents(deposit, today),
    }),
    interestByYear: t.field({
      type: [DepositInterestType],
      description:
        'Interest by year, oldest first: each year that fell due, and once the last day is known, all until then. The year in which the tenancy ends counts by days. Empty for a key deposit.',
      select: DEPOSIT_SELECTION,
      resolve: (deposit, _args, { today }) => interestByYear(deposit, today),
    }),
    warnings: t.field({
      type: [WarningType],
      description: 'Doubts about the deposit: a key deposit without the cost of new keys.',
      select: { kind: true, replacementCostCents: true },
      resolve: depositWarnings,
    }),
    history: t.field({
      type: [DepositEventType],
      description: 'Events of the deposit, oldest first, with the amount held after each.',
      select: DEPOSIT_SELECTION,
      resolve: (deposit) => depositHistory(deposit),
    }),
    leaseId: t.exposeID('leaseId', { description: 'ID of the lease. Begins with `l_`.' }),
  }),
});

builder.prismaObjectField(Lease, 'deposits', (t) =>
  t.relatedConnection(
    'deposits',
    {
      cursor: 'id',
      totalCount: true,
      description: 'Deposits of the tenancy, newest first by default.',
      args: DEPOSIT_ARGUMENTS,
      query: (args, context) => depositsQuery(args, context),
    },
    DepositConnection,
  ),
);

builder.queryField('deposits', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Deposit,
      cursor: 'id',
      description: 'Deposits that the viewer can see, newest first by default.',
      args: DEPOSIT_ARGUMENTS,
      totalCount: (_connection, args, context) =>
        context.db.deposit.count({ where: depositsWhere(args, context) }),
      resolve: (query, _root, args, context) =>
        context.db.deposit.findMany({ ...query, ...depositsQuery(args, context) }),
    },
    DepositConnection,
  ),
);

builder.queryField('deposit', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Deposit,
    nullable: true,
    description:
      'A deposit by its ID. Fails with `NOT_FOUND` if it does not exist or the viewer cannot see it.',
    args: { id: t.arg.id({ required: true, description: 'ID of the deposit. Begins with `dep_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const deposit = await context.db.deposit.findUnique({ ...query, where: { id } });
      if (!deposit) throw notFound('deposit');
      return deposit;
    },
  }),
);
