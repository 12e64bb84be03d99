import type { Context } from '../../request/context.ts';
import { authorize } from '../../policies/acts.ts';
import { recordRun, runRentFlow, type Transact } from '../../accounts/expected/rent-run.ts';
import { completeRun } from '../../accounts/expected/timer.ts';

/** What a tenancy costs beyond those that the cost of the field covers: it is locked, read whole and compared. */
const COST_OF_TENANCY = 10;
const COVERED_TENANCIES = 250;

/** Runs the rent flow of the workspace now. Returns the id of the run. */
export async function runRent(context: Context): Promise<string> {
  const { viewer, system, clock, newId, ledgerBudget } = context;
  authorize(viewer, 'runRent');
  const { workspaceId, timeZone } = viewer;
  const transact: Transact = (work) => context.systemWrite(viewer, work);
  const mayGoOn = () => {
    context.throwIfCancelled();
    return true;
  };
  const id = newId('RentRun');
  const result = await runRentFlow({ prisma: system, clock, newId }, workspaceId, { transact, mayGoOn });
  ledgerBudget.charge(COST_OF_TENANCY * Math.max(0, result.tenancies - COVERED_TENANCIES));
  await completeRun(system, workspaceId, result.ranThrough, timeZone);
  await context.write((tx) => recordRun(tx, { id, workspaceId }, result, clock.now()), id);
  return id;
}
