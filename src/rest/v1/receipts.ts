import {
  CreateReceiptDocument,
  GetPaymentReceiptDocument,
  GetReceiptDocument,
  type ReceiptResourceFragment,
} from '../../generated/operations.ts';
import { PAYMENT_METHOD_WORDS } from '../../vocabulary/payment.ts';
import { RECEIPT_PURPOSE_WORDS } from '../../vocabulary/receipt.ts';
import { wordFor } from '../../vocabulary/words.ts';
import type { CsvTable } from '../csv.ts';
import { pdf, route, type RouteInput } from '../route.ts';
import { wordOrNull } from '../words.ts';

function presentReceipt(receipt: ReceiptResourceFragment) {
  return {
    id: receipt.id,
    number: receipt.number,
    issuedOn: receipt.issuedOn,
    unit: receipt.unit,
    tenants: receipt.tenants,
    landlord: receipt.landlord,
    payments: receipt.payments.map(({ amount, receivedOn, method, purpose, period, periods, reference }) => ({
      amount,
      receivedOn,
      method: wordOrNull(PAYMENT_METHOD_WORDS, method),
      purpose: wordFor(RECEIPT_PURPOSE_WORDS, purpose),
      period,
      periods,
      reference,
    })),
    total: receipt.total,
    leaseId: receipt.leaseId,
    paymentId: receipt.paymentId,
    pdfUrl: receipt.pdfUrl,
  };
}

type AddressParts = ReceiptResourceFragment['landlord']['address'];

function addressCell(address: AddressParts): string | null {
  return address && `${address.street}, ${address.city} ${address.province} ${address.postalCode}`;
}

function periodCell({ from, to, amount }: { from: string; to: string; amount: number }): string {
  return `${from} to ${to}: ${amount.toFixed(2)}`;
}

/** A line for each payment, with what the receipt says of all of them. */
function receiptTable(receipt: ReceiptResourceFragment): CsvTable {
  const { number, issuedOn, unit, tenants, landlord, payments } = presentReceipt(receipt);
  return {
    name: `receipt-${number}`,
    columns: [
      'number',
      'issuedOn',
      'unitLabel',
      'unitAddress',
      'tenants',
      'landlord',
      'landlordAddress',
      'receivedOn',
      'amount',
      'method',
      'purpose',
      'period',
      'periods',
      'reference',
    ],
    rows: payments.map((payment) => [
      number,
      issuedOn,
      unit.label,
      addressCell(unit.address),
      tenants.join('; '),
      landlord.name,
      addressCell(landlord.address),
      payment.receivedOn,
      payment.amount,
      payment.method,
      payment.purpose,
      payment.period,
      payment.periods.map(periodCell).join('; '),
      payment.reference,
    ]),
  };
}

const NOTHING: CsvTable = { name: 'receipt', columns: [], rows: [] };

const byId = ({ params }: RouteInput) => ({ id: params['id'] });

const paymentReceiptRoute = route({
  method: 'GET',
  path: '/payments/:id/receipt',
  pathArguments: { paymentId: 'id' },
  document: GetPaymentReceiptDocument,
  variables: byId,
  present: ({ issueReceipt }) => presentReceipt(issueReceipt),
  csv: ({ issueReceipt }) => receiptTable(issueReceipt),
  pdf: pdf({
    document: GetPaymentReceiptDocument,
    variables: byId,
    url: ({ issueReceipt }) => issueReceipt.pdfUrl,
  }),
  version: ({ issueReceipt }) => issueReceipt.version,
  volatile: ['pdfUrl'],
});

const createReceiptRoute = route({
  method: 'POST',
  path: '/tenants/:id/receipts',
  pathArguments: { tenantId: 'id' },
  document: CreateReceiptDocument,
  variables: ({ params, body }) => ({ tenantId: params['id'], input: body }),
  present: ({ issueReceiptForDays }) => presentReceipt(issueReceiptForDays),
  version: ({ issueReceiptForDays }) => issueReceiptForDays.version,
  location: ({ issueReceiptForDays }) => `/receipts/${issueReceiptForDays.id}`,
  volatile: ['pdfUrl'],
});

const receiptRoute = route({
  method: 'GET',
  path: '/receipts/:id',
  document: GetReceiptDocument,
  variables: byId,
  present: ({ receipt }) => receipt && presentReceipt(receipt),
  csv: ({ receipt }) => (receipt ? receiptTable(receipt) : NOTHING),
  pdf: pdf({
    document: GetReceiptDocument,
    variables: byId,
    url: ({ receipt }) => receipt?.pdfUrl ?? null,
  }),
  version: ({ receipt }) => receipt?.version ?? null,
  volatile: ['pdfUrl'],
});

/** Receipts, as JSON, CSV or PDF. */
export const receiptRoutes = [paymentReceiptRoute, createReceiptRoute, receiptRoute];
