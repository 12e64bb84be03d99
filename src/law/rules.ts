import type { CalendarDate } from '../calendar/date.ts';
import { badInput } from '../errors.ts';
import { ENTRY_RULES } from './rules/entry.ts';
import { GUIDELINE_RULES } from './rules/guideline.ts';
import { N12_RULES } from './rules/n12.ts';
import { N4_RULES } from './rules/n4.ts';
import { N5_RULES } from './rules/n5.ts';
import { N9_RULES } from './rules/n9.ts';
import { RENT_RULES } from './rules/rent.ts';
import type { Rule } from './rules/rule.ts';
import { SERVICE_RULES } from './rules/service.ts';
import { TERMINATION_RULES } from './rules/termination.ts';

/** Names this state of the rules: the day they were last checked against their sources. */
export const RULE_SET_VERSION = '2026-11-22';

/** Every rule, past and present. A change of the law is a new row here, never an edited calculation. */
export const RULES = [
  ...N4_RULES,
  ...N5_RULES,
  ...N9_RULES,
  ...N12_RULES,
  ...TERMINATION_RULES,
  ...SERVICE_RULES,
  ...ENTRY_RULES,
  ...RENT_RULES,
  ...GUIDELINE_RULES,
] as const;

type RuleRow = (typeof RULES)[number];

/** Every rule's name. */
export type RuleId = RuleRow['id'];

/** A row known by its id, so that its value is a number or a yearly day without asking. */
export type RuleOf<Id extends RuleId> = Extract<RuleRow, { readonly id: Id }>;

/** A rule as a result reports it: which one decided, what it says, since when, and where that stands. */
export interface AppliedRule {
  readonly id: RuleId;
  readonly section: string;
  readonly value: number | string;
  readonly inForceFrom: CalendarDate;
  readonly source: string;
}

/** The row of a rule in force on a date, or null. */
export function findRule<Id extends RuleId>(id: Id, onDate: CalendarDate): RuleOf<Id> | null {
  const rows: readonly Rule[] = RULES;
  const row = rows.find(
    ({ id: rowId, inForceFrom, inForceTo }) =>
      rowId === id && inForceFrom <= onDate && (inForceTo === null || onDate <= inForceTo),
  );
  return (row as RuleOf<Id> | undefined) ?? null;
}

/**
 * The row of a rule in force on a date (the day a notice is given, an increase takes effect, and so on).
 * @throws DomainError `BAD_INPUT` with `no_rule_in_force` for a date no row answers for.
 */
export function ruleInForce<Id extends RuleId>(id: Id, onDate: CalendarDate): RuleOf<Id> {
  const row = findRule(id, onDate);
  if (row) return row;
  throw badInput([
    {
      path: ['input'],
      code: 'no_rule_in_force',
      message: `No rule "${id}" is known for ${onDate} (rules checked on ${RULE_SET_VERSION}).`,
    },
  ]);
}

/** A row cut down to what a result reports. */
export function applied(row: RuleRow): AppliedRule {
  const { id, section, value, inForceFrom, source } = row;
  return { id, section, value, inForceFrom, source };
}
