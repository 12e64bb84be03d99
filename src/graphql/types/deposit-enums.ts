import { DEPOSIT_EVENT_WORDS, DEPOSIT_KIND_WORDS, INTEREST_METHOD_WORDS } from '../../vocabulary/deposit.ts';
import { membersOf } from './charge-enums.ts';
import { defineEnum } from './define-enum.ts';

export const DepositKind = defineEnum('DepositKind', 'Kind of a deposit.', membersOf(DEPOSIT_KIND_WORDS), {
  LAST_MONTH: 'Rent deposit for the last rental period (RTA s.105, s.106).',
  KEY: 'Refundable key deposit (O. Reg. 516/06 s.17).',
});

export const InterestMethod = defineEnum(
  'InterestMethod',
  'How interest on a rent deposit is given to the tenant.',
  membersOf(INTEREST_METHOD_WORDS),
  {
    PAID: 'Paid out to the tenant.',
    SET_OFF: 'Set off against a raise of the deposit up to the rent (RTA s.106(7)).',
  },
);

export const DepositEventKind = defineEnum(
  'DepositEventKind',
  'Kind of an event of a deposit.',
  membersOf(DEPOSIT_EVENT_WORDS),
  {
    RECEIVED: 'Received from the tenant.',
    TOP_UP: 'Raised by the tenant after a rent increase.',
    INTEREST_ADDED: 'Interest that was set off and raised the deposit.',
    INTEREST_PAID: 'Interest that was paid out. The amount held stays as it is.',
    APPLIED: 'Paid the rent of the last period.',
    RELEASED: 'Taken back from the rent of a period that is no longer the last.',
    REFUND: 'Given back to the tenant.',
  },
);
