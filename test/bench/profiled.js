/** Loaded before a server: SIGUSR2 starts a profile of its main thread, and the next one writes it to PROFILE_FILE. */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

const INTERVAL_MICROSECONDS = 100;

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS });

let isRunning = false;
process.on('SIGUSR2', async () => {
  if (!isRunning) await session.post('Profiler.start');
  else {
    const { profile } = await session.post('Profiler.stop');
    writeFileSync(process.env.PROFILE_FILE, JSON.stringify(profile));
  }
  isRunning = !isRunning;
});
