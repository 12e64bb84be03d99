import { ASKED_CHARGE_WORDS, CHARGE_KIND_WORDS, CHARGE_STATUS_WORDS } from '../../vocabulary/charge.ts';
import { SUGGESTION_STATUS_WORDS } from '../../vocabulary/suggestion.ts';
import { defineEnum } from './define-enum.ts';

type Members<Words> = { [Member in keyof Words]: Member };

/** The members of a vocabulary. */
export function membersOf<Words extends object>(words: Words): Members<Words> {
  return Object.fromEntries(Object.keys(words).map((member) => [member, member])) as Members<Words>;
}

const KINDS = {
  CREDIT: 'Credit against rent, e.g. an abatement or rent that was forgiven.',
  DISCOUNT: 'Discount on rent.',
  NSF_BANK: "Bank's charge for a returned payment.",
  NSF_ADMINISTRATION: "Landlord's administration charge for a returned payment, at most $20.",
  UTILITY: 'Utilities that the tenant reimburses.',
  DAMAGE: 'Damage that the tenant agreed to pay for.',
  OTHER: 'Anything else.',
} as const;

export const ChargeKind = defineEnum('ChargeKind', 'Kind of a charge.', membersOf(CHARGE_KIND_WORDS), {
  ...KINDS,
  DEPOSIT: 'Rent of the last period, paid from the rent deposit (RTA s.106(10)).',
});

export const AskedChargeKind = defineEnum(
  'AskedChargeKind',
  'Kind of a charge to add.',
  membersOf(ASKED_CHARGE_WORDS),
  {
    ...KINDS,
    LATE_FEE: 'Late fee. Always refused (RTA s.134).',
    INTEREST: 'Interest on arrears. Always refused (RTA s.134).',
  },
);

export const ChargeStatus = defineEnum(
  'ChargeStatus',
  'Whether a charge counts.',
  membersOf(CHARGE_STATUS_WORDS),
  { POSTED: 'Counts.', VOID: 'Cancelled. This status is final.' },
);

export const SuggestionStatus = defineEnum(
  'SuggestionStatus',
  'Status of a suggestion.',
  membersOf(SUGGESTION_STATUS_WORDS),
  {
    OPEN: 'Rent is overdue.',
    CLOSED: 'The rent was paid, or older rent became overdue.',
    DISMISSED: 'Dismissed by a user.',
  },
);
