-- AlterTable
ALTER TABLE "Lease" ADD COLUMN     "endReason" TEXT,
ADD COLUMN     "endedByFormId" TEXT,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "rentOwedUntil" DATE;

-- AlterTable
ALTER TABLE "Tenant" ADD COLUMN     "firstName" TEXT,
ADD COLUMN     "joinedOn" DATE,
ADD COLUMN     "lastName" TEXT,
ADD COLUMN     "leftOn" DATE;

-- What follows is written by hand.

-- The status of a tenancy follows from its dates; what is stored is what was stated last. A notice that ends a tenancy is a
-- statement, so that a last day without one is known from the tenancy that follows.
UPDATE "Lease" AS ended SET "endedByFormId" = notice."id", "status" = 'NOTICE'
FROM "Form" AS notice
WHERE notice."leaseId" = ended."id" AND notice."type" = 'N9' AND notice."status" = 'SERVED'
  AND notice."terminationDate" = ended."lastDayOn" AND ended."status" IN ('PENDING', 'ACTIVE', 'NOTICE');
UPDATE "Lease" SET "lastDayOn" = NULL WHERE "status" = 'PAST' AND "endedOn" IS NOT NULL;
UPDATE "Lease" SET "status" = 'NOTICE' WHERE "status" IN ('PENDING', 'ACTIVE') AND "lastDayOn" IS NOT NULL;

UPDATE "Tenant" AS gone SET "leftOn" = (gone."removedAt" AT TIME ZONE whole."timeZone")::date - 1
FROM "Workspace" AS whole WHERE whole."id" = gone."workspaceId" AND gone."removedAt" IS NOT NULL;

-- A last day that is known ends the days of a tenancy, so that the next one can begin on the day after it. The days are
-- never more than before.
ALTER TABLE "Lease" DROP CONSTRAINT "Lease_no_overlap";
ALTER TABLE "Lease" ADD CONSTRAINT "Lease_no_overlap" EXCLUDE USING gist (
  ("unitId" || '') WITH =,
  daterange("startsOn",
    COALESCE("endedOn", LEAST(CASE WHEN "lastDayOn" >= "startsOn" THEN "lastDayOn" END, "endsOn")), '[]') WITH &&
) WHERE ("status" <> 'PAST');

-- A tenancy that was entered ahead is in possession from its first day on.
DROP INDEX "Lease_in_possession";
CREATE INDEX "Lease_in_possession" ON "Lease" ("unitId", "id") WHERE "status" <> 'PAST';

CREATE OR REPLACE FUNCTION "RentMark_lease"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "RentMark" ("leaseId", "workspaceId", "xid")
    SELECT "id", "workspaceId", pg_current_xact_id()::text::bigint FROM later_rows ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO "RentMark" ("leaseId", "workspaceId", "xid")
    SELECT later."id", later."workspaceId", pg_current_xact_id()::text::bigint
    FROM later_rows AS later JOIN earlier_rows AS earlier ON earlier."id" = later."id"
    WHERE (later."status", later."startsOn", later."endsOn", later."endedOn", later."lastDayOn", later."rentOwedUntil",
        later."rentalPeriod", later."rentDueDay")
      IS DISTINCT FROM (earlier."status", earlier."startsOn", earlier."endsOn", earlier."endedOn", earlier."lastDayOn",
        earlier."rentOwedUntil", earlier."rentalPeriod", earlier."rentDueDay")
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
