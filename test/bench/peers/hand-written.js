/**
 * What a good developer writes by hand for these questions and no others: Koa, pg, one named statement for the session
 * and one that builds the answer's JSON. It checks the session, the role and the workspace, as KeyNest does, and no more:
 * no validation of input, no conditions, no cursors.
 */
import { createHash } from 'node:crypto';
import Router from '@koa/router';
import Koa from 'koa';
import pg from 'pg';
import { findViewer } from './signed-in.js';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const DAY = 'YYYY-MM-DD';
const LIVE = `l.status <> 'PAST'`;

const NESTED = `SELECT json_agg(x)::text AS json FROM (
  SELECT p.id, p.name, (SELECT json_agg(u) FROM (
    SELECT u.id, u.label, (SELECT coalesce(json_agg(t), '[]') FROM (
      SELECT t.id, t.name, (SELECT coalesce(json_agg(y), '[]') FROM (
        SELECT y.id, y."amountCents" / 100.0 AS amount, y.status, to_char(y."receivedOn", '${DAY}') AS "receivedOn"
        FROM "Payment" y WHERE y."tenantId" = t.id ORDER BY y.id DESC LIMIT 3) y) AS payments
      FROM "Tenant" t JOIN "Lease" l ON l.id = t."leaseId"
      WHERE l."unitId" = u.id AND ${LIVE} AND t."removedAt" IS NULL ORDER BY t.id) t) AS tenants
    FROM "Unit" u WHERE u."propertyId" = p.id ORDER BY u.position) u) AS units
  FROM "Property" p WHERE p."workspaceId" = $1 AND p."removedAt" IS NULL ORDER BY p.id LIMIT 20) x`;

/** Charges of a monthly tenancy and what was paid for each month. */
const LEDGER = `SELECT c.due, r."amountCents" AS charged, coalesce(sum(y."amountCents"), 0) AS paid
  FROM generate_series(l."startsOn", ($3::timestamptz AT TIME ZONE 'America/Toronto')::date, interval '1 month') c(due)
  LEFT JOIN "Payment" y ON y."leaseId" = l.id AND y.status = 'PAID' AND y.period = to_char(c.due, 'YYYY-MM')
  GROUP BY c.due, r."amountCents"`;

const TENANT_PAGE = `SELECT row_to_json(x)::text AS json FROM (
  SELECT t.id, t.name, t.email, l."startsOn", l."endsOn", r."amountCents" / 100.0 AS rent,
    (SELECT row_to_json(u) FROM (SELECT u.id, u.label, p.id AS "propertyId", p.name AS "propertyName") u) AS unit,
    (SELECT coalesce(json_agg(k), '[]') FROM (SELECT k.id, k.title, k.status, k.priority FROM "Ticket" k
      WHERE k."unitId" = u.id ORDER BY k.id DESC LIMIT 10) k) AS tickets,
    (SELECT coalesce(json_agg(y), '[]') FROM (SELECT y.id, y."amountCents" / 100.0 AS amount, y.status,
      to_char(y."receivedOn", '${DAY}') AS "receivedOn", y.period FROM "Payment" y
      WHERE y."tenantId" = t.id ORDER BY y.id DESC LIMIT 10) y) AS payments,
    (SELECT json_agg(g ORDER BY g.due) FROM (SELECT to_char(g.due, '${DAY}') AS due, g.charged / 100.0 AS charged,
      g.paid / 100.0 AS paid, (g.charged - g.paid) / 100.0 AS owing FROM (${LEDGER}) g) g) AS ledger
  FROM "Tenant" t JOIN "Lease" l ON l.id = t."leaseId" JOIN "LeaseRent" r ON r."leaseId" = l.id
  JOIN "Unit" u ON u.id = l."unitId" JOIN "Property" p ON p.id = u."propertyId"
  WHERE t.id = $2 AND t."workspaceId" = $1) x`;

const PAYMENTS = `SELECT coalesce(json_agg(x), '[]')::text AS json FROM (
  SELECT id, "amountCents" / 100.0 AS amount, status, "tenantId", period, method,
    to_char("receivedOn", '${DAY}') AS "receivedOn", reference, to_char("createdAt", '${DAY}') AS "createdAt", "updatedAt"
  FROM "Payment" WHERE "workspaceId" = $1 AND "tenantId" = $2 ORDER BY id DESC LIMIT $3) x`;

