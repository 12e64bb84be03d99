import { timeInWords } from '../../calendar/time-of-day.ts';
import { dayFirst } from '../../calendar/words.ts';
import type { N12Facts, Relation } from '../n12/facts.ts';
import { RELATIONS } from '../n12/facts.ts';
import type { N5Facts, Occurrence } from '../n5/facts.ts';
import type { N9Facts } from '../n9/facts.ts';
import type { FieldValue } from './field-value.ts';
import { date, mark, money, text } from './field-value.ts';
import { headValues, representativeValues, signerValues } from './shared.ts';

/** Values of the official N5 by field name. */
export function n5Values(facts: N5Facts): readonly FieldValue[] {
  const { interference, damage, overcrowding } = facts;
  return [
    ...headValues(facts, 'LANDLORD'),
    date('TerminationDate', facts.terminationDate),
    ...mark('Reason1', interference !== undefined),
    ...mark('Reason1_1', interference !== undefined, interference?.occurrence === 'SECOND' ? 1 : 0),
    ...mark('Reason2', damage !== undefined),
    ...occurrence('Reason2', damage?.occurrence),
    ...(damage?.occurrence === 'FIRST'
      ? [...money('PayMe1', damage.repairCents), ...money('PayMe2', damage.replacementCents)]
      : []),
    ...mark('Reason3', overcrowding !== undefined),
    ...occurrence('Reason3', overcrowding?.occurrence),
    ...text('Reason3Explain', overcrowding?.personsAllowed?.toString()),
    ...facts.events.flatMap(({ on, at, what }, index) => [
      ...text(`EventDateTime${index + 1}`, `${dayFirst(on)} ${timeInWords(at)}`.trim()),
      ...text(`Event${index + 1}`, what),
    ]),
    ...signerValues(facts.signer),
    ...representativeValues(facts.representative),
  ];
}

function occurrence(reason: string, value: Occurrence | undefined): readonly FieldValue[] {
  return [...mark(`${reason}_1`, value === 'FIRST'), ...mark(`${reason}_2`, value === 'SECOND')];
}

/** Values of the official N9 by field name. The form has a single signature block, for the first signer. */
export function n9Values(facts: N9Facts): readonly FieldValue[] {
  return [
    ...headValues(facts, 'TENANT'),
    date('TerminationDate', facts.terminationDate),
    ...facts.signers.slice(0, 1).flatMap(signerValues),
    ...representativeValues(facts.representative),
  ];
}

/** Values of the official N12 by field name. */
export function n12Values(facts: N12Facts): readonly FieldValue[] {
  const reason = facts.side === 'LANDLORD' ? 'Reason1' : 'Reason2';
  return [
    ...headValues(facts, 'LANDLORD'),
    date('TerminationDate', facts.terminationDate),
    ...mark(reason, true),
    ...relations(`${reason}_A`, facts.movingIn),
    ...mark(`${reason}_B`, facts.caregiverFor.length > 0),
    ...relations(`${reason}_B`, facts.caregiverFor),
    ...signerValues(facts.signer),
    ...representativeValues(facts.representative),
  ];
}

function relations(stem: string, chosen: readonly Relation[]): readonly FieldValue[] {
  return RELATIONS.flatMap((relation, index) => mark(`${stem}${index + 1}`, chosen.includes(relation)));
}
