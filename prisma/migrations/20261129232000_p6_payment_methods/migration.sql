-- CreateIndex
CREATE INDEX "Payment_workspaceId_method_id_idx" ON "Payment"("workspaceId", "method", "id");
