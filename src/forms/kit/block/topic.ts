import { CONTENT_WIDTH_PT, MARGIN_PT, SIZE_PT } from '../geometry.ts';
import type { Slice } from '../slice.ts';
import { gap, together } from '../slice.ts';
import { sideBySide } from './columns.ts';
import { bullet } from './list.ts';
import type { Words } from './paragraph.ts';
import { paragraph } from './paragraph.ts';

/** A text with a short title beside it. */
export interface Topic {
  readonly title: string;
  readonly paragraphs: readonly Words[];
  readonly points?: readonly Words[];
}

const TITLE_WIDTH_PT = 98;
const GUTTER_PT = 12;
const BETWEEN_PT = 7;
const BETWEEN_PARAGRAPHS_PT = 3;

/** A list of topics, with their titles in the left column. */
export function topics(list: readonly Topic[], sizePt: number = SIZE_PT.body): readonly Slice[] {
  return list.flatMap((topic) => [...topicSlices(topic, sizePt), gap(BETWEEN_PT)]);
}

function topicSlices(topic: Topic, sizePt: number): readonly Slice[] {
  const place = {
    xPt: MARGIN_PT + TITLE_WIDTH_PT + GUTTER_PT,
    widthPt: CONTENT_WIDTH_PT - TITLE_WIDTH_PT - GUTTER_PT,
    sizePt,
    cell: 1,
  };
  const title = paragraph(topic.title, { widthPt: TITLE_WIDTH_PT, sizePt, weight: 'bold', cell: 0 });
  const body = [
    ...topic.paragraphs.flatMap((words, index) => [
      ...(index === 0 ? [] : [{ heightPt: BETWEEN_PARAGRAPHS_PT, marks: [] }]),
      ...paragraph(words, place),
    ]),
    ...(topic.points ?? []).flatMap((words) => bullet(words, place)),
  ];
  // A topic that broke would go on without its title.
  return together(sideBySide([title, body]));
}
