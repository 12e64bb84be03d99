import { addDays } from '../calendar/date.ts';
import { dayFirst } from '../calendar/words.ts';
import { fromColumn, fromColumnOrNull } from '../db/date-column.ts';
import { addressOf, landlordAddressOf, type AddressColumns } from '../address/address.ts';
import { ownerOn, withLandlordOn } from '../address/property-owner.ts';
import { STAY_SELECTION, tenantsOfDays } from '../accounts/present-tenants.ts';
import { refundsOf, rentReceipts } from '../accounts/receipts.ts';
import { leaseTerms, type LedgerLease } from '../accounts/tenancy-ledger.ts';
import type { Fault } from '../errors.ts';
import type { Address, Draft, ReceiptFacts } from '../forms/index.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { PaymentMethod } from '../generated/prisma/enums.ts';
import { paidPeriods, type PaidPeriod } from '../ledger/index.ts';
import type { Printer } from '../printing/printer.ts';
import { money } from '../money/words.ts';
import { takeTurn } from '../turns.ts';
import { PAYMENT_METHOD_WORDS } from '../vocabulary/payment.ts';
import { RECEIPT_PURPOSE_WORDS, type ReceiptPurpose } from '../vocabulary/receipt.ts';
import { unitName } from './plan/tenancy.ts';

/** Money that was received and not given back. */
export interface ReceivedLine {
  readonly receivedOn: string;
  readonly amountCents: number;
  readonly purpose: ReceiptPurpose;
  /** `YYYY-MM` of the rent; null if it paid the oldest rent owing. */
  readonly period: string | null;
  /** Rental periods that it paid, oldest first. Absent on receipts that were issued before these were told. */
  readonly periods?: readonly PaidPeriod[];
  readonly method: PaymentMethod | null;
  readonly reference: string | null;
  /** The tenant who paid. Absent of deposits, and on receipts that were issued before it was told. */
  readonly payerId?: string;
}

/** What a receipt says, as it is stored. */
export interface StoredReceipt {
  readonly number: number;
  readonly issuedOn: string;
  readonly unit: { readonly label: string; readonly address: Draft<Address> };
  readonly tenants: readonly string[];
  readonly landlord: { readonly name: string; readonly address: AddressColumns };
  readonly payments: readonly ReceivedLine[];
  readonly totalCents: number;
}

/** The columns of a tenancy that its receipts need. */
export const RECEIPT_LEASE = {
  id: true,
  endedOn: true,
  lastDayOn: true,
  unit: { include: { property: true } },
  tenants: { orderBy: { id: 'asc' }, select: { id: true, name: true, ...STAY_SELECTION } },
  workspace: true,
} as const satisfies Prisma.LeaseSelect;

export type ReceiptLease = Prisma.LeaseGetPayload<{ select: typeof RECEIPT_LEASE }>;

/** The columns of a payment that a receipt needs. */
export const RECEIPT_PAYMENT = {
  id: true,
  tenantId: true,
  source: true,
  status: true,
  purpose: true,
  amountCents: true,
  receivedOn: true,
  period: true,
  method: true,
  reference: true,
  refunds: true,
} as const satisfies Prisma.PaymentSelect;

type ReceiptPayment = Prisma.PaymentGetPayload<{ select: typeof RECEIPT_PAYMENT }>;

/** The line of a payment; null for one that was not received, was returned or was given back. */
export function paymentLine(payment: ReceiptPayment): PaymentLine | null {
  const { id: paymentId, source, status, purpose, period, method, reference } = payment;
  const receivedOn = fromColumnOrNull(payment.receivedOn);
  if (source !== 'RECEIVED' || status !== 'PAID' || receivedOn === null) return null;
  const refunds = refundsOf(payment).reduce((sum, { amountCents }) => sum + amountCents, 0);
  const amountCents = payment.amountCents - refunds;
  if (amountCents <= 0) return null;
  const payerId = payment.tenantId;
  return { paymentId, payerId, receivedOn, amountCents, purpose, period, method, reference };
}

/** The columns of a deposit that a receipt needs. */
export const RECEIPT_DEPOSIT = {
  kind: true,
  amountCents: true,
  receivedOn: true,
  entries: { where: { kind: 'TOP_UP' }, select: { amountCents: true, onDate: true } },
} as const satisfies Prisma.DepositSelect;

type ReceiptDeposit = Prisma.DepositGetPayload<{ select: typeof RECEIPT_DEPOSIT }>;

/** What was received for a deposit: at first, and later to top it up. */
export function depositLines({ kind, amountCents, receivedOn, entries }: ReceiptDeposit): ReceivedLine[] {
  const purpose = kind === 'KEY' ? ('KEY_DEPOSIT' as const) : ('RENT_DEPOSIT' as const);
  const sums = [
    { amountCents, on: receivedOn },
    ...entries.map((entry) => ({ amountCents: entry.amountCents, on: entry.onDate })),
  ];
  return sums.map((sum) => ({
    receivedOn: fromColumn(sum.on),
    amountCents: sum.amountCents,
    purpose,
    period: null,
    periods: [],
    method: null,
    reference: null,
  }));
}

/** The line of a payment, whose rental periods `withPeriods` adds. */
export interface PaymentLine extends ReceivedLine {
  readonly paymentId: string;
}

