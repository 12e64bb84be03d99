-- A reader that remembers a cursor must not miss events that are committed later. Ids are given out before the commit,
-- so they can't order the log. A position is the number of the writing transaction, and readers go no further than the
-- oldest running one ("AuditEvent_fence"). The functions are written by hand.

-- CreateTable
CREATE TABLE "AuditEpoch" (
    "epoch" INTEGER NOT NULL,
    "cluster" BIGINT NOT NULL,
    "timeline" INTEGER NOT NULL,

    CONSTRAINT "AuditEpoch_pkey" PRIMARY KEY ("epoch")
);

-- CreateIndex
CREATE UNIQUE INDEX "AuditEpoch_cluster_timeline_key" ON "AuditEpoch"("cluster", "timeline");

-- The first position of an epoch. A restored database numbers its transactions anew, perhaps lower than its own rows say:
-- a new cluster or a new timeline begins a new epoch, whose positions are higher than all before.
CREATE FUNCTION "AuditEpoch_start"(epoch integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT epoch::bigint << 48
$$;

-- The epoch of this cluster and timeline; null while no transaction has written in it. Not for a standby.
CREATE FUNCTION "AuditEpoch_current"() RETURNS integer LANGUAGE sql VOLATILE AS $$
  SELECT epochs."epoch" FROM "AuditEpoch" AS epochs
  WHERE epochs."cluster" = (SELECT system_identifier FROM pg_control_system())
    AND epochs."timeline" = ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer
$$;

-- The position of events that this transaction writes. Kept in a setting for the transaction, since each row asks.
CREATE FUNCTION "AuditEvent_position"() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  number CONSTANT text := pg_current_xact_id()::text;
  kept CONSTANT text[] := string_to_array(current_setting('keynest.audit_position', true), ' ');
  current integer;
BEGIN
  IF kept[1] = number THEN RETURN kept[2]::bigint; END IF;
  current := "AuditEpoch_current"();
  IF current IS NULL THEN
    LOCK TABLE "AuditEpoch" IN SHARE ROW EXCLUSIVE MODE;
    INSERT INTO "AuditEpoch" ("epoch", "cluster", "timeline")
    SELECT
      COALESCE((SELECT max("epoch") FROM "AuditEpoch"), 0) + 1, system_identifier,
      ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer
    FROM pg_control_system()
    ON CONFLICT DO NOTHING;
    current := "AuditEpoch_current"();
  END IF;
  PERFORM set_config('keynest.audit_position', number || ' ' || ("AuditEpoch_start"(current) + number::bigint), true);
  RETURN "AuditEpoch_start"(current) + number::bigint;
END $$;

-- Every event below this position is committed, and seen by the next statement of the caller; no event will be added
-- below it. Transactions of other databases of the cluster don't count. One that has ended since the snapshot was taken
-- doesn't count either: the next statement sees its events.
CREATE FUNCTION "AuditEvent_fence"() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  snapshot CONSTANT pg_snapshot := pg_current_snapshot();
  oldest bigint;
BEGIN
  IF pg_is_in_recovery() THEN
    RETURN "AuditEpoch_start"((SELECT COALESCE(max("epoch"), 0) FROM "AuditEpoch"))
      + pg_snapshot_xmin(snapshot)::text::bigint;
  END IF;
  SELECT min(running::text::bigint) INTO oldest
  FROM pg_snapshot_xip(snapshot) AS running
  WHERE pg_xact_status(running) = 'in progress'
    AND running::xid NOT IN (
      SELECT held.transactionid FROM pg_locks AS held JOIN pg_stat_activity AS backend USING (pid)
      WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock'
        AND backend.datid <> (SELECT oid FROM pg_database WHERE datname = current_database()));
  RETURN "AuditEpoch_start"(
      COALESCE("AuditEpoch_current"(), (SELECT max("epoch") FROM "AuditEpoch") + 1, 1))
    + COALESCE(oldest, pg_snapshot_xmax(snapshot)::text::bigint);
END $$;

-- AlterTable: events so far are committed, and their ids order them.
ALTER TABLE "AuditEvent" ADD COLUMN "position" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "AuditEvent" ALTER COLUMN "position" SET DEFAULT "AuditEvent_position"();

-- DropIndex
DROP INDEX "AuditEvent_workspaceId_id_idx";

-- DropIndex
DROP INDEX "AuditEvent_workspaceId_subjectId_id_idx";

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_workspaceId_position_id_key" ON "AuditEvent"("workspaceId", "position", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_workspaceId_subjectId_position_id_idx" ON "AuditEvent"("workspaceId", "subjectId", "position", "id");
