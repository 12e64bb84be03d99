-- AlterTable
ALTER TABLE "Property" ADD COLUMN     "owners" JSONB NOT NULL DEFAULT '[]';
