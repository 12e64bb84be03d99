import {
  ApplyDepositDocument,
  CreateDepositDocument,
  GetDepositDocument,
  ListDepositsDocument,
  PayDepositInterestDocument,
  RefundDepositDocument,
  TopUpDepositDocument,
  type DepositResourceFragment,
} from '../../generated/operations.ts';
import { DEPOSIT_EVENT_WORDS, DEPOSIT_KIND_WORDS, INTEREST_METHOD_WORDS } from '../../vocabulary/deposit.ts';
import { wordFor } from '../../vocabulary/words.ts';
import { nextCursor, nodesOf, PAGE_PARAMETERS, pageVariables } from '../page.ts';
import { route, type RouteInput } from '../route.ts';

function presentDeposit(deposit: DepositResourceFragment) {
  return {
    id: deposit.id,
    kind: wordFor(DEPOSIT_KIND_WORDS, deposit.kind),
    amount: deposit.amount,
    receivedOn: deposit.receivedOn,
    replacementCost: deposit.replacementCost,
    held: deposit.held,
    applied: deposit.applied,
    refunded: deposit.refunded,
    interestOwing: deposit.interestOwing,
    interestByYear: deposit.interestByYear,
    history: deposit.history.map(({ on, kind, amount, balance }) => ({
      on,
      kind: wordFor(DEPOSIT_EVENT_WORDS, kind),
      amount,
      balance,
    })),
    warnings: deposit.warnings,
    leaseId: deposit.leaseId,
    createdAt: deposit.createdOn,
    updatedAt: deposit.updatedAt,
  };
}

const changeVariables = ({ params, body }: RouteInput) => ({ id: params['id'], input: body });

export const depositRoutes = [
  route({
    method: 'GET',
    path: '/tenants/:id/deposits',
    document: ListDepositsDocument,
    parameters: PAGE_PARAMETERS,
    variables: ({ params, query }) => ({ id: params['id'], ...pageVariables(query) }),
    present: ({ tenant }) => (tenant ? nodesOf(tenant.lease.deposits).map(presentDeposit) : null),
    next: ({ tenant }) => (tenant ? nextCursor(tenant.lease.deposits) : null),
  }),
  route({
    method: 'POST',
    path: '/tenants/:id/deposits',
    pathArguments: { tenantId: 'id' },
    document: CreateDepositDocument,
    words: { kind: DEPOSIT_KIND_WORDS },
    variables: ({ params, body }) => ({ tenantId: params['id'], input: body }),
    present: ({ recordDeposit }) => presentDeposit(recordDeposit),
    version: ({ recordDeposit }) => recordDeposit.version,
    location: ({ recordDeposit }) => `/deposits/${recordDeposit.id}`,
  }),
  route({
    method: 'GET',
    path: '/deposits/:id',
    document: GetDepositDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ deposit }) => deposit && presentDeposit(deposit),
    version: ({ deposit }) => deposit?.version ?? null,
  }),
  route({
    method: 'POST',
    path: '/deposits/:id/apply',
    changes: '/deposits/:id',
    document: ApplyDepositDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ applyDeposit }) => presentDeposit(applyDeposit),
    version: ({ applyDeposit }) => applyDeposit.version,
  }),
  route({
    method: 'POST',
    path: '/deposits/:id/refund',
    changes: '/deposits/:id',
    document: RefundDepositDocument,
    variables: changeVariables,
    present: ({ refundDeposit }) => presentDeposit(refundDeposit),
    version: ({ refundDeposit }) => refundDeposit.version,
  }),
  route({
    method: 'POST',
    path: '/deposits/:id/interest',
    changes: '/deposits/:id',
    document: PayDepositInterestDocument,
    words: { method: INTEREST_METHOD_WORDS },
    variables: changeVariables,
    present: ({ payDepositInterest }) => presentDeposit(payDepositInterest),
    version: ({ payDepositInterest }) => payDepositInterest.version,
  }),
  route({
    method: 'POST',
    path: '/deposits/:id/top-up',
    changes: '/deposits/:id',
    document: TopUpDepositDocument,
    variables: changeVariables,
    present: ({ topUpDeposit }) => presentDeposit(topUpDeposit),
    version: ({ topUpDeposit }) => topUpDeposit.version,
  }),
];
