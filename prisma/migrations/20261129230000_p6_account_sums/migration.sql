-- CreateTable
CREATE TABLE "AccountSums" (
    "leaseId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "sums" TEXT NOT NULL,
    "heldFrom" DATE NOT NULL,

    CONSTRAINT "AccountSums_pkey" PRIMARY KEY ("leaseId","workspaceId")
);

-- Accounts were summed from the payments by this index.
DROP INDEX "Payment_paid";

-- The sums of every tenancy are made by the next run of the rent flow, which begins at once. Until then its account comes
-- from the ledger.
INSERT INTO "RentMark" ("leaseId", "workspaceId", "xid") SELECT "id", "workspaceId", 0 FROM "Lease" ON CONFLICT DO NOTHING;
UPDATE "RentTimer" SET "nextRunAt" = LEAST("nextRunAt", now());
