import {
  CreateChargeDocument,
  GetChargeDocument,
  ListChargesDocument,
  VoidChargeDocument,
  type ChargeResourceFragment,
} from '../../generated/operations.ts';
import { ASKED_CHARGE_WORDS, CHARGE_KIND_WORDS, CHARGE_STATUS_WORDS } from '../../vocabulary/charge.ts';
import { wordFor } from '../../vocabulary/words.ts';
import { nextCursor, nodesOf, PAGE_PARAMETERS, pageVariables } from '../page.ts';
import { route } from '../route.ts';

function presentCharge(charge: ChargeResourceFragment) {
  return {
    id: charge.id,
    kind: wordFor(CHARGE_KIND_WORDS, charge.kind),
    amount: charge.amount,
    status: wordFor(CHARGE_STATUS_WORDS, charge.status),
    on: charge.on,
    voidedOn: charge.voidedOn,
    voidReason: charge.voidReason,
    period: charge.period,
    note: charge.note,
    paymentId: charge.paymentId,
    leaseId: charge.leaseId,
    createdAt: charge.createdOn,
    updatedAt: charge.updatedAt,
  };
}

export const chargeRoutes = [
  route({
    method: 'GET',
    path: '/tenants/:id/charges',
    document: ListChargesDocument,
    parameters: PAGE_PARAMETERS,
    variables: ({ params, query }) => ({ id: params['id'], ...pageVariables(query) }),
    present: ({ tenant }) => (tenant ? nodesOf(tenant.lease.charges).map(presentCharge) : null),
    next: ({ tenant }) => (tenant ? nextCursor(tenant.lease.charges) : null),
  }),
  route({
    method: 'POST',
    path: '/tenants/:id/charges',
    pathArguments: { tenantId: 'id' },
    document: CreateChargeDocument,
    words: { kind: ASKED_CHARGE_WORDS },
    variables: ({ params, body }) => ({ tenantId: params['id'], input: body }),
    present: ({ addCharge }) => presentCharge(addCharge),
    version: ({ addCharge }) => addCharge.version,
    location: ({ addCharge }) => `/charges/${addCharge.id}`,
  }),
  route({
    method: 'GET',
    path: '/charges/:id',
    document: GetChargeDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ charge }) => charge && presentCharge(charge),
    version: ({ charge }) => charge?.version ?? null,
  }),
  route({
    method: 'PATCH',
    path: '/charges/:id',
    document: VoidChargeDocument,
    words: { status: CHARGE_STATUS_WORDS },
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ voidCharge }) => presentCharge(voidCharge),
    version: ({ voidCharge }) => voidCharge.version,
  }),
];
