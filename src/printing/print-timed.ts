import { timeRendering } from '../telemetry/signals.ts';
import type { Printed, Printer, PrintJob } from './printer.ts';

/** Prints a document, and tells the metrics how long that took, with the wait for a thread. */
export function printTimed(printer: Printer, job: PrintJob): Promise<Printed> {
  const print = () => printer.print(job);
  return job.faultsOnly === true ? print() : timeRendering(job.document.type, print);
}
