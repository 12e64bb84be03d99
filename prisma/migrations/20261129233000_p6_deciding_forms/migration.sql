-- Written by hand: nothing here changes schema.prisma.

-- Served notices and agreements of a tenancy that decide about another document. A tenancy can have hundreds of forms that
-- were never served, and each new document read them all.
CREATE INDEX "Form_deciding" ON "Form" ("leaseId", "id")
  WHERE "status" = 'SERVED' AND "type" IN ('N4', 'N5', 'N7', 'N8', 'N12', 'N13', 'PAYMENT_AGREEMENT');
