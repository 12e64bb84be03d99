-- The audit log is written by the database, in the transaction of the change itself, so that no code can forget it.
-- Written by hand; of all this schema.prisma knows the column.

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN "changed" TEXT[];

-- Logs the rows of one statement, however many, in one go. Who writes stands in the setting keynest.actor: a JSON
-- object with columns of the log, for this transaction only (src/db/audit.ts). What is written without it is logged
-- without a name. (OFFSET 0 keeps the planner from making each row's JSON again for every use of it.)
CREATE FUNCTION "AuditEvent_record"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  actor CONSTANT "AuditEvent" := jsonb_populate_record(
    NULL::"AuditEvent", NULLIF(current_setting('keynest.actor', true), '')::jsonb);
  -- Columns that are never copied into the log.
  hidden CONSTANT text[] := ARRAY['passwordHash', 'tokenHash', 'secret', 'bytes'];
  -- Columns that keep count: an update of nothing else is no event.
  counters CONSTANT text[] := ARRAY['version', 'updatedAt', 'lastUsedAt'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "AuditEvent" (
      "userId", "role", "sessionId", "apiKeyId", "origin", "requestId", "action", "subjectType",
      "workspaceId", "subjectId", "after")
    SELECT
      actor."userId", actor."role", actor."sessionId", actor."apiKeyId", actor."origin", actor."requestId",
      TG_OP, TG_TABLE_NAME,
      COALESCE(later ->> 'workspaceId', later ->> 'id'), COALESCE(later ->> 'id', later ->> 'formId'), later - hidden
    FROM (SELECT to_jsonb(later_rows) AS later FROM later_rows OFFSET 0) AS rows;

  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "AuditEvent" (
      "userId", "role", "sessionId", "apiKeyId", "origin", "requestId", "action", "subjectType",
      "workspaceId", "subjectId", "before")
    SELECT
      actor."userId", actor."role", actor."sessionId", actor."apiKeyId", actor."origin", actor."requestId",
      TG_OP, TG_TABLE_NAME,
      COALESCE(earlier ->> 'workspaceId', earlier ->> 'id'), COALESCE(earlier ->> 'id', earlier ->> 'formId'),
      earlier - hidden
    FROM (SELECT to_jsonb(earlier_rows) AS earlier FROM earlier_rows OFFSET 0) AS rows;

  ELSE
    -- A row whose id was changed has no partner: it is logged twice, with nothing after and with nothing before.
    INSERT INTO "AuditEvent" (
      "userId", "role", "sessionId", "apiKeyId", "origin", "requestId", "action", "subjectType",
      "workspaceId", "subjectId", "before", "after", "changed")
    SELECT
      actor."userId", actor."role", actor."sessionId", actor."apiKeyId", actor."origin", actor."requestId",
      TG_OP, TG_TABLE_NAME,
      COALESCE(later ->> 'workspaceId', earlier ->> 'workspaceId', subject), subject,
      earlier - hidden, later - hidden,
      ARRAY(
        SELECT fields.key FROM jsonb_each(later - counters) AS fields
        WHERE fields.value IS DISTINCT FROM earlier -> fields.key
        ORDER BY fields.key)
    FROM (
      SELECT fields AS earlier, COALESCE(fields ->> 'id', fields ->> 'formId') AS subject
      FROM (SELECT to_jsonb(earlier_rows) AS fields FROM earlier_rows OFFSET 0) AS rows OFFSET 0) AS earlier_rows
    FULL JOIN (
      SELECT fields AS later, COALESCE(fields ->> 'id', fields ->> 'formId') AS subject
      FROM (SELECT to_jsonb(later_rows) AS fields FROM later_rows OFFSET 0) AS rows OFFSET 0) AS later_rows USING (subject)
    WHERE earlier - counters IS DISTINCT FROM later - counters
    ORDER BY subject;
  END IF;
  RETURN NULL;
END $$;

-- Has a table's changes logged. Its rows have an `id` (a form's file: `formId`) and, but for Workspace, a `workspaceId`.
-- A migration that adds a table of a workspace calls this for it: SELECT "AuditEvent_follow"('"NewTable"').
CREATE FUNCTION "AuditEvent_follow"(followed regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'CREATE TRIGGER "AuditEvent_insert" AFTER INSERT ON %s REFERENCING NEW TABLE AS later_rows
       FOR EACH STATEMENT EXECUTE FUNCTION "AuditEvent_record"();
     CREATE TRIGGER "AuditEvent_update" AFTER UPDATE ON %1$s REFERENCING OLD TABLE AS earlier_rows NEW TABLE AS later_rows
       FOR EACH STATEMENT EXECUTE FUNCTION "AuditEvent_record"();
     CREATE TRIGGER "AuditEvent_delete" AFTER DELETE ON %1$s REFERENCING OLD TABLE AS earlier_rows
       FOR EACH STATEMENT EXECUTE FUNCTION "AuditEvent_record"()',
    followed);
END $$;

SELECT "AuditEvent_follow"(name::regclass)
FROM unnest(ARRAY[
  '"Workspace"', '"User"', '"Membership"', '"Session"', '"ApiKey"', '"Invitation"', '"Property"', '"PropertyManager"',
  '"Unit"', '"Lease"', '"LeaseRent"', '"Tenant"', '"Payment"', '"Ticket"', '"Form"', '"FormFile"']) AS name;

-- The log only grows. The one exception is its retention, which says in the setting keynest.audit_expires_before, an
-- instant for this transaction only, how old an event has to be to go.
CREATE FUNCTION "AuditEvent_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log only grows: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION "AuditEvent_expire"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."at" < NULLIF(current_setting('keynest.audit_expires_before', true), '')::timestamptz THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'The audit log only grows: event % has not expired.', OLD."id" USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "AuditEvent_unchanging" BEFORE UPDATE OR TRUNCATE ON "AuditEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION "AuditEvent_refuse"();

-- Events come from the triggers above and from nowhere else.
CREATE TRIGGER "AuditEvent_genuine" BEFORE INSERT ON "AuditEvent"
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "AuditEvent_refuse"();

CREATE TRIGGER "AuditEvent_lasting" BEFORE DELETE ON "AuditEvent"
  FOR EACH ROW EXECUTE FUNCTION "AuditEvent_expire"();
