import Router from '@koa/router';
import { assertAcceptable, assertMediaType, parseBody } from '../parse-body.ts';
import type { Core } from '../core.ts';
import { assertSignedIn, handle } from '../handler.ts';
import { operationOf } from '../route.ts';
import { answerOnce } from '../idempotency.ts';
import { chargeRoutes } from './charges.ts';
import { depositRoutes } from './deposits.ts';
import { formRoutes } from './forms.ts';
import { leaseRoutes } from './leases.ts';
import { paymentRoutes } from './payments.ts';
import { propertyRoutes } from './properties.ts';
import { receiptRoutes } from './receipts.ts';
import { reportRoutes } from './reports.ts';
import { rentRunRoutes } from './rent-runs.ts';
import { sessionRoutes } from './session.ts';
import { suggestionRoutes } from './suggestions.ts';
import { tenantRoutes } from './tenants.ts';
import { ticketRoutes } from './tickets.ts';
import { unitRoutes } from './units.ts';

/** Every endpoint. The contract is schema/openapi.yaml; a test compares the two. */
export const ROUTES = [
  ...sessionRoutes, //   POST GET DELETE        /auth/session
  ...propertyRoutes, //  GET POST               /properties   GET PATCH DELETE /properties/:id
  ...tenantRoutes, //    GET POST               /tenants      GET PATCH DELETE /tenants/:id
  //                     POST /tenants/:id/reopen
  //                     GET /tenants/:id/rent-schedule       POST             /tenants/:id/rent-increases
  ...leaseRoutes, //     GET /leases  GET PATCH /leases/:id   POST /leases/:id/renewal, tenants, move
  //                       POST /leases/:id/tenants/:tenantId/departure
  ...unitRoutes, //      GET /units   GET /units/:id
  ...reportRoutes, //    GET /tenants/:id/ledger  /tenants/:id/statement  /reports/rent-roll  /reports/arrears
  ...paymentRoutes, //   GET POST               /payments     GET PATCH        /payments/:id
  //                       POST /payments/:id/return, /payments/:id/refund
  ...receiptRoutes, //   GET /payments/:id/receipt             POST /tenants/:id/receipts  GET /receipts/:id
  ...chargeRoutes, //    GET POST               /tenants/:id/charges   GET PATCH /charges/:id
  ...depositRoutes, //   GET POST               /tenants/:id/deposits  GET /deposits/:id
  //                       POST /deposits/:id/apply, refund, interest, top-up
  ...suggestionRoutes, // GET                   /suggestions  GET PATCH        /suggestions/:id
  ...rentRunRoutes, //   POST                   /rent-runs
  ...ticketRoutes, //    GET POST               /tickets      GET PATCH        /tickets/:id
  ...formRoutes, //      POST /forms/:type                    GET PATCH        /forms/:id
];

const REGISTER = { GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const;

/** The façade at /v1: checks the session, `Accept` and the body before it runs the operation. */
export function createRestRouter<Session>(core: Core<Session>): Router {
  const router = new Router({ prefix: '/v1' });
  for (const route of ROUTES) {
    const read = ROUTES.find(
      ({ method, path }) => method === 'GET' && path === (route.changes ?? route.path),
    );
    router[REGISTER[route.method]](
      operationOf(route),
      route.path,
      assertSignedIn(core, route),
      assertAcceptable(route),
      assertMediaType,
      parseBody(core),
      ...(route.method === 'POST' ? [answerOnce(core, route)] : []),
      handle(core, route, read),
    );
  }
  return router;
}
