import {
  GetArrearsDocument,
  GetArrearsFileDocument,
  GetLedgerDocument,
  GetLedgerFileDocument,
  GetRentRollDocument,
  GetRentRollFileDocument,
  GetStatementDocument,
  GetStatementFileDocument,
  type GetStatementQuery,
  type ReportRowFragment,
} from '../../generated/operations.ts';
import { PresentedRows } from '../../http/json-in-turns.ts';
import { ACCOUNT_ROW_WORDS } from '../../vocabulary/account-row.ts';
import { DEPOSIT_EVENT_WORDS, DEPOSIT_KIND_WORDS } from '../../vocabulary/deposit.ts';
import { RENT_PERIOD_WORDS } from '../../vocabulary/rent-period.ts';
import { wordFor } from '../../vocabulary/words.ts';
import type { CsvTable } from '../csv.ts';
import { pdf, route, type RouteInput } from '../route.ts';

const REPORT_PARAMETERS = { asOf: null, property: null } as const;

const reportVariables = ({ query }: RouteInput) => ({ asOf: query['asOf'], property: query['property'] });

type StatementData = NonNullable<GetStatementQuery['tenant']>['statement'];

/** The rows of a statement, with charges and payments in columns of their own. */
function statementRows({ rows }: StatementData) {
  return rows.map(({ on, kind, description, amount, balance }) => ({
    on,
    kind: wordFor(ACCOUNT_ROW_WORDS, kind),
    description,
    // Money that goes back to the tenant is a payment taken back, and no charge.
    charge: kind === 'CHARGE' ? amount : null,
    payment: kind === 'CHARGE' ? null : -amount,
    balance,
  }));
}

/** The account apart from rent. */
function presentOther({ other }: StatementData) {
  return {
    opening: other.openingBalance,
    closing: other.closingBalance,
    rows: other.rows.map(({ on, kind, description, amount, balance }) => {
      const isCharge = kind === 'CHARGE' || kind === 'CANCELLED';
      const sides = { charge: isCharge ? amount : null, payment: isCharge ? null : -amount };
      return { on, kind: wordFor(ACCOUNT_ROW_WORDS, kind), description, ...sides, balance };
    }),
  };
}

function presentDeposit(deposit: StatementData['deposits'][number]) {
  const { depositId, kind, held, interestOwing, interest, events } = deposit;
  return {
    id: depositId,
    kind: wordFor(DEPOSIT_KIND_WORDS, kind),
    held,
    interestOwing,
    interest,
    events: events.map((event) => ({ ...event, kind: wordFor(DEPOSIT_EVENT_WORDS, event.kind) })),
  };
}

function reportRow(row: ReportRowFragment) {
  return {
    propertyId: row.propertyId,
    propertyName: row.propertyName,
    unitId: row.unitId,
    unitLabel: row.unitLabel,
    leaseId: row.leaseId,
    tenantIds: row.tenantIds,
    tenants: row.tenants,
    rent: row.rent,
    balance: row.balance,
    arrears: row.arrears,
  };
}

/** Columns of a report with a line for each tenancy. */
const REPORT_COLUMNS = [
  'propertyId',
  'propertyName',
  'unitId',
  'unitLabel',
  'leaseId',
  'tenantIds',
  'tenants',
  'rent',
  'balance',
  'arrears',
  'rentPeriod',
];

function reportCells(row: ReportRowFragment) {
  const { tenantIds, tenants, ...cells } = reportRow(row);
  const { propertyId, propertyName, unitId, unitLabel, leaseId, rent, balance, arrears } = cells;
  const people = [tenantIds.join('; '), tenants.join('; ')];
  const amounts = [rent, balance, arrears, wordFor(RENT_PERIOD_WORDS, row.rentPeriod)];
  return [propertyId, propertyName, unitId, unitLabel, leaseId, ...people, ...amounts];
}

/** A table without rows, for data that was refused: the answer is then a problem. */
const NOTHING: CsvTable = { name: 'report', columns: [], rows: [] };

const ledgerVariables = ({ params, query }: RouteInput) => ({ id: params['id'], asOf: query['asOf'] });

const statementVariables = ({ params, query }: RouteInput) => ({
  id: params['id'],
  from: query['from'],
  to: query['to'],
});

