import type { Draft } from '../facts.ts';
import { row } from '../kit/block/cells.ts';
import { title } from '../kit/block/heading.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import { table, type Column } from '../kit/block/table.ts';
import { SIZE_PT } from '../kit/geometry.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together } from '../kit/slice.ts';
import type { ReportFacts } from './facts.ts';

export const REPORT_IMPRINT: Imprint = {
  title: 'Report',
  subject: 'Accounts of rent',
  code: 'Report',
  layout: 2,
  origin: 'Made from the accounts in KeyNest',
};

const ROW_HEIGHT_PT = 16;
const LABELS_IN_A_ROW = 3;
/** Longer ones, of many tenants, are cut. */
const RUNNING_HEAD_LINES = 2;

type Line = Draft<ReportFacts['head'][number]>;

/** A report as slices: a head, a table whose head repeats on each page, and sums. */
export function reportSlices(facts: Draft<ReportFacts>): readonly Slice[] {
  const { head = [], totals = [] } = facts;
  return [...title(facts.title ?? '', ''), ...headRows(head), gap(8), ...tableOf(facts), ...sums(totals)];
}

function headRows(lines: readonly Line[]): readonly Slice[] {
  const rows = Array.from({ length: Math.ceil(lines.length / LABELS_IN_A_ROW) }, (_, index) =>
    lines.slice(index * LABELS_IN_A_ROW, (index + 1) * LABELS_IN_A_ROW),
  );
  return rows.flatMap((cells) =>
    row(cells.map(({ label, text }) => ({ label: label ?? '', value: [text ?? ''], bold: true, share: 1 }))),
  );
}

/** The head of the pages after the first one: whose table it is. */
function runningHead({ title: name = '', head = [] }: Draft<ReportFacts>): readonly Slice[] {
  const about = head.map(({ text = '' }) => text).filter((text) => text !== '');
  return [
    ...paragraph([name, ...about].join(' · '), { sizePt: SIZE_PT.small }).slice(0, RUNNING_HEAD_LINES),
    gap(2),
  ];
}

function tableOf(facts: Draft<ReportFacts>): readonly Slice[] {
  const { rows = [], columns = [] } = facts;
  if (rows.length === 0) return paragraph(facts.empty ?? '');
  const shown = columns.map((column): Column => ({
    head: column.head ?? '',
    share: column.share ?? 1,
    align: column.align ?? 'left',
  }));
  const options = { sizePt: SIZE_PT.small, minRowHeightPt: ROW_HEIGHT_PT, above: runningHead(facts) };
  return table(shown, rows, options);
}

function sums(lines: readonly Line[]): readonly Slice[] {
  if (lines.length === 0) return [];
  const rows = lines.flatMap(({ label = '', text = '' }) =>
    row([
      { value: [label], bold: true, align: 'right', share: 4 },
      { value: [text], bold: true, align: 'right', share: 1.2 },
    ]),
  );
  return [gap(6), ...together(rows)];
}
