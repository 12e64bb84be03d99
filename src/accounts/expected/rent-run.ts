import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { dateIn } from '../../calendar/zone.ts';
import type { Clock } from '../../clock.ts';
import { toColumn } from '../../db/date-column.ts';
import type { Prisma, PrismaClient } from '../../generated/prisma/client.ts';
import type { NewId } from '../../ids.ts';
import { alignLeases, type AlignResult, type AlignRules } from './align.ts';

/** Tenancies of one transaction: few enough that nobody waits for it. */
const SLICE_SIZE = 50;

export interface RentFlow {
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** Runs work in a transaction of the run. */
export type Transact = <Result>(work: (tx: Prisma.TransactionClient) => Promise<Result>) => Promise<Result>;

export interface RunOptions {
  /** Transactions without an author by default. */
  readonly transact?: Transact;
  /** Called before each slice; false stops the run. */
  readonly mayGoOn?: () => Promise<boolean> | boolean;
  /** After each slice, the process and the database are left to requests for as long as the slice took. */
  readonly isBackground?: boolean;
}

export interface SkippedTenancy {
  readonly leaseId: string;
  readonly reason: string;
}

export interface RunResult {
  /** The day that it ran for, `YYYY-MM-DD`. */
  readonly ranThrough: string;
  /** Tenancies that it looked at. */
  readonly tenancies: number;
  readonly opened: number;
  readonly closed: number;
  readonly skipped: readonly SkippedTenancy[];
  readonly isComplete: boolean;
}

/**
 * Tenancies whose rows the passing of days can change, in order: those not over, those whose tenants left and owe rent
 * until a later day, those with an open row, and those marked.
 */
async function nextSlice(prisma: PrismaClient, workspaceId: string, after: string): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Lease" AS lease
    WHERE "workspaceId" = ${workspaceId} AND "id" > ${after} AND (
      "status" <> 'PAST'
      OR "rentOwedUntil" IS NOT NULL
      OR EXISTS (
        SELECT 1 FROM "Payment" WHERE "leaseId" = lease."id" AND "status" IN ('PENDING', 'OVERDUE'))
      OR EXISTS (SELECT 1 FROM "RentMark" WHERE "leaseId" = lease."id"))
    ORDER BY "id" LIMIT ${SLICE_SIZE}`;
  return rows.map(({ id }) => id);
}

/** One slice. The marks of committed changes go with it; a change that has not committed yet keeps its own. */
async function alignSlice(tx: Prisma.TransactionClient, leaseIds: readonly string[], rules: AlignRules) {
  await tx.$executeRaw`DELETE FROM "RentMark" WHERE "leaseId" = ANY (${[...leaseIds]})`;
  return alignLeases(tx, leaseIds, rules);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 500) : 'Unknown error';
}

/** The slice, or if it fails as a whole, each of its tenancies by itself. */
async function alignEach(
  transact: Transact,
  leaseIds: readonly string[],
  rules: AlignRules,
): Promise<AlignResult> {
  try {
    return await transact((tx) => alignSlice(tx, leaseIds, rules));
  } catch (error) {
    const [first, ...more] = leaseIds;
    if (first !== undefined && more.length === 0) {
      return { opened: 0, closed: 0, failures: [{ leaseId: first, error }] };
    }
  }
  const sum = { opened: 0, closed: 0, failures: [] as AlignResult['failures'][number][] };
  for (const leaseId of leaseIds) {
    const one = await alignEach(transact, [leaseId], rules);
    sum.opened += one.opened;
    sum.closed += one.closed;
    sum.failures.push(...one.failures);
  }
  return sum;
}

async function rulesOf({ prisma, clock, newId }: RentFlow, workspaceId: string): Promise<AlignRules> {
  const { timeZone, ...settings } = await prisma.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { timeZone: true, rentAheadDays: true, overdueAfterDays: true },
  });
  return { ...settings, today: dateIn(timeZone, clock.now()), now: clock.now(), newId };
}

/**
 * Brings the expected rows of a workspace into line with its ledgers today, in slices. Killed in the middle, run twice or
 * by several processes at once, it leaves the same rows. A tenancy that fails is skipped and told; the others go on.
 */
export async function runRentFlow(
  flow: RentFlow,
  workspaceId: string,
  {
    transact = (work) => flow.prisma.$transaction(work),
    mayGoOn = () => true,
    isBackground = false,
  }: RunOptions = {},
): Promise<RunResult> {
  const rules = await rulesOf(flow, workspaceId);
  const skipped: SkippedTenancy[] = [];
  let tenancies = 0;
  let opened = 0;
  let closed = 0;
  let isComplete = false;
  let after = '';
  while (await mayGoOn()) {
    const begun = performance.now();
    const slice = await nextSlice(flow.prisma, workspaceId, after);
    const last = slice.at(-1);
    if (last === undefined) {
      isComplete = true;
      break;
    }
    const aligned = await alignEach(transact, slice, rules);
    tenancies += slice.length;
    opened += aligned.opened;
    closed += aligned.closed;
    skipped.push(...aligned.failures.map(({ leaseId, error }) => ({ leaseId, reason: reasonOf(error) })));
    after = last;
    await (isBackground ? sleep(performance.now() - begun) : nextTurn());
  }
  return { ranThrough: rules.today, tenancies, opened, closed, skipped, isComplete };
}

/** Stores what a run did. */
export async function recordRun(
  tx: Prisma.TransactionClient,
  { id, workspaceId }: { readonly id: string; readonly workspaceId: string },
  { ranThrough, opened, closed, skipped }: RunResult,
  finishedAt: Date,
): Promise<void> {
  await tx.rentRun.create({
    data: {
      id,
      workspaceId,
      ranThrough: toColumn(ranThrough),
      finishedAt,
      opened,
      closed,
      skipped: skipped.length,
      failures: skipped as unknown as Prisma.InputJsonValue,
    },
  });
}
