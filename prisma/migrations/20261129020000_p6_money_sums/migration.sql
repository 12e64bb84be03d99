-- Written by hand: nothing here changes schema.prisma.

-- What tenancies have paid, without reading the payments themselves.
CREATE INDEX "Payment_money" ON "Payment" ("leaseId") INCLUDE ("amountCents", "receivedOn")
  WHERE "status" = 'PAID' AND "purpose" = 'RENT' AND "receivedOn" IS NOT NULL;

-- The few payments of which something went back.
CREATE INDEX "Payment_given_back" ON "Payment" ("leaseId") WHERE "refunds" <> '[]' OR "returns" <> '[]';
