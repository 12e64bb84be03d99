import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { DomainError } from '../errors.ts';
import {
  factFaults,
  fillOfficialForm,
  renderForm,
  withPrintableTexts,
  type FormDocument,
  type OfficialDocument,
} from '../forms/index.ts';
import type { Printed, PrintJob } from './printer.ts';

/** Documents wait for requests where the processors are busy. */
const PRIORITY = 5;

// Linux knows priorities of threads; elsewhere it would be that of the process.
if (!isMainThread && process.platform === 'linux') setPriority(PRIORITY);

function render({ document, draft, generatedAt, blank }: PrintJob): Promise<Uint8Array> {
  if (blank) return fillOfficialForm(document as OfficialDocument, blank, { generatedAt });
  if (draft) return renderForm(document, { draft, generatedAt });
  // Its facts have no faults, so none is missing.
  return renderForm(document as FormDocument, { draft, generatedAt });
}

/** A report prints every name somehow; other documents refuse characters that cannot be printed. */
function withPrintableReport(job: PrintJob): PrintJob {
  const { document } = job;
  if (document.type !== 'REPORT') return job;
  return { ...job, document: { ...document, facts: withPrintableTexts(document.facts) } };
}

/** Prints a document in the thread of the caller. The same job gives the same bytes. */
export async function print(given: PrintJob): Promise<Printed> {
  const job = withPrintableReport(given);
  const faults = await factFaults(job.document, job);
  if (faults.length > 0 || job.faultsOnly) return { bytes: null, faults, layoutFault: null };
  try {
    return { bytes: await render(job), faults, layoutFault: null };
  } catch (error) {
    // Only data crosses between threads.
    if (!(error instanceof DomainError) || error.code !== 'BAD_INPUT') throw error;
    return {
      bytes: null,
      faults,
      layoutFault: { code: error.reason, message: error.message, details: error.details },
    };
  }
}
