import type { DepositEvent } from '../../accounts/deposit-history.ts';
import { builder } from '../builder.ts';
import { DepositEventKind } from './deposit-enums.ts';

export const DepositEventType = builder.objectRef<DepositEvent>('DepositEvent').implement({
  description: 'Event in the history of a deposit.',
  fields: (t) => ({
    on: t.expose('on', { type: 'Date', description: 'Day of the event.' }),
    kind: t.expose('kind', { type: DepositEventKind, description: 'Kind of the event.' }),
    amount: t.expose('amountCents', { type: 'Money', description: 'Amount in Canadian dollars.' }),
    balance: t.expose('balanceCents', {
      type: 'Money',
      description: 'Amount held after the event, in Canadian dollars.',
    }),
  }),
});
