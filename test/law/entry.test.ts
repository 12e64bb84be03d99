import { type EntryInput, checkEntry } from '../../src/law/index.ts';

const repair: EntryInput = {
  servedAt: '2026-10-05T10:00:00-04:00',
  method: 'HAND',
  entryStartsAt: '2026-10-06T10:00:00-04:00',
  reason: 'REPAIR_OR_WORK',
};

function at(day: string, time: string): string {
  return `2026-10-${day}T${time}:00-04:00`;
}

test.each([
  ['exactly 24 hours', {}, [], []],
  ['said in UTC', { entryStartsAt: '2026-10-06T14:00:00Z' }, [], []],
  ['a window to 8 p.m.', { entryStartsAt: at('07', '16:00'), entryEndsAt: at('07', '20:00') }, [], []],
  [
    'a window past 8 p.m.',
    { entryStartsAt: at('07', '18:00'), entryEndsAt: at('07', '20:01') },
    ['outside_hours'],
    [],
  ],
  [
    'a window from 7:59',
    { entryStartsAt: at('07', '07:59'), entryEndsAt: at('07', '09:00') },
    ['outside_hours'],
    [],
  ],
  [
    'a window over night',
    { entryStartsAt: at('07', '19:00'), entryEndsAt: at('08', '09:00') },
    ['outside_hours', 'window_too_wide'],
    [],
  ],
  [
    'a window turned round',
    { entryStartsAt: at('07', '12:00'), entryEndsAt: at('07', '11:00') },
    ['ends_before_start'],
    [],
  ],
  [
    'a window of five hours',
    { entryStartsAt: at('07', '10:00'), entryEndsAt: at('07', '15:00') },
    [],
    ['window_wide'],
  ],
  [
    'a window of six hours',
    { entryStartsAt: at('07', '10:00'), entryEndsAt: at('07', '16:00') },
    ['window_too_wide'],
    [],
  ],
  [
    'mailed, the day after it is given',
    { method: 'MAIL', entryStartsAt: at('11', '10:00') },
    ['less_than_24_hours'],
    [],
  ],
  ['mailed, the second day after', { method: 'MAIL', entryStartsAt: at('12', '08:00') }, [], []],
  [
    'e-mailed without consent',
    { method: 'EMAIL_WITH_CONSENT', emailConsent: false },
    ['email_consent_missing'],
    [],
  ],
  ['an emergency', { reason: 'EMERGENCY' }, ['reason_not_by_notice'], []],
  ['showing to a purchaser', { reason: 'SHOW_TO_PURCHASER' }, [], []],
  [
    '24 hours but 23 by the clock',
    { servedAt: '2026-10-31T10:00:00-04:00', entryStartsAt: '2026-11-01T09:00:00-05:00' },
    [],
    ['less_than_24_clock_hours'],
  ],
  [
    'everything at once',
    { method: 'SMS', reason: 'CONSENT', entryStartsAt: at('06', '06:00') },
    ['method_not_allowed', 'reason_not_by_notice', 'outside_hours'],
    [],
  ],
] as const)('%s', (_, change, defects, warnings) => {
  const found = checkEntry({ ...repair, ...change });
  expect(found.defects.map(({ code }) => code)).toEqual(defects);
  expect(found.warnings.map(({ code }) => code)).toEqual(warnings);
  expect(found.allowed).toBe(defects.length === 0);
});

test.each([
  ['next day, same time', repair.servedAt, '2026-10-06T10:00-04:00'],
  ['given early, from 8', at('05', '06:00'), '2026-10-06T08:00-04:00'],
  ['given late, from 8 the day after', at('05', '21:00'), '2026-10-07T08:00-04:00'],
  ['clocks going forward', '2027-03-13T10:00:00-05:00', '2027-03-14T11:00-04:00'],
])('earliest entry: %s', (_, servedAt, earliest) => {
  const found = checkEntry({ ...repair, servedAt });
  expect(found.earliestEntryAt).toBe(earliest);
  expect(
    checkEntry({ ...repair, servedAt, entryStartsAt: `${earliest.slice(0, 16)}:00${earliest.slice(16)}` })
      .allowed,
  ).toBe(true);
});

test('refuses invalid times and reports all of them', () => {
  const input = { ...repair, servedAt: '2026-10-05', entryStartsAt: 'tomorrow', reason: 'GOSSIP' };
  expect(() => checkEntry(input as unknown as EntryInput)).toThrow(
    expect.objectContaining({
      details: [
        expect.objectContaining({ path: ['input', 'servedAt'], code: 'invalid_instant' }),
        expect.objectContaining({ path: ['input', 'entryStartsAt'], code: 'invalid_instant' }),
        expect.objectContaining({ path: ['input', 'reason'], code: 'not_a_choice' }),
      ],
    }),
  );
});
