-- What a move to another unit left behind, for whoever reads the new tenancy.
ALTER TABLE "Lease" ADD COLUMN     "warnings" JSONB NOT NULL DEFAULT '[]';
