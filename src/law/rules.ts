import type { CalendarDate } from '../calendar/date.ts';
import { badInput } from '../errors.ts';
import { ENTRY_RULES } from './rules/entry.ts';
import { GUIDELINE_RULES } from './rules/guideline.ts';
import { N12_RULES } from './rules/n12.ts';
import { N4_RULES } from './rules/n4.ts';
import { N5_RULES } from './rules/n5.ts';
import { N13_RULES } from './rules/n13.ts';
import { N7_N8_RULES } from './rules/n7-n8.ts';
import { N9_RULES } from './rules/n9.ts';
import { RENT_RULES } from './rules/rent.ts';
import type { Rule } from './rules/rule.ts';
import { SERVICE_RULES } from './rules/service.ts';
import { TERMINATION_RULES } from './rules/termination.ts';

/** Version of the rules: the day on which they were last checked against their sources. */
export const RULE_SET_VERSION = '2026-11-22';

/** Every rule, past and present. An amendment adds a row here and never changes a calculation. */
export const RULES = [
  ...N4_RULES,
  ...N5_RULES,
  ...N7_N8_RULES,
  ...N9_RULES,
  ...N12_RULES,
  ...N13_RULES,
  ...TERMINATION_RULES,
  ...SERVICE_RULES,
  ...ENTRY_RULES,
  ...RENT_RULES,
  ...GUIDELINE_RULES,
] as const;

type RuleRow = (typeof RULES)[number];

/** Id of a rule. */
export type RuleId = RuleRow['id'];

/** Row of a rule id, so that the type of its value is known. */
export type RuleOf<Id extends RuleId> = Extract<RuleRow, { readonly id: Id }>;

/** A rule that decided a result: its value, section, source and first day in force. */
export interface AppliedRule {
  readonly id: RuleId;
  readonly section: string;
  readonly value: number | string;
  readonly inForceFrom: CalendarDate;
  readonly source: string;
}

/** Row of a rule in force on a date, or null. */
export function findRule<Id extends RuleId>(id: Id, onDate: CalendarDate): RuleOf<Id> | null {
  const rows: readonly Rule[] = RULES;
  const row = rows.find(
    ({ id: rowId, inForceFrom, inForceTo }) =>
      rowId === id && inForceFrom <= onDate && (inForceTo === null || onDate <= inForceTo),
  );
  return (row as RuleOf<Id> | undefined) ?? null;
}

/**
 * Row of a rule in force on a date, e.g. the day a notice is given or a rent increase takes effect.
 * @throws DomainError `BAD_INPUT` `no_rule_in_force` for a date without a row.
 */
export function ruleInForce<Id extends RuleId>(id: Id, onDate: CalendarDate): RuleOf<Id> {
  const row = findRule(id, onDate);
  if (row) return row;
  throw badInput([
    {
      path: ['input'],
      code: 'no_rule_in_force',
      message: `KeyNest has no rule "${id}" for ${onDate}. Give a date that the rule set ${RULE_SET_VERSION} covers.`,
    },
  ]);
}

/** The fields of a rule that a result reports. */
export function applied(row: RuleRow): AppliedRule {
  const { id, section, value, inForceFrom, source } = row;
  return { id, section, value, inForceFrom, source };
}