const PROPERTY = `SELECT row_to_json(x)::text AS json FROM (
  SELECT p.id, p.name, json_build_object('street', p.street, 'city', p.city, 'province', p.province,
    'postalCode', p."postalCode") AS address, to_char(p."createdAt", '${DAY}') AS "createdAt", p."updatedAt",
    (SELECT coalesce(json_agg(u), '[]') FROM (SELECT u.id, u.label, u.bedrooms, u."rentCents" / 100.0 AS rent,
      (SELECT coalesce(json_agg(t), '[]') FROM (SELECT t.id, t.name FROM "Tenant" t JOIN "Lease" l ON l.id = t."leaseId"
        WHERE l."unitId" = u.id AND ${LIVE} AND t."removedAt" IS NULL) t) AS tenants
      FROM "Unit" u WHERE u."propertyId" = p.id ORDER BY u.position) u) AS units
  FROM "Property" p WHERE p.id = $2 AND p."workspaceId" = $1 AND p."removedAt" IS NULL) x`;

const TENANTS = `SELECT coalesce(json_agg(x), '[]')::text AS json FROM (
  SELECT t.id, t.name, t.email, t.phone, l.status, u.id AS "unitId", u."propertyId", r."amountCents" / 100.0 AS rent,
    l."rentalPeriod", l."rentDueDay", l."depositCents" / 100.0 AS deposit, l."startsOn", l."endsOn", t."updatedAt",
    (SELECT sum(g.charged - g.paid) / 100.0 FROM (${LEDGER}) g) AS balance,
    (SELECT min(g.due) FROM (${LEDGER}) g WHERE g.charged > g.paid) AS "arrearsSince"
  FROM "Tenant" t JOIN "Lease" l ON l.id = t."leaseId" JOIN "LeaseRent" r ON r."leaseId" = l.id
  JOIN "Unit" u ON u.id = l."unitId"
  WHERE t."workspaceId" = $1 AND t."isPrimary" AND t."removedAt" IS NULL ORDER BY t.id LIMIT $2) x`;

const app = new Koa();
const router = new Router();

const answer = async (context, name, text, values) => {
  const { rows } = await pool.query({ name, text, values: [context.state.viewer.workspaceId, ...values] });
  context.type = 'application/json';
  context.body = rows[0]?.json;
  if (!context.body) context.status = 404;
};
const limitOf = ({ query }) => Math.min(100, Number(query.limit ?? 50));

router.get('/healthz', (context) => (context.body = 'ok'));
router.use(async (context, next) => {
  context.state.viewer = await findViewer(pool, context.get('authorization'));
  if (!context.state.viewer) context.throw(401);
  await next();
});
router.get('/nested', (context) => answer(context, 'nested', NESTED, []));
router.get('/tenant-page/:id', (context) =>
  answer(context, 'tenant-page', TENANT_PAGE, [context.params.id, new Date()]),
);
router.get('/v1/payments', (context) =>
  answer(context, 'payments', PAYMENTS, [context.query.tenant, limitOf(context)]),
);
router.get('/v1/properties/:id', (context) => answer(context, 'property', PROPERTY, [context.params.id]));
router.get('/v1/tenants', (context) => answer(context, 'tenants', TENANTS, [limitOf(context), new Date()]));

let sequence = 0;
const newId = () => `pay_${String(Date.now() * 1000 + (sequence = (sequence + 1) % 1000)).padStart(26, '0')}`;

async function bodyOf({ req }) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** The rows that KeyNest writes: the payment, its audit event (by the table's trigger), and the idempotency record. */
router.post('/v1/payments', async (context) => {
  const { workspaceId, userId, role } = context.state.viewer;
  const { tenantId, amount } = await bodyOf(context);
  const key = createHash('sha256')
    .update(`${userId} ${context.get('idempotency-key')}`)
    .digest('hex');
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({
      name: 'author',
      text: `SELECT set_config('keynest.user_id', $1, true), set_config('keynest.role', $2, true)`,
      values: [userId, role],
    });
    const { rowCount } = await client.query({
      name: 'key',
      text: `INSERT INTO "IdempotentAnswer" (id, "workspaceId", fingerprint, "committedAt", "expiresAt")
        VALUES ($1, $2, $1, now(), now() + interval '1 day') ON CONFLICT DO NOTHING`,
      values: [key, workspaceId],
    });
    if (rowCount === 0) context.throw(409);
    const id = newId();
    const { rows } = await client.query({
      name: 'pay',
      text: `INSERT INTO "Payment" (id, "workspaceId", "leaseId", "tenantId", "amountCents", status, method, "receivedOn")
        SELECT $1, t."workspaceId", t."leaseId", t.id, $2, 'PAID', 'E_TRANSFER', (now() AT TIME ZONE 'America/Toronto')::date
        FROM "Tenant" t WHERE t.id = $3 AND t."workspaceId" = $4 RETURNING id, status, "tenantId", "updatedAt"`,
      values: [id, Math.round(amount * 100), tenantId, workspaceId],
    });
    await client.query('COMMIT');
    context.status = 201;
    context.body = { ...rows[0], amount };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
});

app.use(router.routes());
app.listen(Number(process.env.PORT), '127.0.0.1');
