import DataLoader from 'dataloader';
import { readSql } from '../../db/read-sql.ts';
import type { AuditEvent } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import { TIMELINE_KINDS, type Moment, type Span } from './timeline.ts';

/** The rows of a tenancy that changes are told of. */
export type Subjects = readonly string[];

/** Comparisons that hold for no event and for each event of the instant of a cursor. */
const NO_NUMBER = '-1';
const LAST_NUMBER = '9223372036854775807';

/** Numbers of events at the instant of a cursor: below one after the cursor, above one before it. */
function tiedBelow({ kind, id }: Moment): string {
  if (kind === 'CHANGE') return id;
  return TIMELINE_KINDS.indexOf('CHANGE') < TIMELINE_KINDS.indexOf(kind) ? LAST_NUMBER : NO_NUMBER;
}

function tiedAbove({ kind, id }: Moment): string {
  if (kind === 'CHANGE') return id;
  return TIMELINE_KINDS.indexOf('CHANGE') > TIMELINE_KINDS.indexOf(kind) ? NO_NUMBER : LAST_NUMBER;
}

/** The newest events of each of several tenancies, $1, in a workspace, $2, within a span. */
function statementFor({ isInverted }: Span): string {
  const direction = isInverted ? 'ASC' : 'DESC';
  return `SELECT t."index" - 1 AS "index", e."id"::text AS "id"
    FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t("subjects", "index") CROSS JOIN LATERAL (
      SELECT a."id" FROM "AuditEvent" a
      WHERE a."workspaceId" = $2 AND a."subjectId" = ANY (ARRAY(SELECT jsonb_array_elements_text(t."subjects")))
      AND (a."at" < $3::timestamptz OR (a."at" = $3::timestamptz AND a."id" < $4::bigint))
      AND (a."at" > $5::timestamptz OR (a."at" = $5::timestamptz AND a."id" > $6::bigint))
      ORDER BY a."at" ${direction}, a."id" ${direction} LIMIT $7::int) e`;
}

interface Found {
  readonly index: number | string | bigint;
  readonly id: string;
}

async function readChanges(
  { db, viewer }: Context,
  tenancies: readonly Subjects[],
  span: Span,
): Promise<AuditEvent[][]> {
  const { after, before, limit } = span;
  const found = await readSql<Found>(db, {
    text: statementFor(span),
    parameters: [
      JSON.stringify(tenancies),
      viewer.workspaceId,
      after ? after.at.toISOString() : 'infinity',
      after ? tiedBelow(after) : LAST_NUMBER,
      before ? before.at.toISOString() : '-infinity',
      before ? tiedAbove(before) : NO_NUMBER,
      limit,
    ],
  });
  const ids = found.map(({ id }) => BigInt(id));
  // Policies narrow what is read; the statement above only finds numbers.
  const events = await db.auditEvent.findMany({ where: { id: { in: ids } } });
  const byId = new Map(events.map((event) => [String(event.id), event]));
  const lists = tenancies.map((): AuditEvent[] => []);
  for (const { index, id } of found) {
    const event = byId.get(id);
    if (event) lists[Number(index)]?.push(event);
  }
  return lists;
}

type Loader = DataLoader<Subjects, AuditEvent[]>;

const loadersOf = new WeakMap<Context, Map<string, Loader>>();

/** Changes of a tenancy within a span. Those of a list of tenants are read together. The viewer may read the audit log. */
export function findChanges(context: Context, subjects: Subjects, span: Span): Promise<AuditEvent[]> {
  const loaders = loadersOf.get(context) ?? new Map<string, Loader>();
  loadersOf.set(context, loaders);
  const key = JSON.stringify(span);
  const loader: Loader =
    loaders.get(key) ??
    new DataLoader<Subjects, AuditEvent[]>((tenancies) => readChanges(context, tenancies, span), {
      batchScheduleFn: context.batches.batchScheduleFn,
      cache: false,
    });
  loaders.set(key, loader);
  return loader.load(subjects);
}
