import { timeRendering } from '../telemetry/signals.ts';
import type { Printed, Printer, PrintJob } from './printer.ts';

/** Prints a document, and tells the metrics how long that took, with the wait for a thread. */
export function printTimed(printer: Printer, job: PrintJob, line?: string): Promise<Printed> {
  const print = () => printer.print(job, line);
  return job.faultsOnly === true ? print() : timeRendering(job.document.type, print);
}
