import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Months of rent that a tenancy has behind it. */
const MONTHS = 38;
const UNITS_PER_PROPERTY = 20;
/** Two full pages of properties. Those beyond the units are empty. */
const LEAST_PROPERTIES = 100;

/** A portfolio, by its number of payments. */
export interface Size {
  readonly name: string;
  readonly tenancies: number;
}

export const SIZES: readonly Size[] = [
  { name: '1k', tenancies: 27 },
  { name: '10k', tenancies: 264 },
  { name: '100k', tenancies: 2_640 },
  { name: '1M', tenancies: 26_320 },
];

/** What every peer signs in with; its hash is what they look up. */
export const TOKEN = `kn_${'bench'.repeat(8)}abc`;
export const WORKSPACE_ID = id('w', 1);

/** An id like the server's: a prefix and 26 characters of base32. */
export function id(prefix: string, number: number): string {
  return `${prefix}_${String(number).padStart(26, '0')}`;
}

const sqlId = (prefix: string, number: string) => `'${prefix}_' || lpad((${number})::text, 26, '0')`;

/** Columns that every table has. */
const STAMPS = '"createdAt", "updatedAt"';
const STAMPED = 'now(), now()';

/**
 * The statements that fill a workspace, the same at every run of one day. One tenancy in ten owes its last two months.
 * Every tenancy began on the first of a month and is monthly.
 */
function statements(tenancies: number): string[] {
  const properties = Math.max(LEAST_PROPERTIES, Math.ceil(tenancies / UNITS_PER_PROPERTY));
  const hash = createHash('sha256').update(TOKEN).digest('hex');
  const workspace = `'${WORKSPACE_ID}'`;
  const user = `'${id('u', 1)}'`;
  const monthStart = `(date_trunc('month', now() AT TIME ZONE 'America/Toronto')::date - make_interval(months => ${MONTHS} - m.k))::date`;
  return [
    `INSERT INTO "Workspace" (id, name, "timeZone", "landlordName", "landlordStreet", "landlordCity", "landlordProvince", "landlordPostalCode", ${STAMPS})
       VALUES (${workspace}, 'Portfolio', 'America/Toronto', 'Maple Holdings Inc.', '20 Bay Street', 'Toronto', 'ON', 'M5J 2N8', ${STAMPED})`,
    `INSERT INTO "User" (id, "workspaceId", email, name, "passwordHash", ${STAMPS})
       VALUES (${user}, ${workspace}, 'landlord@bench.example', 'Lou Landry', '-', ${STAMPED})`,
    `INSERT INTO "Membership" (id, "workspaceId", "userId", role, ${STAMPS})
       VALUES ('${id('m', 1)}', ${workspace}, ${user}, 'ADMIN', ${STAMPED})`,
    `INSERT INTO "Session" (id, "workspaceId", "userId", role, "tokenHash", "expiresAt", ${STAMPS})
       VALUES ('${id('s', 1)}', ${workspace}, ${user}, 'ADMIN', '${hash}', now() + interval '30 days', ${STAMPED})`,
    `INSERT INTO "Property" (id, "workspaceId", name, street, city, province, "postalCode", ${STAMPS})
       SELECT ${sqlId('p', 'n')}, ${workspace}, 'Property ' || n, n || ' Maple Avenue', 'Toronto', 'ON', 'M4W 2T8', ${STAMPED}
       FROM generate_series(1, ${properties}) n`,
    `INSERT INTO "Unit" (id, "workspaceId", "propertyId", label, position, bedrooms, "rentCents", ${STAMPS})
       SELECT ${sqlId('un', 'n')}, ${workspace}, ${sqlId('p', `(n - 1) / ${UNITS_PER_PROPERTY} + 1`)},
         'Unit ' || ((n - 1) % ${UNITS_PER_PROPERTY} + 1), (n - 1) % ${UNITS_PER_PROPERTY}, 1 + n % 3, 150000 + n % 7 * 10000, ${STAMPED}
       FROM generate_series(1, ${tenancies}) n`,
    `INSERT INTO "Lease" (id, "workspaceId", "unitId", status, "startsOn", "rentalPeriod", "rentDueDay", ${STAMPS})
       SELECT ${sqlId('l', 'n')}, ${workspace}, ${sqlId('un', 'n')}, 'ACTIVE', m.day, 'MONTHLY', 1, ${STAMPED}
       FROM generate_series(1, ${tenancies}) n, LATERAL (SELECT ${monthStart} AS day FROM (SELECT 1 AS k) m) m`,
    `INSERT INTO "LeaseRent" (id, "workspaceId", "leaseId", "effectiveOn", "amountCents", ${STAMPS})
       SELECT ${sqlId('lr', 'n')}, ${workspace}, l.id, l."startsOn", 150000 + n % 7 * 10000, ${STAMPED}
       FROM generate_series(1, ${tenancies}) n JOIN "Lease" l ON l.id = ${sqlId('l', 'n')}`,
    `INSERT INTO "Tenant" (id, "workspaceId", "leaseId", "isPrimary", name, email, ${STAMPS})
       SELECT ${sqlId('t', 'n')}, ${workspace}, ${sqlId('l', 'n')}, true, 'Tenant ' || n, 'tenant' || n || '@bench.example', ${STAMPED}
       FROM generate_series(1, ${tenancies}) n`,
    `INSERT INTO "Payment" (id, "workspaceId", "leaseId", "tenantId", "amountCents", status, period, method, "receivedOn", ${STAMPS})
       SELECT ${sqlId('pay', `m.k * 1000000 + n`)}, ${workspace}, ${sqlId('l', 'n')}, ${sqlId('t', 'n')},
         150000 + n % 7 * 10000, 'PAID', to_char(${monthStart}, 'YYYY-MM'), 'E_TRANSFER', ${monthStart}, ${STAMPED}
       FROM generate_series(1, ${MONTHS}) m(k), generate_series(1, ${tenancies}) n
       WHERE n % 10 <> 0 OR m.k <= ${MONTHS} - 2`,
    `INSERT INTO "Ticket" (id, "workspaceId", "propertyId", "unitId", "leaseId", title, status, priority, "openedById", ${STAMPS})
       SELECT ${sqlId('tk', 'n')}, ${workspace}, u."propertyId", u.id, ${sqlId('l', 'n')}, 'Tap drips', 'OPEN', 'NORMAL', ${user}, ${STAMPED}
       FROM generate_series(1, ${tenancies}) n JOIN "Unit" u ON u.id = ${sqlId('un', 'n')} WHERE n % 2 = 0`,
    'ANALYZE',
  ];
}

/** Fills a migrated, empty database. The audit log leaves it out. */
export async function fill(url: string, { tenancies }: Size): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    for (const statement of statements(tenancies)) await client.query(statement);
  } finally {
    await client.end();
  }
}

const POLL_MILLISECONDS = 500;
const LONGEST_MILLISECONDS = 600_000;

/**
 * Waits until a running server has brought the expected rows of the workspace into line, as it does every day, and makes
 * the statistics of the planner current, as autovacuum would.
 */
export async function settle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let waited = 0; waited < LONGEST_MILLISECONDS; waited += POLL_MILLISECONDS) {
      const { rowCount } = await client.query('SELECT FROM "RentTimer" WHERE "ranThrough" IS NOT NULL');
      if (rowCount !== null && rowCount > 0) break;
      await sleep(POLL_MILLISECONDS);
    }
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
