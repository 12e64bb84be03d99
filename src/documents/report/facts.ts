import { dateInWords, dayFirst } from '../../calendar/words.ts';
import type { Arrears, RentRollRow } from '../../accounts/rent-roll.ts';
import { describeOther, describeRow, ON_PAPER } from '../../accounts/statement-words.ts';
import type { ReportFacts } from '../../forms/index.ts';
import type { Ledger, StatementRow } from '../../ledger/index.ts';
import { dollars, money } from '../../money/words.ts';
import { DEPOSIT_EVENT_WORDS, DEPOSIT_KIND_WORDS } from '../../vocabulary/deposit.ts';
import { RENT_PERIOD_NOUNS } from '../../vocabulary/rent-period.ts';
import type { AccountStatement, StatementDeposit } from '../account-statement.ts';

type Line = ReportFacts['head'][number];

/** Who the tenancy's accounts are of. */
export interface AccountParties {
  readonly landlord: string;
  readonly tenants: readonly string[];
  readonly unit: string;
}

const right = 'right' as const;

/** An amount without the dollar sign, with a minus below zero. */
function amount(cents: number): string {
  return cents < 0 ? `-${dollars(-cents)}` : dollars(cents);
}

function accountHead({ landlord, tenants, unit }: AccountParties, days: readonly Line[]): Line[] {
  return [
    { label: 'Tenants', text: tenants.join(', ') },
    { label: 'Rental unit', text: unit },
    { label: 'Landlord', text: landlord },
    ...days,
  ];
}

/** The balance apart from rent, where there is one. */
function otherLine(cents: number): Line[] {
  return cents === 0 ? [] : [{ label: 'Balance apart from rent', text: money(cents) }];
}

/** A rent ledger: rent charged, paid and owing in each rental period. */
export function ledgerFacts(parties: AccountParties, ledger: Ledger, otherCents: number): ReportFacts {
  return {
    title: 'Rent ledger',
    head: accountHead(parties, [{ label: 'As of', text: dateInWords(ledger.asOf) }]),
    columns: [
      { head: 'Period from', share: 1 },
      { head: 'Period to', share: 1 },
      { head: 'Due on', share: 1 },
      { head: 'Rent charged $', share: 1, align: right },
      { head: 'Rent paid $', share: 1, align: right },
      { head: 'Rent owing $', share: 1, align: right },
    ],
    rows: ledger.rows.map(({ from, to, dueOn, chargedCents, paidCents, owingCents }) => [
      dayFirst(from),
      dayFirst(to),
      dayFirst(dueOn),
      amount(chargedCents),
      amount(paidCents),
      amount(owingCents),
    ]),
    totals: [
      { label: 'Rent in arrears', text: money(ledger.arrearsCents) },
      ...(ledger.creditCents > 0
        ? [{ label: 'Payments not yet applied', text: money(ledger.creditCents) }]
        : []),
      { label: 'Balance of rent', text: money(ledger.balanceCents) },
      ...otherLine(otherCents),
    ],
    empty: 'No rent is due yet.',
  };
}

function statementRow(row: StatementRow): readonly string[] {
  const { on, kind, amountCents, balanceCents } = row;
  const isCharge = kind === 'charge';
  return [
    dayFirst(on),
    describeRow(row, ON_PAPER),
    isCharge ? amount(amountCents) : '',
    isCharge ? '' : amount(-amountCents),
    amount(balanceCents),
  ];
}

function otherRows({ other }: AccountStatement): (readonly string[])[] {
  if (other.rows.length === 0 && other.openingBalanceCents === 0) return [];
  return [
    ['', 'Apart from rent: balance before', '', '', amount(other.openingBalanceCents)],
    ...other.rows.map((row) => [
      dayFirst(row.on),
      describeOther(row),
      row.chargeKind === null ? '' : amount(row.amountCents),
      row.chargeKind === null ? amount(-row.amountCents) : '',
      amount(row.balanceCents),
    ]),
  ];
}

function depositRows({ kind, events }: StatementDeposit): (readonly string[])[] {
  const name = `${DEPOSIT_KIND_WORDS[kind]} deposit`;
  return events.map((event) => [
    dayFirst(event.on),
    `${name}: ${DEPOSIT_EVENT_WORDS[event.kind]}`,
    '',
    amount(event.amountCents),
    amount(event.balanceCents),
  ]);
}

function depositLines({ kind, heldCents, interest, interestOwingCents }: StatementDeposit): Line[] {
  const name = `${DEPOSIT_KIND_WORDS[kind]} deposit`;
  return [
    { label: `${name} held`, text: money(heldCents) },
    ...interest.map(({ dueOn, interestCents }) => ({
      label: `${name}: interest due on ${dayFirst(dueOn)}`,
      text: money(interestCents),
    })),
    ...(interestOwingCents > 0
      ? [{ label: `${name}: interest owing`, text: money(interestOwingCents) }]
      : []),
  ];
}