const ledgerRoute = route({
  method: 'GET',
  path: '/tenants/:id/ledger',
  document: GetLedgerDocument,
  parameters: { asOf: null },
  variables: ledgerVariables,
  present: ({ tenant }) => tenant?.ledger,
  pdf: pdf({
    document: GetLedgerFileDocument,
    variables: ledgerVariables,
    url: ({ tenant }) => tenant?.ledgerFile.pdfUrl ?? null,
  }),
  csv: ({ tenant }) =>
    tenant
      ? {
          name: `ledger-${tenant.ledger.asOf}`,
          columns: ['period', 'dueOn', 'charged', 'paid', 'owing'],
          rows: tenant.ledger.rows.map(({ period, dueOn, charged, paid, owing }) => [
            period,
            dueOn,
            charged,
            paid,
            owing,
          ]),
        }
      : NOTHING,
});

const statementRoute = route({
  method: 'GET',
  path: '/tenants/:id/statement',
  document: GetStatementDocument,
  parameters: { from: null, to: null },
  variables: statementVariables,
  pdf: pdf({
    document: GetStatementFileDocument,
    variables: statementVariables,
    url: ({ tenant }) => tenant?.statementFile.pdfUrl ?? null,
  }),
  present: ({ tenant }) =>
    tenant && {
      from: tenant.statement.from,
      to: tenant.statement.to,
      opening: tenant.statement.openingBalance,
      closing: tenant.statement.closingBalance,
      rows: statementRows(tenant.statement),
      other: presentOther(tenant.statement),
      deposits: tenant.statement.deposits.map(presentDeposit),
    },
  csv: ({ tenant }) =>
    tenant
      ? {
          name: `statement-${tenant.statement.from}-${tenant.statement.to}`,
          columns: ['on', 'kind', 'description', 'charge', 'payment', 'balance'],
          rows: [
            [tenant.statement.from, 'opening', 'Balance before', null, null, tenant.statement.openingBalance],
            ...statementRows(tenant.statement).map((row) => Object.values(row)),
            [tenant.statement.to, 'closing', 'Balance after', null, null, tenant.statement.closingBalance],
          ],
        }
      : NOTHING,
});

/** The day of a report, as the parameter or the workspace says. */
function dayOf({ query }: RouteInput, today: string): string {
  const { asOf } = query;
  return typeof asOf === 'string' ? asOf : today;
}

const rentRollRoute = route({
  method: 'GET',
  path: '/reports/rent-roll',
  document: GetRentRollDocument,
  parameters: REPORT_PARAMETERS,
  variables: reportVariables,
  pdf: pdf({
    document: GetRentRollFileDocument,
    variables: reportVariables,
    url: ({ workspace }) => workspace.rentRollFile.pdfUrl,
  }),
  present: ({ workspace }, input) => ({
    asOf: dayOf(input, workspace.today),
    rows: new PresentedRows(workspace.rentRoll, reportRow),
  }),
  csv: ({ workspace }, input) => ({
    name: `rent-roll-${dayOf(input, workspace.today)}`,
    columns: REPORT_COLUMNS,
    rows: new PresentedRows(workspace.rentRoll, reportCells),
  }),
});

const arrearsRoute = route({
  method: 'GET',
  path: '/reports/arrears',
  document: GetArrearsDocument,
  parameters: REPORT_PARAMETERS,
  variables: reportVariables,
  pdf: pdf({
    document: GetArrearsFileDocument,
    variables: reportVariables,
    url: ({ workspace }) => workspace.arrearsFile.pdfUrl,
  }),
  present: ({ workspace: { arrears } }) => ({
    asOf: arrears.asOf,
    total: arrears.total,
    ageing: arrears.ageing,
    rows: new PresentedRows(arrears.rows, (row) => ({
      ...reportRow(row),
      isFormer: row.isFormer,
      arrearsSince: row.arrearsSince,
    })),
  }),
  csv: ({ workspace: { arrears } }) => ({
    name: `arrears-${arrears.asOf}`,
    columns: [...REPORT_COLUMNS, 'isFormer', 'arrearsSince'],
    rows: new PresentedRows(arrears.rows, (row) => [...reportCells(row), row.isFormer, row.arrearsSince]),
  }),
});

/** Accounts and reports, as JSON, CSV or PDF. */
export const reportRoutes = [ledgerRoute, statementRoute, rentRollRoute, arrearsRoute];
