import { addDays } from '../../calendar/date.ts';
import { fromColumnOrNull } from '../../db/date-column.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { notOver } from '../tenancy-status.ts';
import { runRentFlow, type RentFlow } from './rent-run.ts';
import { completeRun } from './timer.ts';

/** Workspaces with at most as many tenancies are brought up to date by the request that first reads them. */
const SMALL_WORKSPACE = 300;

interface Place {
  readonly workspaceId: string;
  readonly timeZone: string;
  /** Today in the workspace, `YYYY-MM-DD`. */
  readonly today: string;
}

/** The day through which this process knows each workspace to have run, and the runs under way. */
interface Known {
  readonly through: Map<string, string>;
  readonly running: Map<string, Promise<void>>;
}

const known = new WeakMap<PrismaClient, Known>();

function knownOf(prisma: PrismaClient): Known {
  const found = known.get(prisma) ?? { through: new Map(), running: new Map() };
  known.set(prisma, found);
  return found;
}

/** Forgets what this process knows, after a setting of the rent flow has changed. */
export function forgetRuns(prisma: PrismaClient, workspaceId: string): void {
  knownOf(prisma).through.delete(workspaceId);
}

/**
 * Whether a reader waits for the run. After midnight a large workspace leaves it to the worker for a few minutes: rows are
 * overdue by date anyway, and rows of the days before are there.
 */
async function isWorthWaiting(prisma: PrismaClient, { workspaceId, today }: Place, through: string | null) {
  if (through === null || through < addDays(today, -1)) return true;
  const count = await prisma.lease.count({ where: { workspaceId, ...notOver(today) } });
  return count <= SMALL_WORKSPACE;
}

async function run(flow: RentFlow, place: Place): Promise<void> {
  const { workspaceId, timeZone, today } = place;
  const timer = await flow.prisma.rentTimer.findUnique({ where: { workspaceId } });
  const through = fromColumnOrNull(timer?.ranThrough ?? null);
  if (through === null || through < today) {
    if (!(await isWorthWaiting(flow.prisma, place, through))) return;
    const { isComplete, ranThrough } = await runRentFlow(flow, workspaceId);
    if (isComplete) await completeRun(flow.prisma, workspaceId, ranThrough, timeZone);
  }
  knownOf(flow.prisma).through.set(workspaceId, today);
}

/**
 * Makes what is read about expected rent true today, also if no run has happened since midnight. Costs nothing once the
 * process knows that the workspace has run today.
 */
export async function catchUp(flow: RentFlow, place: Place): Promise<void> {
  const { through, running } = knownOf(flow.prisma);
  const { workspaceId, today } = place;
  if ((through.get(workspaceId) ?? '') >= today) return;
  const started = running.get(workspaceId);
  if (started) return started;
  const mine = run(flow, place).finally(() => running.delete(workspaceId));
  running.set(workspaceId, mine);
  return mine;
}
