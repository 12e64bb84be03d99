-- Payments of a month in each order.
CREATE INDEX "Payment_workspaceId_period_dueKey_id_idx" ON "Payment"("workspaceId", "period", "dueKey", "id");
CREATE INDEX "Payment_workspaceId_period_receivedKey_id_idx" ON "Payment"("workspaceId", "period", "receivedKey", "id");
CREATE INDEX "Payment_workspaceId_period_updatedAt_id_idx" ON "Payment"("workspaceId", "period", "updatedAt", "id");
CREATE INDEX "Payment_workspaceId_period_amountCents_id_idx" ON "Payment"("workspaceId", "period", "amountCents", "id");

-- Written by hand: what follows changes nothing in schema.prisma.

-- Open rows in each order: few of all payments, and asked for by their status.
CREATE INDEX "Payment_open_due" ON "Payment" ("workspaceId", "dueKey", "id") WHERE "status" IN ('PENDING', 'OVERDUE');
CREATE INDEX "Payment_open_received" ON "Payment" ("workspaceId", "receivedKey", "id") WHERE "status" IN ('PENDING', 'OVERDUE');
CREATE INDEX "Payment_open_updated" ON "Payment" ("workspaceId", "updatedAt", "id") WHERE "status" IN ('PENDING', 'OVERDUE');
CREATE INDEX "Payment_open_amount" ON "Payment" ("workspaceId", "amountCents", "id") WHERE "status" IN ('PENDING', 'OVERDUE');

-- Expected rows, and payments that name a due day, in each order.
CREATE INDEX "Payment_due_id" ON "Payment" ("workspaceId", "id") WHERE "dueKey" < '9999-12-31' OR "source" = 'EXPECTED';
CREATE INDEX "Payment_due_due" ON "Payment" ("workspaceId", "dueKey", "id") WHERE "dueKey" < '9999-12-31' OR "source" = 'EXPECTED';
CREATE INDEX "Payment_due_received" ON "Payment" ("workspaceId", "receivedKey", "id") WHERE "dueKey" < '9999-12-31' OR "source" = 'EXPECTED';
CREATE INDEX "Payment_due_updated" ON "Payment" ("workspaceId", "updatedAt", "id") WHERE "dueKey" < '9999-12-31' OR "source" = 'EXPECTED';
CREATE INDEX "Payment_due_amount" ON "Payment" ("workspaceId", "amountCents", "id") WHERE "dueKey" < '9999-12-31' OR "source" = 'EXPECTED';
