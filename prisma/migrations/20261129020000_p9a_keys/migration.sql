-- Columns that lists are ordered and searched by. They follow from other columns, by triggers, so that every writer keeps
-- them: the audit log leaves them out. All but what CreateIndex says is written by hand.

-- A text as it is compared: without case, accents, apostrophes and punctuation, its words one space apart. The same on
-- every engine, whatever its locale. src/db/fold.ts does the same to what is searched for.
CREATE FUNCTION "Text_fold"(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(translate(replace(replace(replace(replace(replace(replace(replace(
    regexp_replace(normalize(regexp_replace(COALESCE(value, ''), '[\u0027\u0060\u00b4\u02b9-\u02bf\u02c8\u2018-\u201b\u2032\uff07]+', '', 'g'), NFKD), '[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+', '', 'g'),
    'ß', 'ss'), 'Æ', 'ae'), 'æ', 'ae'), 'Œ', 'oe'), 'œ', 'oe'), 'Þ', 'th'), 'þ', 'th'),
    'ABCDEFGHIJKLMNOPQRSTUVWXYZØøĐđŁłÐðıĦħΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏ',
    'abcdefghijklmnopqrstuvwxyzooddllddihhαβγδεζηθικλμνξοπρστυφχψωσабвгдежзийклмнопрстуфхцчшщъыьэюяѐёђѓєѕіїјљњћќѝўџ'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a0\u00ab\u00b7\u00bb\u2010-\u201f\u2022-\u2031\u2033-\u205f\u3000-\u3002]+', ' ', 'g'))
$$;

CREATE OR REPLACE FUNCTION "AuditEvent_record"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  actor CONSTANT "AuditEvent" := jsonb_populate_record(
    NULL::"AuditEvent", NULLIF(current_setting('keynest.actor', true), '')::jsonb);
  -- Columns that follow from others, and columns that are never copied into the log.
  derived CONSTANT text[] := ARRAY[
    'nameKey', 'addressKey', 'searchKey', 'dueKey', 'receivedKey', 'servedKey', 'priorityKey'];
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
ALTER TABLE "Property" ADD COLUMN "nameKey" TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "Property" ADD COLUMN "addressKey" TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "Property" ADD COLUMN "searchKey" TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "Unit" ADD COLUMN "searchKey" TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "Tenant" ADD COLUMN "nameKey" TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "Tenant" ADD COLUMN "searchKey" TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "User" ADD COLUMN "nameKey" TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "Ticket" ADD COLUMN "searchKey" TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "Ticket" ADD COLUMN "priorityKey" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Payment" ADD COLUMN "dueKey" DATE NOT NULL DEFAULT '9999-12-31';
ALTER TABLE "Payment" ADD COLUMN "receivedKey" DATE NOT NULL DEFAULT '9999-12-31';
ALTER TABLE "Form" ADD COLUMN "servedKey" DATE NOT NULL DEFAULT '9999-12-31';

-- Rows so far. Nothing but these columns changes, so no other trigger has to know.
ALTER TABLE "Property" DISABLE TRIGGER USER;
UPDATE "Property" SET
  "nameKey" = "Text_fold"("name"),
  "addressKey" = "Text_fold"(concat_ws(' ', "street", "city", "postalCode")),
  "searchKey" = concat_ws(' ', "Text_fold"("name"), "Text_fold"(concat_ws(' ', "street", "city", "postalCode")), "Text_fold"(replace("postalCode", ' ', '')));
ALTER TABLE "Property" ENABLE TRIGGER USER;
ALTER TABLE "Unit" DISABLE TRIGGER USER;
UPDATE "Unit" SET
  "searchKey" = "Text_fold"("label");
ALTER TABLE "Unit" ENABLE TRIGGER USER;
ALTER TABLE "Tenant" DISABLE TRIGGER USER;
UPDATE "Tenant" SET
  "nameKey" = "Text_fold"("name"),
  "searchKey" = concat_ws(' ', "Text_fold"("name"), "Text_fold"("email"), "Text_fold"("phone"),
    regexp_replace("phone", '[^0-9]', '', 'g'));
ALTER TABLE "Tenant" ENABLE TRIGGER USER;
ALTER TABLE "User" DISABLE TRIGGER USER;
UPDATE "User" SET
  "nameKey" = "Text_fold"("name");
ALTER TABLE "User" ENABLE TRIGGER USER;
ALTER TABLE "Ticket" DISABLE TRIGGER USER;
UPDATE "Ticket" SET
  "searchKey" = "Text_fold"(concat_ws(' ', "title", "contractor", left("description", 500))),
  "priorityKey" = array_position(ARRAY['LOW', 'NORMAL', 'HIGH', 'EMERGENCY'], "priority"::text);
ALTER TABLE "Ticket" ENABLE TRIGGER USER;
ALTER TABLE "Payment" DISABLE TRIGGER USER;
UPDATE "Payment" SET
  "dueKey" = COALESCE("dueOn", '9999-12-31'),
  "receivedKey" = COALESCE("receivedOn", '9999-12-31') WHERE "dueOn" IS NOT NULL OR "receivedOn" IS NOT NULL;
ALTER TABLE "Payment" ENABLE TRIGGER USER;
ALTER TABLE "Form" DISABLE TRIGGER USER;
UPDATE "Form" SET
  "servedKey" = COALESCE("servedOn", '9999-12-31') WHERE "servedOn" IS NOT NULL;
ALTER TABLE "Form" ENABLE TRIGGER USER;

CREATE FUNCTION "Property_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."nameKey" := "Text_fold"(NEW."name");
  NEW."addressKey" := "Text_fold"(concat_ws(' ', NEW."street", NEW."city", NEW."postalCode"));
  NEW."searchKey" := concat_ws(' ', NEW."nameKey", NEW."addressKey", "Text_fold"(replace(NEW."postalCode", ' ', '')));
  RETURN NEW;
END $$;
CREATE TRIGGER "Property_keys" BEFORE INSERT OR UPDATE OF "name", "street", "city", "postalCode" ON "Property"
  FOR EACH ROW EXECUTE FUNCTION "Property_keys"();

CREATE FUNCTION "Unit_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."searchKey" := "Text_fold"(NEW."label");
  RETURN NEW;
END $$;
CREATE TRIGGER "Unit_keys" BEFORE INSERT OR UPDATE OF "label" ON "Unit"
  FOR EACH ROW EXECUTE FUNCTION "Unit_keys"();

CREATE FUNCTION "Tenant_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."nameKey" := "Text_fold"(NEW."name");
  NEW."searchKey" := concat_ws(' ', NEW."nameKey", "Text_fold"(NEW."email"), "Text_fold"(NEW."phone"),
    regexp_replace(NEW."phone", '[^0-9]', '', 'g'));
  RETURN NEW;
END $$;
CREATE TRIGGER "Tenant_keys" BEFORE INSERT OR UPDATE OF "name", "email", "phone" ON "Tenant"
  FOR EACH ROW EXECUTE FUNCTION "Tenant_keys"();

CREATE FUNCTION "User_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."nameKey" := "Text_fold"(NEW."name");
  RETURN NEW;
END $$;
CREATE TRIGGER "User_keys" BEFORE INSERT OR UPDATE OF "name" ON "User"
  FOR EACH ROW EXECUTE FUNCTION "User_keys"();

CREATE FUNCTION "Ticket_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."searchKey" := "Text_fold"(concat_ws(' ', NEW."title", NEW."contractor", left(NEW."description", 500)));
  NEW."priorityKey" := array_position(ARRAY['LOW', 'NORMAL', 'HIGH', 'EMERGENCY'], NEW."priority"::text);
  RETURN NEW;
END $$;
CREATE TRIGGER "Ticket_keys" BEFORE INSERT OR UPDATE OF "title", "description", "contractor", "priority" ON "Ticket"
  FOR EACH ROW EXECUTE FUNCTION "Ticket_keys"();

CREATE FUNCTION "Payment_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."dueKey" := COALESCE(NEW."dueOn", '9999-12-31');
  NEW."receivedKey" := COALESCE(NEW."receivedOn", '9999-12-31');
  RETURN NEW;
END $$;
CREATE TRIGGER "Payment_keys" BEFORE INSERT OR UPDATE OF "dueOn", "receivedOn" ON "Payment"
  FOR EACH ROW EXECUTE FUNCTION "Payment_keys"();

CREATE FUNCTION "Form_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."servedKey" := COALESCE(NEW."servedOn", '9999-12-31');
  RETURN NEW;
END $$;
CREATE TRIGGER "Form_keys" BEFORE INSERT OR UPDATE OF "servedOn" ON "Form"
  FOR EACH ROW EXECUTE FUNCTION "Form_keys"();

-- CreateIndex
CREATE INDEX "Property_workspaceId_nameKey_id_idx" ON "Property"("workspaceId", "nameKey", "id");

-- CreateIndex
CREATE INDEX "Property_workspaceId_addressKey_id_idx" ON "Property"("workspaceId", "addressKey", "id");

-- CreateIndex
CREATE INDEX "Property_workspaceId_updatedAt_id_idx" ON "Property"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Tenant_workspaceId_nameKey_id_idx" ON "Tenant"("workspaceId", "nameKey", "id");

-- CreateIndex
CREATE INDEX "Tenant_workspaceId_updatedAt_id_idx" ON "Tenant"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "User_workspaceId_nameKey_id_idx" ON "User"("workspaceId", "nameKey", "id");

-- CreateIndex
CREATE INDEX "Ticket_workspaceId_priorityKey_id_idx" ON "Ticket"("workspaceId", "priorityKey", "id");

-- CreateIndex
CREATE INDEX "Ticket_workspaceId_updatedAt_id_idx" ON "Ticket"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Payment_workspaceId_amountCents_id_idx" ON "Payment"("workspaceId", "amountCents", "id");

-- CreateIndex
CREATE INDEX "Payment_workspaceId_dueKey_id_idx" ON "Payment"("workspaceId", "dueKey", "id");

-- CreateIndex
CREATE INDEX "Payment_workspaceId_receivedKey_id_idx" ON "Payment"("workspaceId", "receivedKey", "id");

-- CreateIndex
CREATE INDEX "Payment_workspaceId_updatedAt_id_idx" ON "Payment"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Charge_workspaceId_amountCents_id_idx" ON "Charge"("workspaceId", "amountCents", "id");

-- CreateIndex
CREATE INDEX "Charge_workspaceId_onDate_id_idx" ON "Charge"("workspaceId", "onDate", "id");

-- CreateIndex
CREATE INDEX "Charge_workspaceId_updatedAt_id_idx" ON "Charge"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Deposit_workspaceId_amountCents_id_idx" ON "Deposit"("workspaceId", "amountCents", "id");

-- CreateIndex
CREATE INDEX "Deposit_workspaceId_receivedOn_id_idx" ON "Deposit"("workspaceId", "receivedOn", "id");

-- CreateIndex
CREATE INDEX "Deposit_workspaceId_updatedAt_id_idx" ON "Deposit"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Suggestion_workspaceId_dueOn_id_idx" ON "Suggestion"("workspaceId", "dueOn", "id");

-- CreateIndex
CREATE INDEX "Suggestion_workspaceId_updatedAt_id_idx" ON "Suggestion"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Form_workspaceId_servedKey_id_idx" ON "Form"("workspaceId", "servedKey", "id");

-- CreateIndex
CREATE INDEX "Form_workspaceId_updatedAt_id_idx" ON "Form"("workspaceId", "updatedAt", "id");

-- The search: every word anywhere in the key. These take the place of the three of Tenant.
DROP INDEX "Tenant_name_trgm";
DROP INDEX "Tenant_email_trgm";
DROP INDEX "Tenant_phone_trgm";
CREATE INDEX "Property_searchKey_trgm" ON "Property" USING gin ("searchKey" gin_trgm_ops);
CREATE INDEX "Unit_searchKey_trgm" ON "Unit" USING gin ("searchKey" gin_trgm_ops);
CREATE INDEX "Tenant_searchKey_trgm" ON "Tenant" USING gin ("searchKey" gin_trgm_ops);
CREATE INDEX "Ticket_searchKey_trgm" ON "Ticket" USING gin ("searchKey" gin_trgm_ops);
