import { openPostgres } from '../../src/db/client.ts';
import { stampWrites } from '../../src/db/stamps.ts';
import { runRentFlow } from '../../src/accounts/expected/rent-run.ts';
import { createIds } from '../../src/ids.ts';

/**
 * Runs the rent flow over one workspace, without a claim, so that several such processes race for every tenancy.
 * `background` as the last argument: as the worker of a server does.
 */
const [url = '', workspaceId = '', today = '', pace = ''] = process.argv.slice(2);
const clock = { now: () => new Date(`${today}T15:00:00.000Z`) };
const database = await openPostgres(url);
process.stdout.write('started\n');
const prisma = stampWrites(database.prisma, clock);
const begun = performance.now();
const flow = { prisma, clock, newId: createIds(clock) };
const result = await runRentFlow(flow, workspaceId, { isBackground: pace === 'background' });
const { user, system } = process.cpuUsage();
const seconds = (performance.now() - begun) / 1000;
process.stdout.write(`${JSON.stringify({ ...result, cpuSeconds: (user + system) / 1e6, seconds })}\n`);
await database.close();
