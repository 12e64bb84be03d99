import type { Fault } from '../../errors.ts';
import { ARREARS_APPLICATIONS } from '../../vocabulary/arrears-application.ts';
import { cents, date, list, oneOf } from '../check/faults.ts';
import { parties } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import { agreementSignerFaults } from '../notice/party-signatures.ts';
import type { PaymentAgreementFacts } from './facts.ts';

/** Faults of a finished payment agreement. */
export function paymentAgreementFaults(facts: Draft<PaymentAgreementFacts>): readonly Fault[] {
  return [
    ...parties(facts),
    ...oneOf<string>(['application'], facts.application, ARREARS_APPLICATIONS),
    ...cents(['totalCents'], facts.totalCents),
    ...list(['instalments'], facts.instalments, ({ dueOn, amountCents }, path) => [
      ...date([...path, 'dueOn'], dueOn),
      ...cents([...path, 'amountCents'], amountCents),
    ]),
    ...agreementSignerFaults(facts),
  ];
}
