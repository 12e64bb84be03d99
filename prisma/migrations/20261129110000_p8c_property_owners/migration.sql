-- AlterTable
ALTER TABLE "Property" ADD COLUMN     "owners" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "landlordFirstName" TEXT,
ADD COLUMN     "landlordLastName" TEXT;
