import { ACCOUNT_ROW_WORDS } from '../../vocabulary/account-row.ts';
import { builder } from '../builder.ts';

export const AccountRowKind = builder.enumType('AccountRowKind', {
  description: 'Kind of a row in a statement.',
  values: {
    CHARGE: { value: ACCOUNT_ROW_WORDS.CHARGE, description: 'Rent or another charge.' },
    CANCELLED: {
      value: ACCOUNT_ROW_WORDS.CANCELLED,
      description: 'A cancelled charge apart from rent.',
    },
    PAYMENT: { value: ACCOUNT_ROW_WORDS.PAYMENT, description: 'A payment.' },
    CREDIT: { value: ACCOUNT_ROW_WORDS.CREDIT, description: 'A credit against rent.' },
    DEPOSIT: { value: ACCOUNT_ROW_WORDS.DEPOSIT, description: 'Rent paid from a deposit.' },
    REFUND: { value: ACCOUNT_ROW_WORDS.REFUND, description: 'Money given back to the tenant.' },
    RETURN: {
      value: ACCOUNT_ROW_WORDS.RETURN,
      description: 'Money taken back by the bank or the payer, or a cancelled credit.',
    },
  } as const,
});

export const ChargeBasis = builder.enumType('ChargeBasis', {
  description: 'Basis of the rent charged for a rental period.',
  values: {
    FULL: { value: 'full', description: 'A whole rental period.' },
    BY_DAY: { value: 'by_day', description: 'A part period, prorated by the day.' },
    AGREED: { value: 'agreed', description: 'A part period, at an agreed amount.' },
  } as const,
});
