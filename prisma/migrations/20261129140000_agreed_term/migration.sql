-- AlterTable
ALTER TABLE "Lease" ADD COLUMN     "agreedTermEnd" DATE,
ADD COLUMN     "isEndOfNotice" BOOLEAN NOT NULL DEFAULT false;
