import { timeInWords } from '../../calendar/time-of-day.ts';
import { dayFirst } from '../../calendar/words.ts';
import type { Fault } from '../../errors.ts';
import type { Path } from '../../faults/faults.ts';
import { date, text, time } from '../check/faults.ts';
import type { Draft, PlainDate, PlainTime } from '../facts.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import { table } from '../kit/block/table.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, withNext } from '../kit/slice.ts';

/** An event that a notice describes. */
export interface NoticeEvent {
  readonly on: PlainDate;
  readonly at?: PlainTime | undefined;
  /** Detailed description with people and place. Line breaks start paragraphs. */
  readonly what: string;
}

/** Faults of an event. */
export function eventFaults(event: Draft<NoticeEvent>, path: Path): readonly Fault[] {
  return [
    ...date([...path, 'on'], event.on),
    ...(event.at === undefined ? [] : time([...path, 'at'], event.at)),
    ...text([...path, 'what'], event.what),
  ];
}

/** Number of blank rows in a draft without events. */
const BLANK_ROWS = 4;
const BLANK_ROW_HEIGHT_PT = 44;

const EVENTS_LEAD =
  'What happened: each event with date, time, place and persons. Further pages continue the table.';

const COLUMNS = [
  { head: 'Date (dd/mm/yyyy) and time', share: 1 },
  { head: 'What happened', share: 5 },
];

/** The table of events. */
export function eventsTable(events: readonly Draft<NoticeEvent>[] = []): readonly Slice[] {
  const rows = events.map((event) => [
    [dayFirst(event.on), timeInWords(event.at)].filter((part) => part !== '').join('\n'),
    event.what ?? '',
  ]);
  const isBlank = rows.length === 0;
  const blank = Array.from({ length: BLANK_ROWS }, () => ['', '']);
  return [
    ...withNext(paragraph(EVENTS_LEAD, { weight: 'bold' })),
    { ...gap(3), keepWithNext: true },
    ...table(COLUMNS, isBlank ? blank : rows, isBlank ? { minRowHeightPt: BLANK_ROW_HEIGHT_PT } : {}),
    gap(4),
  ];
}
