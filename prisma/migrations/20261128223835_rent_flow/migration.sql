-- CreateEnum
CREATE TYPE "PaymentSource" AS ENUM ('EXPECTED', 'RECEIVED');

-- CreateEnum
CREATE TYPE "PaymentPurpose" AS ENUM ('RENT', 'CHARGES');

-- CreateEnum
CREATE TYPE "ChargeKind" AS ENUM ('CREDIT', 'DISCOUNT', 'DEPOSIT', 'NSF_BANK', 'NSF_ADMINISTRATION', 'UTILITY', 'DAMAGE', 'OTHER');

-- CreateEnum
CREATE TYPE "DepositKind" AS ENUM ('LAST_MONTH', 'KEY');

-- CreateEnum
CREATE TYPE "DepositEntryKind" AS ENUM ('TOP_UP', 'INTEREST_ADDED', 'INTEREST_PAID', 'REFUND');

-- CreateEnum
CREATE TYPE "SuggestionStatus" AS ENUM ('OPEN', 'CLOSED', 'DISMISSED');

-- AlterTable
ALTER TABLE "Lease" ADD COLUMN     "lastDayKnownOn" DATE,
ADD COLUMN     "lastDayOn" DATE;

-- AlterTable
ALTER TABLE "Payment" ADD COLUMN     "dueOn" DATE,
ADD COLUMN     "overdueOn" DATE,
ADD COLUMN     "purpose" "PaymentPurpose" NOT NULL DEFAULT 'RENT',
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "refunds" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "returnedOn" DATE,
ADD COLUMN     "returns" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "settledById" TEXT,
ADD COLUMN     "source" "PaymentSource" NOT NULL DEFAULT 'RECEIVED';

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "overdueAfterDays" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "rentAheadDays" INTEGER NOT NULL DEFAULT 5;

