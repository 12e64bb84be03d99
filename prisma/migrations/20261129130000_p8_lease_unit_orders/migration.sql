-- Orders of the lists of leases and units.

-- CreateIndex
CREATE INDEX "Lease_workspaceId_startsOn_id_idx" ON "Lease"("workspaceId", "startsOn", "id");

-- CreateIndex
CREATE INDEX "Lease_workspaceId_updatedAt_id_idx" ON "Lease"("workspaceId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Unit_workspaceId_label_id_idx" ON "Unit"("workspaceId", "label", "id");

-- CreateIndex
CREATE INDEX "Unit_workspaceId_updatedAt_id_idx" ON "Unit"("workspaceId", "updatedAt", "id");