/** A statement: rent, charges apart from rent and deposits between two days, with running balances. */
export function statementFacts(parties: AccountParties, statement: AccountStatement): ReportFacts {
  const { from, to, openingBalanceCents, closingBalanceCents, rows, other, deposits } = statement;
  return {
    title: 'Statement of account',
    head: accountHead(parties, [
      { label: 'From', text: dateInWords(from) },
      { label: 'To', text: dateInWords(to) },
    ]),
    columns: [
      { head: 'Day', share: 1 },
      { head: 'Description', share: 3.2 },
      { head: 'Charge $', share: 1, align: right },
      { head: 'Payment $', share: 1, align: right },
      { head: 'Balance $', share: 1, align: right },
    ],
    rows: [
      [dayFirst(from), 'Balance before', '', '', amount(openingBalanceCents)],
      ...rows.map(statementRow),
      ...otherRows(statement),
      ...deposits.flatMap(depositRows),
    ],
    totals: [
      { label: 'Balance of rent', text: money(closingBalanceCents) },
      ...otherLine(other.closingBalanceCents),
      ...deposits.flatMap(depositLines),
    ],
    empty: '',
  };
}

/** What a report on several tenancies covers. */
export interface Portfolio {
  readonly landlord: string;
  /** Null: all properties. */
  readonly property: string | null;
  readonly asOf: string;
}

function portfolioHead({ landlord, property, asOf }: Portfolio): Line[] {
  return [
    { label: 'Landlord', text: landlord },
    { label: 'Property', text: property ?? 'All properties' },
    { label: 'As of', text: dateInWords(asOf) },
  ];
}

function tenancyCells({ lease: { unit }, tenants }: RentRollRow): string[] {
  return [unit.property.name, unit.label, tenants.map(({ name }) => name).join('; ')];
}

const TENANCY_COLUMNS = [
  { head: 'Property', share: 1.5 },
  { head: 'Unit', share: 0.9 },
  { head: 'Tenants', share: 2.4 },
] as const;

/** A rent roll: tenancies of a day, with rent and balance. */
export function rentRollFacts(portfolio: Portfolio, rows: readonly RentRollRow[]): ReportFacts {
  const sum = (centsOf: (row: RentRollRow) => number) => rows.reduce((total, row) => total + centsOf(row), 0);
  return {
    title: 'Rent roll',
    head: portfolioHead(portfolio),
    columns: [
      ...TENANCY_COLUMNS,
      { head: 'Rent $', share: 1.7, align: right },
      { head: 'Balance $', share: 1.1, align: right },
      { head: 'Arrears $', share: 1.1, align: right },
    ],
    rows: rows.map((row) => [
      ...tenancyCells(row),
      `${amount(row.account.rentCents)} per ${RENT_PERIOD_NOUNS[row.lease.rentalPeriod]}`,
      amount(row.account.balanceCents),
      amount(row.account.arrearsCents),
    ]),
    totals: [
      { label: 'Tenancies', text: String(rows.length) },
      { label: 'Sum of balances', text: money(sum(({ account }) => account.balanceCents)) },
      { label: 'Sum of arrears', text: money(sum(({ account }) => account.arrearsCents)) },
    ],
    empty: 'Nobody lived there on that day.',
  };
}

/** Rent in arrears by tenancy and by age. */
export function arrearsFacts(
  portfolio: Portfolio,
  { ageing, totalCents }: Arrears,
  rows: readonly RentRollRow[],
): ReportFacts {
  return {
    title: 'Rent in arrears',
    head: portfolioHead(portfolio),
    columns: [
      ...TENANCY_COLUMNS,
      { head: 'Standing', share: 0.9 },
      { head: 'Since', share: 1.1 },
      { head: 'Arrears $', share: 1.2, align: right },
    ],
    rows: rows.map((row) => [
      ...tenancyCells(row),
      row.isFormer ? 'Former' : 'Present',
      dayFirst(row.account.arrearsSince ?? undefined),
      amount(row.account.arrearsCents),
    ]),
    totals: [
      { label: 'Due up to 30 days ago', text: money(ageing.days0To30Cents) },
      { label: 'Due 31 to 60 days ago', text: money(ageing.days31To60Cents) },
      { label: 'Due 61 to 90 days ago', text: money(ageing.days61To90Cents) },
      { label: 'Due more than 90 days ago', text: money(ageing.over90DaysCents) },
      { label: 'Total', text: money(totalCents) },
    ],
    empty: 'No rent is in arrears.',
  };
}
