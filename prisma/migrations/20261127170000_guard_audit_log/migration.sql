-- Guards of the audit log against what gets around its triggers. Written by hand; schema.prisma knows nothing of it.

-- What the setting keynest.audit_expires_before says is not enough for an event to go: whatever it says, what happened
-- within a day, the least that AUDIT_DAYS can be, stays. The day is counted by the clock of the database, which also
-- says when an event was, and not by that of whoever deletes.
CREATE OR REPLACE FUNCTION "AuditEvent_expire"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."at" < NULLIF(current_setting('keynest.audit_expires_before', true), '')::timestamptz
    AND OLD."at" < now() - interval '1 day'
  THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'The audit log only grows: event % has not expired.', OLD."id" USING ERRCODE = 'restrict_violation';
END $$;

-- TRUNCATE empties a table without any row that a trigger could log.
CREATE FUNCTION "AuditEvent_refuse_truncate"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'TRUNCATE of "%" would leave nothing in the audit log: use DELETE.', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

-- Has a table's changes logged. Its rows have an `id` (a form's file: `formId`) and, but for Workspace, a `workspaceId`.
-- A migration that adds a table of a workspace calls this for it: SELECT "AuditEvent_follow"('"NewTable"').
CREATE OR REPLACE FUNCTION "AuditEvent_follow"(followed regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'CREATE TRIGGER "AuditEvent_insert" AFTER INSERT ON %s REFERENCING NEW TABLE AS later_rows
       FOR EACH STATEMENT EXECUTE FUNCTION "AuditEvent_record"();
     CREATE TRIGGER "AuditEvent_update" AFTER UPDATE ON %1$s REFERENCING OLD TABLE AS earlier_rows NEW TABLE AS later_rows
       FOR EACH STATEMENT EXECUTE FUNCTION "AuditEvent_record"();
     CREATE TRIGGER "AuditEvent_delete" AFTER DELETE ON %1$s REFERENCING OLD TABLE AS earlier_rows
       FOR EACH STATEMENT EXECUTE FUNCTION "AuditEvent_record"();
     CREATE TRIGGER "AuditEvent_truncate" BEFORE TRUNCATE ON %1$s
       FOR EACH STATEMENT EXECUTE FUNCTION "AuditEvent_refuse_truncate"()',
    followed);
END $$;

-- For the tables that are followed already.
DO $$
DECLARE
  followed regclass;
BEGIN
  FOR followed IN SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = 'AuditEvent_insert' LOOP
    EXECUTE format(
      'CREATE TRIGGER "AuditEvent_truncate" BEFORE TRUNCATE ON %s
         FOR EACH STATEMENT EXECUTE FUNCTION "AuditEvent_refuse_truncate"()',
      followed);
  END LOOP;
END $$;
