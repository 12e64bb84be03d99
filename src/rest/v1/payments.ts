import {
  CreatePaymentDocument,
  GetPaymentDocument,
  ListPaymentsDocument,
  RefundPaymentDocument,
  ReturnPaymentDocument,
  UpdatePaymentDocument,
  type PaymentResourceFragment,
} from '../../generated/operations.ts';
import {
  PAYMENT_METHOD_WORDS,
  PAYMENT_PURPOSE_WORDS,
  PAYMENT_SOURCE_WORDS,
  PAYMENT_STATUS_WORDS,
} from '../../vocabulary/payment.ts';
import { wordFor } from '../../vocabulary/words.ts';
import { listOf, nextCursor, nodesOf, PAGE_PARAMETERS, pageVariables } from '../page.ts';
import { route } from '../route.ts';
import { wordOrNull } from '../words.ts';

function presentPayment(payment: PaymentResourceFragment) {
  return {
    id: payment.id,
    amount: payment.amount,
    status: wordFor(PAYMENT_STATUS_WORDS, payment.status),
    source: wordFor(PAYMENT_SOURCE_WORDS, payment.source),
    purpose: wordFor(PAYMENT_PURPOSE_WORDS, payment.purpose),
    tenantId: payment.tenantId,
    leaseId: payment.leaseId,
    dueOn: payment.dueOn,
    period: payment.period,
    method: wordOrNull(PAYMENT_METHOD_WORDS, payment.method),
    receivedOn: payment.receivedOn,
    returnedOn: payment.returnedOn,
    refundedAmount: payment.refundedAmount,
    settledBy: payment.settledById,
    reference: payment.reference,
    reason: payment.reason,
    warnings: payment.warnings,
    createdAt: payment.createdOn,
    updatedAt: payment.updatedAt,
  };
}

export const paymentRoutes = [
  route({
    method: 'GET',
    path: '/payments',
    document: ListPaymentsDocument,
    parameters: {
      tenant: null,
      lease: null,
      property: null,
      period: null,
      status: PAYMENT_STATUS_WORDS,
      source: PAYMENT_SOURCE_WORDS,
      method: PAYMENT_METHOD_WORDS,
      receivedFrom: null,
      receivedTo: null,
      dueFrom: null,
      dueTo: null,
      updatedSince: null,
      ...PAGE_PARAMETERS,
    },
    variables: ({ query }) => {
      const { limit, cursor, status, method, ...rest } = query;
      const filter = { ...rest, status: listOf(status), method: listOf(method) };
      return { filter, ...pageVariables({ limit, cursor }) };
    },
    present: ({ payments }) => nodesOf(payments).map(presentPayment),
    next: ({ payments }) => nextCursor(payments),
  }),
  route({
    method: 'POST',
    path: '/payments',
    document: CreatePaymentDocument,
    words: { method: PAYMENT_METHOD_WORDS, purpose: PAYMENT_PURPOSE_WORDS },
    variables: ({ body }) => ({ input: body }),
    present: ({ recordPayment }) => presentPayment(recordPayment),
    version: ({ recordPayment }) => recordPayment.version,
    location: ({ recordPayment }) => `/payments/${recordPayment.id}`,
  }),
  route({
    method: 'GET',
    path: '/payments/:id',
    document: GetPaymentDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ payment }) => payment && presentPayment(payment),
    version: ({ payment }) => payment?.version ?? null,
  }),
  route({
    method: 'PATCH',
    path: '/payments/:id',
    document: UpdatePaymentDocument,
    words: { status: PAYMENT_STATUS_WORDS, method: PAYMENT_METHOD_WORDS },
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ updatePayment }) => presentPayment(updatePayment),
    version: ({ updatePayment }) => updatePayment.version,
  }),
  route({
    method: 'POST',
    path: '/payments/:id/return',
    changes: '/payments/:id',
    document: ReturnPaymentDocument,
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ returnPayment }) => presentPayment(returnPayment),
    version: ({ returnPayment }) => returnPayment.version,
  }),
  route({
    method: 'POST',
    path: '/payments/:id/refund',
    changes: '/payments/:id',
    document: RefundPaymentDocument,
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ refundPayment }) => presentPayment(refundPayment),
    version: ({ refundPayment }) => refundPayment.version,
  }),
];
