-- CreateEnum
CREATE TYPE "ServerCapacity" AS ENUM ('LANDLORD', 'MANAGER', 'SUPERINTENDENT', 'REPRESENTATIVE', 'PROCESS_SERVER', 'TENANT', 'OTHER');

-- AlterTable
ALTER TABLE "Form" ADD COLUMN     "appliedOn" DATE,
ADD COLUMN     "compensationPaidOn" DATE,
ADD COLUMN     "correctedOn" DATE,
ADD COLUMN     "fileNumber" TEXT,
ADD COLUMN     "hearingOn" DATE,
ADD COLUMN     "serverCapacity" "ServerCapacity",
ADD COLUMN     "serverPhone" TEXT,
ADD COLUMN     "services" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "withdrawnOn" DATE;

-- AlterTable
ALTER TABLE "Lease" ADD COLUMN     "removedTermEnd" DATE;

-- A fixed term that is taken away leaves its last day, so that a notice which relies on its absence can say so.
CREATE FUNCTION "Lease_removedTermEnd"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."endsOn" IS NULL AND OLD."endsOn" IS NOT NULL THEN
    NEW."removedTermEnd" := OLD."endsOn";
  ELSIF NEW."endsOn" IS NOT NULL THEN
    NEW."removedTermEnd" := NULL;
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER "Lease_removedTermEnd" BEFORE UPDATE OF "endsOn" ON "Lease"
  FOR EACH ROW EXECUTE FUNCTION "Lease_removedTermEnd"();
