import type { Fault } from '../../errors.ts';
import { cents, date, list, text, texts } from '../check/faults.ts';
import { address } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import type { ReceiptFacts } from './facts.ts';

/** Faults of a receipt: each of its legal contents is required. */
export function receiptFaults(facts: Draft<ReceiptFacts>): readonly Fault[] {
  return [
    ...date(['issuedOn'], facts.issuedOn),
    ...address(['rentalUnit'], facts.rentalUnit),
    ...texts(['tenants'], facts.tenants),
    ...text(['landlord'], facts.landlord),
    ...list(['payments'], facts.payments, (payment, path) => [
      ...date([...path, 'receivedOn'], payment.receivedOn),
      ...cents([...path, 'amountCents'], payment.amountCents),
      ...text([...path, 'purpose'], payment.purpose),
    ]),
    ...cents(['totalCents'], facts.totalCents),
    ...text(['signer'], facts.signer),
  ];
}
