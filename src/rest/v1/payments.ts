import {
  CreatePaymentDocument,
  GetPaymentDocument,
  ListPaymentsDocument,
  UpdatePaymentDocument,
  type PaymentResourceFragment,
} from '../../generated/operations.ts';
import { PAYMENT_METHOD_WORDS, PAYMENT_STATUS_WORDS } from '../../vocabulary/payment.ts';
import { wordFor } from '../../vocabulary/words.ts';
import { nextCursor, nodesOf, PAGE_PARAMETERS, pageVariables } from '../page.ts';
import { route } from '../route.ts';
import { wordOrNull } from '../words.ts';

function presentPayment(payment: PaymentResourceFragment) {
  return {
    id: payment.id,
    amount: payment.amount,
    status: wordFor(PAYMENT_STATUS_WORDS, payment.status),
    tenantId: payment.tenantId,
    period: payment.period,
    method: wordOrNull(PAYMENT_METHOD_WORDS, payment.method),
    receivedOn: payment.receivedOn,
    reference: payment.reference,
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
      property: null,
      period: null,
      status: PAYMENT_STATUS_WORDS,
      ...PAGE_PARAMETERS,
    },
    variables: ({ query }) => {
      const { tenant, property, period, status } = query;
      return { filter: { tenant, property, period, status }, ...pageVariables(query) };
    },
    present: ({ payments }) => nodesOf(payments).map(presentPayment),
    next: ({ payments }) => nextCursor(payments),
  }),
  route({
    method: 'POST',
    path: '/payments',
    document: CreatePaymentDocument,
    words: { method: PAYMENT_METHOD_WORDS },
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
    words: { status: PAYMENT_STATUS_WORDS },
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ updatePayment }) => presentPayment(updatePayment),
    version: ({ updatePayment }) => updatePayment.version,
  }),
];
