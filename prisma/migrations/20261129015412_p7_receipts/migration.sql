-- AlterTable
ALTER TABLE "Deposit" ADD COLUMN     "replacementCostCents" INTEGER;

-- AlterTable
ALTER TABLE "Payment" ADD COLUMN     "warnings" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "Receipt" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "leaseId" TEXT NOT NULL,
    "paymentId" TEXT,
    "number" INTEGER NOT NULL,
    "issuedOn" DATE NOT NULL,
    "facts" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReceiptFile" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ReceiptFile_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Receipt_workspaceId_id_idx" ON "Receipt"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Receipt_leaseId_id_idx" ON "Receipt"("leaseId", "id");

-- CreateIndex
CREATE INDEX "Receipt_paymentId_id_idx" ON "Receipt"("paymentId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Receipt_workspaceId_number_key" ON "Receipt"("workspaceId", "number");

-- CreateIndex
CREATE INDEX "ReceiptFile_workspaceId_id_idx" ON "ReceiptFile"("workspaceId", "id");

-- AddForeignKey
ALTER TABLE "Receipt" ADD CONSTRAINT "Receipt_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Receipt" ADD CONSTRAINT "Receipt_leaseId_fkey" FOREIGN KEY ("leaseId") REFERENCES "Lease"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Receipt" ADD CONSTRAINT "Receipt_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReceiptFile" ADD CONSTRAINT "ReceiptFile_id_fkey" FOREIGN KEY ("id") REFERENCES "Receipt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReceiptFile" ADD CONSTRAINT "ReceiptFile_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is written by hand.

ALTER TABLE "Receipt" ADD CONSTRAINT "Receipt_number_sign" CHECK ("number" > 0);
ALTER TABLE "Deposit" ADD CONSTRAINT "Deposit_replacement_cost_sign" CHECK ("replacementCostCents" > 0);

SELECT "AuditEvent_follow"(name::regclass) FROM unnest(ARRAY['"Receipt"', '"ReceiptFile"']) AS name;

-- A receipt that was issued stays as it is.
CREATE FUNCTION "Receipt_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A receipt that was issued is never changed.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "Receipt_frozen" BEFORE UPDATE ON "Receipt" FOR EACH ROW EXECUTE FUNCTION "Receipt_refuse"();
CREATE TRIGGER "ReceiptFile_frozen" BEFORE UPDATE ON "ReceiptFile" FOR EACH ROW EXECUTE FUNCTION "Receipt_refuse"();
