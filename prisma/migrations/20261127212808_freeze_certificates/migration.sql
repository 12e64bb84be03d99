-- AlterTable
ALTER TABLE "Form" ADD COLUMN     "certificate" JSONB;
