-- A statement that inserts money and brings its tenancy into line itself names that tenancy in the setting
-- keynest.kept_tenancy (src/accounts/expected/store-rows.ts), so that nothing is marked and the mark taken again. The
-- trigger clears the setting: it holds for that statement alone. Other tenancies are marked as ever.
CREATE OR REPLACE FUNCTION "RentMark_payment"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kept CONSTANT text := NULLIF(current_setting('keynest.kept_tenancy', true), '');
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF kept IS NOT NULL THEN PERFORM set_config('keynest.kept_tenancy', '', true); END IF;
    INSERT INTO "RentMark" ("leaseId", "workspaceId", "xid")
    SELECT DISTINCT "leaseId", "workspaceId", pg_current_xact_id()::text::bigint
    FROM later_rows WHERE "source" <> 'EXPECTED' AND "leaseId" IS DISTINCT FROM kept ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO "RentMark" ("leaseId", "workspaceId", "xid")
    SELECT DISTINCT lease, workspace, pg_current_xact_id()::text::bigint
    FROM later_rows AS later JOIN earlier_rows AS earlier ON earlier."id" = later."id",
      LATERAL (VALUES (later."leaseId", later."workspaceId"), (earlier."leaseId", earlier."workspaceId"))
        AS touched (lease, workspace)
    WHERE later."source" <> 'EXPECTED' OR earlier."source" <> 'EXPECTED'
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
