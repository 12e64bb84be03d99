import { money } from '../../money/words.ts';
import type { Draft } from '../facts.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, withNext } from '../kit/slice.ts';
import { option } from '../notice/options.ts';
import type { LeaseFacts, LeaseServices, Payer, Provision } from './facts.ts';
import { note, question, section, values, yesNo } from './pieces.ts';
import * as words from './words.ts';

/** Sections 6 to 11: services, discounts, deposits, smoking, insurance. */
export function conditionSections(facts: Draft<LeaseFacts>): readonly Slice[] {
  return [
    ...section(words.SECTIONS.services, services(facts.services ?? {})),
    ...moneySections(facts),
    ...conductSections(facts),
  ];
}

function moneySections(facts: Draft<LeaseFacts>): readonly Slice[] {
  const { discount, rentDeposit, keyDeposit } = facts;
  return [
    ...section(
      words.SECTIONS.discounts,
      choiceOfTwo('There is no rent discount.', 'There is a rent discount:', discount?.offered),
      describedIf(discount?.offered, 'Discount', discount?.description),
      note(words.DISCOUNT_NOTE),
    ),
    ...section(
      words.SECTIONS.deposit,
      choiceOfTwo('No rent deposit is required.', 'A rent deposit is required:', rentDeposit?.required),
      describedIf(rentDeposit?.required, 'Rent deposit', money(rentDeposit?.amountCents)),
      note(words.DEPOSIT_NOTE),
    ),
    ...section(
      words.SECTIONS.keys,
      choiceOfTwo(
        'No key deposit is required.',
        'A refundable key deposit is required:',
        keyDeposit?.required,
      ),
      keyDepositRow(facts),
      note(words.KEY_NOTE),
    ),
  ];
}

function conductSections({ smoking, insurance }: Draft<LeaseFacts>): readonly Slice[] {
  return [
    ...section(
      words.SECTIONS.smoking,
      choiceOfTwo('No rules beyond the law.', 'The tenant agrees to these rules:', smoking?.hasRules),
      describedIf(smoking?.hasRules, 'Rules about smoking', smoking?.rules),
      note(words.SMOKING_NOTE),
    ),
    ...section(
      words.SECTIONS.insurance,
      choiceOfTwo(
        'No insurance is required.',
        'Liability insurance is required at all times.',
        insurance?.required,
      ),
      note(words.INSURANCE_NOTE),
    ),
  ];
}

function services(facts: Draft<LeaseServices>): readonly Slice[] {
  return [
    ...note('Included in the lawful rent:'),
    ...yesNo('Gas', facts.gas),
    ...yesNo('Air conditioning', facts.airConditioning),
    ...yesNo('Additional storage space', facts.extraStorage),
    ...provision('On-site laundry', facts.laundry),
    ...provision('Guest parking', facts.guestParking),
    ...(facts.others ?? []).flatMap(({ description = '', included }) => yesNo(description, included)),
    ...values(['Details about services', facts.details]),
    gap(6),
    ...payer('Electricity is the responsibility of the', facts.electricity),
    ...payer('Heat is the responsibility of the', facts.heat),
    ...payer('Water is the responsibility of the', facts.water),
    ...values([`Details about utilities. ${words.UTILITY_NOTE}`, facts.utilityDetails]),
  ];
}

function provision(text: string, chosen: Provision | undefined): readonly Slice[] {
  return question(text, [
    { label: 'No', chosen: chosen === 'NO' },
    { label: 'Free', chosen: chosen === 'FREE' },
    { label: 'Pay per use', chosen: chosen === 'PAY_PER_USE' },
  ]);
}

function payer(text: string, chosen: Payer | undefined): readonly Slice[] {
  return question(text, [
    { label: 'Landlord', chosen: chosen === 'LANDLORD' },
    { label: 'Tenant', chosen: chosen === 'TENANT' },
  ]);
}

/** Marks one of two statements; undefined marks neither. */
function choiceOfTwo(no: string, yes: string, answer: boolean | undefined): readonly Slice[] {
  return withNext([
    ...option(no, answer === false, 'circle'),
    ...option(yes, answer === true, 'circle'),
    gap(3),
  ]);
}

/** The box with the details of a choice; empty for a plain no. */
function describedIf(
  answer: boolean | undefined,
  label: string,
  value: string | undefined,
): readonly Slice[] {
  return answer === false ? [] : [...values([label, value === '' ? undefined : value]), gap(4)];
}

function keyDepositRow({ keyDeposit }: Draft<LeaseFacts>): readonly Slice[] {
  if (keyDeposit?.required === false) return [];
  return [
    ...values(
      ['Key deposit', keyDeposit?.amountCents === undefined ? undefined : money(keyDeposit.amountCents)],
      ['Number and kind of keys, cards, remotes', keyDeposit?.description, 3],
    ),
    gap(4),
  ];
}
