import type { Fault } from '../../errors.ts';
import { fault } from '../fault.ts';
import { RULE_SET_VERSION, ruleInForce } from '../rules.ts';
import type { Warning } from '../warning.ts';
import type { CaseFacts, JudgedDocument } from './case-facts.ts';

/** Notices that depend on the residential units of the complex, with their sections. */
const SECTIONS: Partial<Record<JudgedDocument, string>> = {
  N7: 'RTA s.65',
  N12: 'RTA s.49(1)',
  N13: 'RTA ss.52, 54',
};

/** The most units that a notice allows; null: any number. */
function mostUnits(document: JudgedDocument): number | null {
  if (document === 'N7') return ruleInForce('n7.most_units', RULE_SET_VERSION).value;
  return document === 'N12' ? ruleInForce('n12.purchaser.most_units', RULE_SET_VERSION).value : null;
}

function tooMany(document: JudgedDocument, units: number, most: number): string {
  const found = `The property has ${units} units on record.`;
  if (document === 'N7')
    return `${found} This reason of an N7 needs a building of at most ${most} units. Give an N5.`;
  return `${found} A purchaser's own use needs at most ${most} units or a condominium unit.`;
}

/** `too_many_units`: the property on record has more units than the notice allows. */
export function complexFaults({ complex, document }: CaseFacts): Fault[] {
  const most = mostUnits(document);
  if (complex === null || complex.isCondominiumUnit || most === null) return [];
  const { unitsOnRecord, unitsStated } = complex;
  // A stated number that is too large is refused by itself.
  if (unitsOnRecord <= most || (unitsStated !== null && unitsStated > most)) return [];
  const message = tooMany(document, unitsOnRecord, most);
  const section = SECTIONS[document];
  return [fault('residentialUnitsInComplex', 'too_many_units', message, section ? { section } : {})];
}

/** `units_differ`: the property on record has more units than the notice states. */
export function complexWarnings({ complex, document }: CaseFacts): Warning[] {
  if (complex === null || complex.isCondominiumUnit || complex.unitsStated === null) return [];
  if (complex.unitsOnRecord <= complex.unitsStated) return [];
  const message = `The property has ${complex.unitsOnRecord} units on record, more than the ${complex.unitsStated} stated. Check the number.`;
  const section = SECTIONS[document];
  return [{ code: 'units_differ', message, ...(section ? { section } : {}) }];
}