/** Lines of payments with the rental periods that each paid, by the account of a day. */
export async function withPeriods(
  lease: LedgerLease,
  lines: readonly PaymentLine[],
  asOf: string,
): Promise<ReceivedLine[]> {
  const ids = new Set(lines.flatMap(({ purpose, paymentId }) => (purpose === 'RENT' ? paymentId : [])));
  const found = new Map<string, readonly PaidPeriod[]>();
  for (const [id, periods] of paidPeriods(leaseTerms(lease), rentReceipts(lease), asOf, ids)) {
    found.set(id, periods);
    await takeTurn();
  }
  return lines.map(({ paymentId, ...line }) => ({ ...line, periods: found.get(paymentId) ?? [] }));
}

/** The first day of a later owner among the days of a receipt; undefined if all the money was one landlord's. */
export function ownerChangeOf(
  { unit: { property } }: ReceiptLease,
  lines: readonly ReceivedLine[],
): string | undefined {
  const owners = lines.map(({ receivedOn }) => ownerOn(property, receivedOn)?.from ?? '');
  return owners.toSorted().find((from) => from !== owners.toSorted()[0]);
}

/** The tenants of the days of the money, and those who paid it, who may have left by then (O. Reg. 516/06 s.9). */
function tenantsOf(lease: ReceiptLease, lines: readonly ReceivedLine[]): readonly string[] {
  const present = tenantsOfDays(
    lease,
    lines.map(({ receivedOn }) => receivedOn),
  );
  const paid = new Set(lines.map(({ payerId }) => payerId));
  return lease.tenants
    .filter((tenant) => present.includes(tenant) || paid.has(tenant.id))
    .map(({ name }) => name);
}

/** What a receipt says: unit, tenants and landlord of the day, and the money that was received. */
export function receiptOf(
  lease: ReceiptLease,
  lines: readonly ReceivedLine[],
  { number, issuedOn }: { readonly number: number; readonly issuedOn: string },
): StoredReceipt {
  const { unit, workspace } = lease;
  const { street, city, province, postalCode } = unit.property;
  const [first] = lines;
  const landlord = withLandlordOn(workspace, unit.property, first?.receivedOn ?? issuedOn);
  return {
    number,
    issuedOn,
    unit: {
      label: unit.label,
      address: {
        street: street ?? undefined,
        unit: unitName(unit.label),
        city: city ?? undefined,
        province: province ?? undefined,
        postalCode: postalCode ?? undefined,
      },
    },
    tenants: tenantsOf(lease, lines),
    landlord: { name: landlord.landlordName, address: landlordAddressOf(landlord) },
    payments: lines.toSorted((a, b) => a.receivedOn.localeCompare(b.receivedOn)),
    totalCents: lines.reduce((sum, { amountCents }) => sum + amountCents, 0),
  };
}

/** More periods than this are told by their first and last day. */
const MOST_LINES = 12;

/** Rental periods in a row as one span, with the sum of what was paid of them. */
function spansOf(periods: readonly PaidPeriod[]): PaidPeriod[] {
  return periods.reduce<PaidPeriod[]>((spans, period) => {
    const last = spans.at(-1);
    if (!last || addDays(last.to, 1) !== period.from) return [...spans, period];
    const amountCents = last.amountCents + period.amountCents;
    return [...spans.slice(0, -1), { from: last.from, to: period.to, amountCents }];
  }, []);
}

/** What the money was for: the rental period, or each of several with its amount, and what is left as credit. */
function purposeOf({ purpose, period, periods, amountCents }: ReceivedLine): string {
  const words = RECEIPT_PURPOSE_WORDS[purpose];
  if (!periods) return period === null ? words : `${words} for ${period}`;
  const told = periods.length > MOST_LINES ? spansOf(periods) : periods;
  const left = periods.reduce((rest, paid) => rest - paid.amountCents, amountCents);
  const days = ({ from, to }: PaidPeriod) =>
    from === to ? dayFirst(from) : `${dayFirst(from)} to ${dayFirst(to)}`;
  const [only] = told;
  if (told.length === 1 && only && left === 0) return `${words}, ${days(only)}`;
  if (purpose !== 'RENT') return words;
  const credit = left > 0 ? [`Credit: ${money(left)}`] : [];
  const parts = told.map((paid) => `${days(paid)}: ${money(paid.amountCents)}`);
  return [words, ...parts, ...credit].join('\n');
}

/** The document that a receipt prints. */
export function receiptDocument({ landlord, unit, payments, ...stored }: StoredReceipt) {
  const facts: Draft<ReceiptFacts> = {
    number: stored.number,
    issuedOn: stored.issuedOn,
    rentalUnit: unit.address,
    tenants: stored.tenants,
    landlord: landlord.name,
    landlordAddress: addressOf(landlord.address) ?? undefined,
    payments: payments.map((line) => ({
      receivedOn: line.receivedOn,
      amountCents: line.amountCents,
      purpose: purposeOf(line),
      method: line.method === null ? undefined : PAYMENT_METHOD_WORDS[line.method],
      reference: line.reference ?? undefined,
    })),
    totalCents: stored.totalCents,
    signer: landlord.name,
  };
  return { type: 'RECEIPT' as const, facts };
}

/** Faults of a receipt: an incomplete address, or a name that the fonts cannot print. */
export async function receiptFaults(
  printer: Printer,
  stored: StoredReceipt,
  generatedAt: string,
): Promise<readonly Fault[]> {
  const document = receiptDocument(stored);
  const { faults } = await printer.print({ document, draft: false, generatedAt, faultsOnly: true });
  return faults;
}
