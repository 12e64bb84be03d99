-- AlterTable
ALTER TABLE "IdempotentAnswer" ADD COLUMN     "attempt" VARCHAR(36) NOT NULL DEFAULT '',
ADD COLUMN     "committedAt" TIMESTAMPTZ(3),
ADD COLUMN     "subjectId" TEXT;

-- Whether requests that were cut off before had their effect is not known: take it that they had, so that none has it
-- twice.
UPDATE "IdempotentAnswer" SET "committedAt" = "createdAt" WHERE "status" IS NULL;
