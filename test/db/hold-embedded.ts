/** Run in a process of its own: opens the embedded database, adds a workspace, says so, and keeps it until it is ended. */
import { openEmbedded } from '../../src/db/embedded-client.ts';
import { createIds } from '../../src/ids.ts';
import { SettableClock } from '../support/clock.ts';
import { seedWorkspace } from '../support/workspace.ts';

const { prisma } = await openEmbedded(process.argv[2] ?? '');
await seedWorkspace({ prisma, newId: createIds(new SettableClock()) }, `${process.argv[3] ?? ''}.example`);
console.log('open');
setInterval(() => undefined, 1000);
