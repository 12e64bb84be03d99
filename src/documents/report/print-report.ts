import { withLandlordOn } from '../../address/property-owner.ts';
import { ledgerInTurn } from '../../accounts/tenancy-ledger.ts';
import { STAY_SELECTION, tenantsOfDays } from '../../accounts/present-tenants.ts';
import { arrearsOf, findRollLeases, rollOf, rowsOfArrears } from '../../accounts/rent-roll.ts';
import { otherBalance } from '../../accounts/other-account.ts';
import { notFound } from '../../errors.ts';
import type { ReportFacts } from '../../forms/index.ts';
import { printTimed } from '../../printing/print-timed.ts';
import type { PrintJob } from '../../printing/printer.ts';
import type { Context } from '../../request/context.ts';
import { accountStatement, STATEMENT_SELECTION } from '../account-statement.ts';
import { addressLineOf } from '../../address/address.ts';
import { unitName } from '../plan/tenancy.ts';
import {
  arrearsFacts,
  ledgerFacts,
  rentRollFacts,
  statementFacts,
  type AccountParties,
  type Portfolio,
} from './facts.ts';
import type { ReportRequest } from './request.ts';

const ACCOUNT = {
  workspace: true,
  lease: {
    select: {
      ...STATEMENT_SELECTION,
      tenants: { orderBy: { id: 'asc' }, select: { name: true, ...STAY_SELECTION } },
      unit: { include: { property: true } },
    },
  },
} as const;

async function findAccount(context: Context, tenantId: string, day: string) {
  const tenant = await context.db.tenant.findUnique({
    where: { id: tenantId },
    select: { name: true, ...ACCOUNT },
  });
  if (!tenant) throw notFound('tenant');
  const { lease, workspace, name } = tenant;
  const { property, label } = lease.unit;
  const tenants = tenantsOfDays(lease, [day]).map((one) => one.name);
  const parties: AccountParties = {
    landlord: withLandlordOn(workspace, property, day).landlordName,
    tenants: tenants.length > 0 ? tenants : [name],
    unit: addressLineOf({ ...property, unit: unitName(label) }) ?? label,
  };
  return { lease, parties, name };
}

async function findPortfolio(
  { db, viewer }: Context,
  property: string | null,
  asOf: string,
): Promise<Portfolio> {
  const workspace = await db.workspace.findUniqueOrThrow({ where: { id: viewer.workspaceId } });
  const named = property ? await db.property.findUnique({ where: { id: property } }) : null;
  const { landlordName } = named ? withLandlordOn(workspace, named, asOf) : workspace;
  return { landlord: landlordName, property: named?.name ?? property, asOf };
}

/** What a report prints, and what names its file, e.g. `Ledger`, the tenant and the day. */
export interface ReportContent {
  readonly facts: ReportFacts;
  readonly nameParts: readonly string[];
}

/** What a report shows of the rows that the viewer may see. @throws the errors of its accounts. */
export async function findReportContent(context: Context, request: ReportRequest): Promise<ReportContent> {
  if (request.kind === 'LEDGER') {
    const { lease, parties, name } = await findAccount(context, request.tenantId, request.asOf);
    const ledger = await ledgerInTurn(lease, request.asOf, context.ledgerBudget);
    return {
      facts: ledgerFacts(parties, ledger, otherBalance(lease, request.asOf)),
      nameParts: ['Ledger', name, request.asOf],
    };
  }
  if (request.kind === 'STATEMENT') {
    const { from, to, tenantId } = request;
    const { lease, parties, name } = await findAccount(context, tenantId, to);
    const statement = await accountStatement(lease, { from, to }, context.ledgerBudget);
    return { facts: statementFacts(parties, statement), nameParts: ['Statement', name, from, to] };
  }
  const { asOf, property, kind } = request;
  const portfolio = await findPortfolio(context, property, asOf);
  const leases = await findRollLeases(context, request, { withFormer: kind === 'ARREARS' });
  if (kind === 'ARREARS') {
    const arrears = await arrearsOf(context, leases, asOf);
    const rows = await rowsOfArrears(context, arrears);
    return { facts: arrearsFacts(portfolio, arrears, rows), nameParts: ['Arrears', asOf] };
  }
  const rows = await rollOf(context, leases, asOf);
  return { facts: rentRollFacts(portfolio, rows), nameParts: ['Rent roll', asOf] };
}

/** Prints a report. Those of a workspace are printed one after the other. */
export async function printReport(
  { printer, clock, viewer }: Context,
  facts: ReportFacts,
): Promise<Uint8Array> {
  const job: PrintJob = {
    document: { type: 'REPORT', facts },
    draft: false,
    generatedAt: clock.now().toISOString(),
  };
  const printed = await printTimed(printer, job, viewer.workspaceId);
  if (!printed.bytes) throw new Error(`The report ${facts.title} cannot be printed.`, { cause: printed });
  return printed.bytes;
}
