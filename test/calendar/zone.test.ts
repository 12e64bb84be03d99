import fc from 'fast-check';
import { dateIn } from '../../src/calendar/zone.ts';

const ZONES = [
  'America/Toronto',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Australia/Lord_Howe',
];

function formatted(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, calendar: 'iso8601' }).format(instant);
}

test('dates that are kept for five minutes equal those that are formatted', () => {
  const instants = fc.date({ min: new Date('1960-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      instants,
      fc.integer({ min: -600_000, max: 600_000 }),
      (zone, start, step) => {
        for (const instant of [start, new Date(start.getTime() + step)])
          expect(dateIn(zone, instant)).toBe(formatted(zone, instant));
      },
    ),
    { numRuns: 300 },
  );
});

test.each(['2026-03-08', '2026-11-01', '2026-11-29'])(
  'the day of Toronto begins at midnight of %s',
  (day) => {
    const midnight = new Date(
      `${day}T${day === '2026-03-08' ? '05' : day === '2026-11-01' ? '04' : '05'}:00:00Z`,
    );
    expect(dateIn('America/Toronto', midnight)).toBe(day);
    expect(dateIn('America/Toronto', new Date(midnight.getTime() - 1))).not.toBe(day);
  },
);
