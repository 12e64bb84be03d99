-- Written by hand: nothing here changes schema.prisma.

-- What tenancies have paid, for rent and apart from it, without reading the payments themselves. The index before held
-- rent only, so that each report read the whole table for the rest.
CREATE INDEX "Payment_paid" ON "Payment" ("leaseId") INCLUDE ("amountCents", "receivedOn", "purpose")
  WHERE "status" = 'PAID' AND "receivedOn" IS NOT NULL;
DROP INDEX "Payment_money";
