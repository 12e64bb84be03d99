import { RECEIPT_PURPOSE_WORDS } from '../../vocabulary/receipt.ts';
import { membersOf } from './charge-enums.ts';
import { defineEnum } from './define-enum.ts';

export const ReceiptPurpose = defineEnum(
  'ReceiptPurpose',
  'Purpose of money on a receipt.',
  membersOf(RECEIPT_PURPOSE_WORDS),
  {
    RENT: 'Rent.',
    CHARGES: 'Charges apart from rent.',
    RENT_DEPOSIT: 'Rent deposit.',
    KEY_DEPOSIT: 'Key deposit.',
  },
);
