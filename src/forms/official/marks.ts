import { dayFirst } from '../../calendar/words.ts';
import { dollars } from '../../money/words.ts';
import type { TextMark } from '../kit/slice.ts';
import { readsRightToLeft } from '../kit/text/bidi.ts';
import { charactersOf } from '../kit/text/characters.ts';
import type { BlankField, Box } from './blank.ts';
import { dateCells, moneyCells, phoneCells } from './comb.ts';
import type { FieldValue } from './field-value.ts';
import { inCells, onLines, onOneLine } from './place.ts';

type WrittenValue = Exclude<FieldValue, { readonly kind: 'mark' }>;

/** Smaller type is avoided if another arrangement fits. */
const READABLE_PT = 8;

/** Marks for the value of a field; undefined if the box is too small. Pure. */
export function marksOf(
  value: WrittenValue,
  { cells, isMultiline }: BlankField,
  box: Box,
): readonly TextMark[] | undefined {
  const inComb = cellText(value, cells);
  if (cells !== undefined && inComb !== undefined) return inCells(inComb, cells, box);
  const text = plainText(value);
  const inLine = text.replaceAll('\n', ', ');
  if (!isMultiline) return onOneLine(inLine, box);
  // One name per line if readable; otherwise on shared lines, if that allows a larger type.
  return largest(onLines(text, box), onLines(inLine, box));
}

/** Comb fields whose value is written across the cells, because it does not fit them. */
export function wholeBoxes(
  values: readonly FieldValue[],
  fields: ReadonlyMap<string, BlankField>,
): ReadonlySet<string> {
  const whole = values.filter((value): value is WrittenValue => {
    const cells = fields.get(value.leaf)?.cells;
    return value.kind !== 'mark' && cells !== undefined && cellText(value, cells) === undefined;
  });
  return new Set(whole.map(({ leaf }) => leaf));
}

/** Whether a text suits comb cells, which would separate joined and right-to-left letters. */
function cellText(value: WrittenValue, cells: number | undefined): string | undefined {
  if (cells === undefined) return undefined;
  const text = combText(value, cells);
  if (text === undefined || charactersOf(text).length > cells) return undefined;
  return readsRightToLeft(text) || /\p{M}/u.test(text) ? undefined : text;
}

function largest(
  separate: readonly TextMark[] | undefined,
  runOn: readonly TextMark[] | undefined,
): readonly TextMark[] | undefined {
  const size = (marks: readonly TextMark[] | undefined): number => marks?.[0]?.sizePt ?? 0;
  return size(separate) >= Math.min(READABLE_PT, size(runOn)) ? separate : runOn;
}

function combText(value: WrittenValue, cells: number): string | undefined {
  if (value.kind === 'date') return dateCells(value.date);
  if (value.kind === 'money') return moneyCells(value.amountCents, cells);
  if (value.kind === 'phone') return phoneCells(value.phone);
  return value.text.normalize('NFC');
}

function plainText(value: WrittenValue): string {
  if (value.kind === 'date') return dayFirst(value.date);
  if (value.kind === 'money') return dollars(value.amountCents);
  return value.kind === 'phone' ? value.phone : value.text;
}
