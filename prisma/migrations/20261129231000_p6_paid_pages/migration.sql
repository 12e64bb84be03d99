-- Written by hand: nothing here changes schema.prisma.

-- Pages of paid payments. Nearly all payments are paid, so the planner took the primary key, and went through the rows that
-- fell due last: one for each tenancy.
CREATE INDEX "Payment_paid_id" ON "Payment" ("id") WHERE "status" = 'PAID';
