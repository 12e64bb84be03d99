import { badInput, DomainError, type Fault } from '../errors.ts';

/** Whether a fault breaks a rule of law, and is no mere gap in the input. */
export function isLegal({ section, code }: Fault): boolean {
  return section !== undefined && code !== 'required';
}

/**
 * The refusal of an input: RULE_VIOLATION if a rule of law is broken, with its code if it is the only one; else
 * BAD_INPUT. `reason` and `message` are those of several faults.
 */
export function lawRefusal(faults: readonly Fault[], reason: string, message: string): DomainError {
  const first = faults.find(isLegal);
  if (!first) return badInput(faults);
  const isOneRule = faults.every(({ code }) => code === first.code);
  return new DomainError('RULE_VIOLATION', isOneRule ? first.message : message, {
    reason: isOneRule ? first.code : reason,
    details: faults,
  });
}
