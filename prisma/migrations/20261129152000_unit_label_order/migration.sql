-- The order of units: numbers in labels count as numbers, so that "2" comes before "10" and "2B" before "10A".

-- A label as it is ordered: folded as in "Text_fold", each number filled up to 20 digits. A longer number stays as it is.
CREATE FUNCTION "Label_key"(label text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(
    regexp_replace("Text_fold"(label), '([0-9]+)', '00000000000000000000\1', 'g'), '0*([0-9]{20,})', '\1', 'g')
$$;

-- As before, and without the new column.
CREATE OR REPLACE FUNCTION "AuditEvent_record"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  actor CONSTANT "AuditEvent" := jsonb_populate_record(
    NULL::"AuditEvent", NULLIF(current_setting('keynest.actor', true), '')::jsonb);
  -- Columns that follow from others, and columns that are never copied into the log.
  derived CONSTANT text[] := ARRAY[
    'nameKey', 'addressKey', 'searchKey', 'labelKey', 'dueKey', 'receivedKey', 'servedKey', 'priorityKey'];
  hidden CONSTANT text[] := ARRAY['passwordHash', 'tokenHash', 'secret', 'bytes'] || derived;
  -- Columns that keep count: an update of nothing else is no event.
  counters CONSTANT text[] := ARRAY['version', 'updatedAt', 'lastUsedAt'] || derived;
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

-- AlterTable
ALTER TABLE "Unit" ADD COLUMN "labelKey" TEXT COLLATE "C" NOT NULL DEFAULT '';

ALTER TABLE "Unit" DISABLE TRIGGER USER;
UPDATE "Unit" SET "labelKey" = "Label_key"("label");
ALTER TABLE "Unit" ENABLE TRIGGER USER;

CREATE OR REPLACE FUNCTION "Unit_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."searchKey" := "Text_fold"(NEW."label");
  NEW."labelKey" := "Label_key"(NEW."label");
  RETURN NEW;
END $$;

-- CreateIndex
CREATE INDEX "Unit_workspaceId_labelKey_id_idx" ON "Unit"("workspaceId", "labelKey", "id");

-- DropIndex
DROP INDEX "Unit_workspaceId_label_id_idx";