-- CreateTable
CREATE TABLE "Charge" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "leaseId" TEXT NOT NULL,
    "kind" "ChargeKind" NOT NULL,
    "amountCents" INTEGER NOT NULL,
    "onDate" DATE NOT NULL,
    "voidedOn" DATE,
    "voidReason" TEXT,
    "period" VARCHAR(7),
    "dueOn" DATE,
    "note" TEXT,
    "paymentId" TEXT,
    "depositId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Charge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Deposit" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "leaseId" TEXT NOT NULL,
    "kind" "DepositKind" NOT NULL,
    "amountCents" INTEGER NOT NULL,
    "receivedOn" DATE NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Deposit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DepositEntry" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "depositId" TEXT NOT NULL,
    "kind" "DepositEntryKind" NOT NULL,
    "amountCents" INTEGER NOT NULL,
    "onDate" DATE NOT NULL,
    "note" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "DepositEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Suggestion" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "leaseId" TEXT NOT NULL,
    "dueOn" DATE NOT NULL,
    "status" "SuggestionStatus" NOT NULL,
    "openedOn" DATE NOT NULL,
    "closedOn" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Suggestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RentRun" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "ranThrough" DATE NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "opened" INTEGER NOT NULL DEFAULT 0,
    "closed" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "failures" JSONB NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "RentRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RentTimer" (
    "workspaceId" TEXT NOT NULL,
    "nextRunAt" TIMESTAMPTZ(3) NOT NULL,
    "claimedUntil" TIMESTAMPTZ(3),
    "ranThrough" DATE,

    CONSTRAINT "RentTimer_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateTable
CREATE TABLE "RentMark" (
    "leaseId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "xid" BIGINT NOT NULL,

    CONSTRAINT "RentMark_pkey" PRIMARY KEY ("leaseId","xid")
);

-- CreateIndex
CREATE INDEX "Charge_workspaceId_id_idx" ON "Charge"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Charge_leaseId_id_idx" ON "Charge"("leaseId", "id");

-- CreateIndex
CREATE INDEX "Charge_paymentId_idx" ON "Charge"("paymentId");

-- CreateIndex
CREATE INDEX "Charge_depositId_idx" ON "Charge"("depositId");

-- CreateIndex
CREATE INDEX "Deposit_workspaceId_id_idx" ON "Deposit"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Deposit_leaseId_id_idx" ON "Deposit"("leaseId", "id");

-- CreateIndex
CREATE INDEX "DepositEntry_workspaceId_id_idx" ON "DepositEntry"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "DepositEntry_depositId_id_idx" ON "DepositEntry"("depositId", "id");

-- CreateIndex
CREATE INDEX "Suggestion_workspaceId_id_idx" ON "Suggestion"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Suggestion_leaseId_dueOn_key" ON "Suggestion"("leaseId", "dueOn");

-- CreateIndex
CREATE INDEX "RentRun_workspaceId_id_idx" ON "RentRun"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "RentTimer_nextRunAt_idx" ON "RentTimer"("nextRunAt");

-- CreateIndex
CREATE INDEX "RentMark_xid_idx" ON "RentMark"("xid");

-- CreateIndex
CREATE INDEX "RentMark_workspaceId_idx" ON "RentMark"("workspaceId");

-- CreateIndex
CREATE INDEX "Payment_settledById_idx" ON "Payment"("settledById");

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_settledById_fkey" FOREIGN KEY ("settledById") REFERENCES "Payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Charge" ADD CONSTRAINT "Charge_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Charge" ADD CONSTRAINT "Charge_leaseId_fkey" FOREIGN KEY ("leaseId") REFERENCES "Lease"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Charge" ADD CONSTRAINT "Charge_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Charge" ADD CONSTRAINT "Charge_depositId_fkey" FOREIGN KEY ("depositId") REFERENCES "Deposit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deposit" ADD CONSTRAINT "Deposit_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deposit" ADD CONSTRAINT "Deposit_leaseId_fkey" FOREIGN KEY ("leaseId") REFERENCES "Lease"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DepositEntry" ADD CONSTRAINT "DepositEntry_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DepositEntry" ADD CONSTRAINT "DepositEntry_depositId_fkey" FOREIGN KEY ("depositId") REFERENCES "Deposit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Suggestion" ADD CONSTRAINT "Suggestion_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Suggestion" ADD CONSTRAINT "Suggestion_leaseId_fkey" FOREIGN KEY ("leaseId") REFERENCES "Lease"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RentRun" ADD CONSTRAINT "RentRun_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RentTimer" ADD CONSTRAINT "RentTimer_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is written by hand.

-- One open expected row for each tenancy and due day: the rent flow is exact because of this, not because of a queue.
CREATE UNIQUE INDEX "Payment_one_open_row" ON "Payment" ("leaseId", "dueOn") WHERE "status" IN ('PENDING', 'OVERDUE');
CREATE INDEX "Payment_open_rows" ON "Payment" ("workspaceId", "id") WHERE "status" IN ('PENDING', 'OVERDUE');

ALTER TABLE "Charge"
  ADD CONSTRAINT "Charge_amount_sign" CHECK ("amountCents" > 0),
  ADD CONSTRAINT "Charge_void_order" CHECK ("voidedOn" IS NULL OR "voidedOn" >= "onDate");
ALTER TABLE "Deposit" ADD CONSTRAINT "Deposit_amount_sign" CHECK ("amountCents" > 0);
ALTER TABLE "DepositEntry" ADD CONSTRAINT "DepositEntry_amount_sign" CHECK ("amountCents" > 0);
ALTER TABLE "Workspace"
  ADD CONSTRAINT "Workspace_rent_ahead" CHECK ("rentAheadDays" BETWEEN 0 AND 60),
  ADD CONSTRAINT "Workspace_overdue_after" CHECK ("overdueAfterDays" BETWEEN 0 AND 30);

SELECT "AuditEvent_follow"(name::regclass)
FROM unnest(ARRAY['"Charge"', '"Deposit"', '"DepositEntry"', '"Suggestion"', '"RentRun"']) AS name;

-- Rows from before. A returned or refunded payment counts in the books until the day of its last change.
UPDATE "Payment" SET "source" = 'EXPECTED' WHERE "status" IN ('PENDING', 'OVERDUE');

UPDATE "Payment" SET "returnedOn" = changed."on", "returns" = jsonb_build_array(jsonb_build_object(
  'receivedOn', to_char("Payment"."receivedOn", 'YYYY-MM-DD'), 'returnedOn', to_char(changed."on", 'YYYY-MM-DD'),
  'amountCents', "amountCents", 'refunds', '[]'::jsonb))
FROM (
  SELECT one."id", GREATEST(one."receivedOn", (one."updatedAt" AT TIME ZONE whole."timeZone")::date) AS "on"
  FROM "Payment" AS one JOIN "Workspace" AS whole ON whole."id" = one."workspaceId") AS changed
WHERE changed."id" = "Payment"."id" AND "status" IN ('FAILED', 'VOID') AND "Payment"."receivedOn" IS NOT NULL;

UPDATE "Payment" SET "refunds" = jsonb_build_array(jsonb_build_object(
  'on', to_char(changed."on", 'YYYY-MM-DD'), 'amountCents', "amountCents"))
FROM (
  SELECT one."id", GREATEST(one."receivedOn", (one."updatedAt" AT TIME ZONE whole."timeZone")::date) AS "on"
  FROM "Payment" AS one JOIN "Workspace" AS whole ON whole."id" = one."workspaceId") AS changed
WHERE changed."id" = "Payment"."id" AND "status" = 'REFUNDED' AND "Payment"."receivedOn" IS NOT NULL;

UPDATE "Lease" SET "lastDayOn" = "endedOn", "lastDayKnownOn" = "endedOn"
WHERE "status" = 'PAST' AND "endedOn" IS NOT NULL;
UPDATE "Lease" SET "lastDayOn" = "endsOn", "lastDayKnownOn" = ("updatedAt" AT TIME ZONE 'America/Toronto')::date
WHERE "status" = 'NOTICE' AND "endsOn" >= ("updatedAt" AT TIME ZONE 'America/Toronto')::date;

INSERT INTO "Deposit" ("id", "workspaceId", "leaseId", "kind", "amountCents", "receivedOn")
SELECT 'dep_' || substr("id", 3), "workspaceId", "id", 'LAST_MONTH', "depositCents",
  LEAST("startsOn", ("createdAt" AT TIME ZONE 'America/Toronto')::date)
FROM "Lease" WHERE "depositCents" > 0;

-- Marks the tenancies whose money, rent or dates a statement changes. The transaction brings their expected rows into
-- line before it commits (src/accounts/align); a mark that is left, e.g. by psql, is for the next run of the rent flow.
CREATE FUNCTION "RentMark_lease"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "RentMark" ("leaseId", "workspaceId", "xid")
    SELECT "id", "workspaceId", pg_current_xact_id()::text::bigint FROM later_rows ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO "RentMark" ("leaseId", "workspaceId", "xid")
    SELECT later."id", later."workspaceId", pg_current_xact_id()::text::bigint
    FROM later_rows AS later JOIN earlier_rows AS earlier ON earlier."id" = later."id"
    WHERE (later."status", later."startsOn", later."endsOn", later."endedOn", later."lastDayOn", later."rentalPeriod",
        later."rentDueDay")
      IS DISTINCT FROM (earlier."status", earlier."startsOn", earlier."endsOn", earlier."endedOn", earlier."lastDayOn",
        earlier."rentalPeriod", earlier."rentDueDay")
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

-- Expected rows themselves are what is brought into line, so they mark nothing.
CREATE FUNCTION "RentMark_payment"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "RentMark" ("leaseId", "workspaceId", "xid")
    SELECT DISTINCT "leaseId", "workspaceId", pg_current_xact_id()::text::bigint
    FROM later_rows WHERE "source" <> 'EXPECTED' ON CONFLICT DO NOTHING;
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

CREATE FUNCTION "RentMark_row"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "RentMark" ("leaseId", "workspaceId", "xid")
  SELECT DISTINCT "leaseId", "workspaceId", pg_current_xact_id()::text::bigint
  FROM changed_rows ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER "RentMark_insert" AFTER INSERT ON "Lease" REFERENCING NEW TABLE AS later_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "RentMark_lease"();
CREATE TRIGGER "RentMark_update" AFTER UPDATE ON "Lease" REFERENCING OLD TABLE AS earlier_rows NEW TABLE AS later_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "RentMark_lease"();
CREATE TRIGGER "RentMark_insert" AFTER INSERT ON "Payment" REFERENCING NEW TABLE AS later_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "RentMark_payment"();
CREATE TRIGGER "RentMark_update" AFTER UPDATE ON "Payment" REFERENCING OLD TABLE AS earlier_rows NEW TABLE AS later_rows
  FOR EACH STATEMENT EXECUTE FUNCTION "RentMark_payment"();

DO $$
DECLARE
  followed text;
BEGIN
  FOREACH followed IN ARRAY ARRAY['LeaseRent', 'Charge', 'Deposit'] LOOP
    EXECUTE format(
      'CREATE TRIGGER "RentMark_insert" AFTER INSERT ON %I REFERENCING NEW TABLE AS changed_rows
         FOR EACH STATEMENT EXECUTE FUNCTION "RentMark_row"();
       CREATE TRIGGER "RentMark_update" AFTER UPDATE ON %1$I REFERENCING NEW TABLE AS changed_rows
         FOR EACH STATEMENT EXECUTE FUNCTION "RentMark_row"();
       CREATE TRIGGER "RentMark_delete" AFTER DELETE ON %1$I REFERENCING OLD TABLE AS changed_rows
         FOR EACH STATEMENT EXECUTE FUNCTION "RentMark_row"()',
      followed);
  END LOOP;
END $$;

-- Every tenancy from before is brought into line by the first run.
INSERT INTO "RentMark" ("leaseId", "workspaceId", "xid") SELECT "id", "workspaceId", 0 FROM "Lease";
