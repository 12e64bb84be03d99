import type { Fault } from '../../errors.ts';
import { choiceMessage, faultAt } from '../../faults/faults.ts';
import { REASONS_OF_FORM, type NoticeForm } from '../../law/index.ts';
import type { FormInput } from './plan.ts';

/** Faults of the list of reasons of a notice: none, or one of another notice. */
export function reasonsFaults(form: NoticeForm, { reasons }: FormInput, section: string): Fault[] {
  const allowed = REASONS_OF_FORM[form];
  const path = ['input', 'reasons'];
  if (!reasons || reasons.length === 0) {
    const message = `An ${form} needs at least one reason. ${choiceMessage(allowed)}`;
    return [faultAt(path, 'required', message, { section: 'RTA s.43(2)', allowed })];
  }
  if (reasons.every((reason) => allowed.includes(reason))) return [];
  const message = `An ${form} cannot state this reason. ${choiceMessage(allowed)}`;
  return [faultAt(path, 'reason_not_for_form', message, { section, allowed })];
}
