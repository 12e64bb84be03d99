import type { Draft, NoticeParties } from '../facts.ts';
import { sourceBand, title, warningBand } from '../kit/block/heading.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, withNext } from '../kit/slice.ts';
import { LANDLORD_TO_TENANT, noticeHead } from './head.ts';
import { terminationDateRow } from './termination-date.ts';

/** Texts of the opening of a landlord's notice. */
export interface OpeningWords {
  readonly TITLE: string;
  readonly WARNING: string;
  readonly FROM_LANDLORD: string;
  readonly LEAD: string;
}

type Opened = Draft<NoticeParties> & { readonly terminationDate?: string | undefined };

/** The opening of a landlord's notice with reasons: title, parties, warning and termination date. */
export function opening(code: string, words: OpeningWords, facts: Opened): readonly Slice[] {
  return [
    ...title(words.TITLE, code),
    ...noticeHead(facts, LANDLORD_TO_TENANT),
    ...warningBand(words.WARNING),
    gap(6),
    ...sourceBand(words.FROM_LANDLORD),
    gap(6),
    ...withNext(paragraph(words.LEAD)),
    gap(4),
    ...terminationDateRow('Termination date', facts.terminationDate),
    gap(6),
  ];
}
