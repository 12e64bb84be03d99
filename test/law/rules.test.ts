import { addDays, isCalendarDate } from '../../src/calendar/date.ts';
import { findRule, type Rule, RULE_SET_VERSION, ruleInForce, RULES } from '../../src/law/index.ts';

const rows: readonly Rule[] = RULES;
const ids = [...new Set(rows.map(({ id }) => id))];

test.each(ids)('has rows of %s without gap or overlap', (id) => {
  const sorted = rows
    .filter((row) => row.id === id)
    .sort((one, other) => one.inForceFrom.localeCompare(other.inForceFrom));
  sorted.forEach((row, index) => {
    const next = sorted[index + 1];
    if (next) expect(row.inForceTo && addDays(row.inForceTo, 1)).toBe(next.inForceFrom);
    if (row.inForceTo) expect(row.inForceTo >= row.inForceFrom).toBe(true);
  });
});

test.each(rows.map((row) => [`${row.id} from ${row.inForceFrom}`, row] as const))(
  '%s is complete',
  (_, row) => {
    expect([row.inForceFrom, row.checkedOn].every(isCalendarDate)).toBe(true);
    expect(row.section).toMatch(/^(RTA s|LTB Rule|O\. Reg\.)/);
    expect(row.source).toMatch(/^https?:\/\//);
    expect(row.fixes.length).toBeGreaterThan(20);
    expect(row.checkedOn <= RULE_SET_VERSION).toBe(true);
  },
);

test('finds the row in force on a date', () => {
  expect(ruleInForce('n4.notice_days', '2026-09-20').value).toBe(14);
  expect(ruleInForce('n4.notice_days', '2026-09-21').value).toBe(7);
  expect(findRule('n12.compensation.waived_from_days', '2026-09-20')).toBeNull();
  expect(findRule('rent.guideline', '2028-01-01')).toBeNull();
  expect(findRule('n12.affidavit_with_application', '2020-07-20')).toBeNull();
  expect(findRule('n12.affidavit_with_application', '2020-07-21')?.value).toBe(1);
});

test('refuses a date before the Act', () => {
  expect(() => ruleInForce('n4.notice_days', '2007-01-30')).toThrow(
    expect.objectContaining({ code: 'BAD_INPUT' }),
  );
});
