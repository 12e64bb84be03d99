import type { Role } from '../../generated/prisma/enums.ts';
import type { Viewer } from '../../policies/viewer.ts';

/** A report to print. Days are `YYYY-MM-DD`; a property of null: all that the viewer sees. */
export type ReportRequest =
  | { readonly kind: 'LEDGER'; readonly tenantId: string; readonly asOf: string }
  | { readonly kind: 'STATEMENT'; readonly tenantId: string; readonly from: string; readonly to: string }
  | {
      readonly kind: 'RENT_ROLL' | 'ARREARS';
      readonly property: string | null;
      readonly asOf: string;
    };

/** Whose rows a link to a report shows. */
export interface ReportReader {
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
}

/** A report with its reader, as a signed link carries them. */
export interface LinkedReport {
  readonly report: ReportRequest;
  readonly reader: ReportReader;
}

/** After the report in the path of its file, as `/certificate` is after a form. */
const SUFFIX = '/report';

/** The name of a report in links. Only what is signed is trusted. */
export function reportFile(report: ReportRequest, { userId, workspaceId, role }: Viewer): string {
  const linked: LinkedReport = { report, reader: { userId, workspaceId, role } };
  return Buffer.from(JSON.stringify(linked)).toString('base64url') + SUFFIX;
}

/** The report of a name that `reportFile` made. */
export function linkedReport(file: string): LinkedReport {
  const text = Buffer.from(file.slice(0, -SUFFIX.length), 'base64url').toString();
  return JSON.parse(text) as LinkedReport;
}
