-- The rent schedule says why each rent is lawful. Rows that await service or are cancelled are not charged.
-- CreateEnum
CREATE TYPE "RentBasis" AS ENUM ('INITIAL', 'INCREASE', 'AGREEMENT', 'ORDER', 'DECREASE', 'CORRECTION', 'HISTORY');

-- CreateEnum
CREATE TYPE "RentStanding" AS ENUM ('LAWFUL', 'AWAITING_SERVICE', 'CANCELLED');

-- DropIndex
DROP INDEX "LeaseRent_leaseId_effectiveOn_key";

-- AlterTable
ALTER TABLE "LeaseRent" ADD COLUMN     "agreedOn" DATE,
ADD COLUMN     "basis" "RentBasis" NOT NULL DEFAULT 'INITIAL',
ADD COLUMN     "formId" TEXT,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "replacedById" TEXT,
ADD COLUMN     "standing" "RentStanding" NOT NULL DEFAULT 'LAWFUL';

-- AlterTable
ALTER TABLE "Unit" ADD COLUMN     "guidelineExempt" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "LeaseRent_leaseId_effectiveOn_idx" ON "LeaseRent"("leaseId", "effectiveOn");

-- CreateIndex
CREATE INDEX "LeaseRent_formId_idx" ON "LeaseRent"("formId");

-- CreateIndex
CREATE INDEX "LeaseRent_replacedById_idx" ON "LeaseRent"("replacedById");

-- AddForeignKey
ALTER TABLE "LeaseRent" ADD CONSTRAINT "LeaseRent_formId_fkey" FOREIGN KEY ("formId") REFERENCES "Form"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeaseRent" ADD CONSTRAINT "LeaseRent_replacedById_fkey" FOREIGN KEY ("replacedById") REFERENCES "LeaseRent"("id") ON DELETE SET NULL ON UPDATE CASCADE
  DEFERRABLE INITIALLY DEFERRED;

-- One rent a day is charged. A row that is cancelled or awaits service does not count.
CREATE UNIQUE INDEX "LeaseRent_one_lawful" ON "LeaseRent" ("leaseId", "effectiveOn") WHERE "standing" = 'LAWFUL';

ALTER TABLE "LeaseRent"
  ADD CONSTRAINT "LeaseRent_agreement_day" CHECK ("agreedOn" IS NULL OR "basis" = 'AGREEMENT'),
  ADD CONSTRAINT "LeaseRent_notice" CHECK ("standing" <> 'AWAITING_SERVICE' OR "formId" IS NOT NULL);

-- Rents that were entered before this was asked: the first of a lease is its initial rent, a lower one a decrease. How a
-- higher one came about is not known, so it stands as history.
UPDATE "LeaseRent" AS later
SET "basis" = CASE WHEN later."amountCents" < earlier."amountCents" THEN 'DECREASE' ELSE 'HISTORY' END::"RentBasis"
FROM "LeaseRent" AS earlier
WHERE earlier."leaseId" = later."leaseId"
  AND earlier."effectiveOn" = (
    SELECT max(before."effectiveOn") FROM "LeaseRent" AS before
    WHERE before."leaseId" = later."leaseId" AND before."effectiveOn" < later."effectiveOn");
