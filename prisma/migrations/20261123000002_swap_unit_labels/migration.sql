-- Checked once a statement is done instead of row by row, so that one statement can let two units swap their labels.
-- schema.prisma can't say so; to it this is the same unique index.

DROP INDEX "Unit_propertyId_label_key";
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_propertyId_label_key" UNIQUE ("propertyId", "label") DEFERRABLE;
