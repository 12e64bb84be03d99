import { ACT, type Rule } from './rule.ts';

const WRONA = 'https://riverview.legal/encyclopedia/index.php/Notice_of_Entry_(RTA)';

/** Entry with written notice, RTA s.27. */
export const ENTRY_RULES = [
  {
    ...ACT,
    id: 'entry.notice_hours',
    fixes: 'Hours between giving a notice of entry and the entry.',
    value: 24,
    unit: 'HOURS',
    section: 'RTA s.27(1)',
  },
  {
    ...ACT,
    id: 'entry.from_hour',
    fixes: 'Hour of the day, Ontario time, from which entry with notice is allowed.',
    value: 8,
    unit: 'HOUR_OF_DAY',
    section: 'RTA s.27(3)',
  },
  {
    ...ACT,
    id: 'entry.to_hour',
    fixes: 'Hour of the day, Ontario time, until which entry with notice is allowed.',
    value: 20,
    unit: 'HOUR_OF_DAY',
    section: 'RTA s.27(3)',
  },
  {
    ...ACT,
    id: 'entry.window_refused_hours',
    fixes: 'Hours of an entry window that is too wide to state a time (Wrona v. TCHC, 2007 CanLII 3228).',
    value: 6,
    unit: 'HOURS',
    section: 'RTA s.27(3)',
    source: WRONA,
  },
  {
    ...ACT,
    id: 'entry.window_caution_hours',
    fixes: 'Hours of the longest entry window without a warning. KeyNest chose it; no law sets it.',
    value: 4,
    unit: 'HOURS',
    section: 'RTA s.27(3)',
    source: WRONA,
  },
] as const satisfies readonly Rule[];
