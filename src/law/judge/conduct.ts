import { earlierOf } from '../../calendar/date.ts';
import type { Fault } from '../../errors.ts';
import { fault } from '../fault.ts';
import { secondNoticeWindow } from '../second-notice.ts';
import type { Warning } from '../warning.ts';
import type { CaseFacts, ConductFacts, JudgedDocument, NoticeOnRecord } from './case-facts.ts';

/** Sections of the conduct that a notice describes. */
const CONDUCT: Partial<Record<JudgedDocument, string>> = { N7: 'RTA ss.63, 65, 66' };

function conductSection(document: JudgedDocument): string {
  return CONDUCT[document] ?? 'RTA ss.62, 64, 67';
}

const SECOND = { section: 'RTA s.68(1)' };

/** First N5s of a tenancy that were served, the latest first. */
export function firstNotices(notices: readonly NoticeOnRecord[]): NoticeOnRecord[] {
  const firsts = notices.filter(({ type, noticeNumber }) => type === 'N5' && noticeNumber === 1);
  return firsts.toSorted((a, b) => (a.givenOn < b.givenOn ? 1 : -1));
}

function dayFaults({ events }: ConductFacts, { document, on, today, startsOn }: CaseFacts): Fault[] {
  const latest = earlierOf(on, today);
  const future = events.flatMap((event, index) =>
    event.on > latest
      ? [
          {
            ...fault(
              'events',
              'event_in_future',
              `The event is after ${latest}, so it has not happened. Leave it out.`,
              {
                section: 'RTA s.43(2)',
              },
            ),
            path: ['input', 'events', index, 'on'],
          },
        ]
      : [],
  );
  if (events.length === 0 || events.some((event) => event.on >= startsOn)) return future;
  const message = `Every event is before the tenancy began on ${startsOn}. Describe conduct of this tenancy.`;
  return [...future, fault('events', 'event_before_tenancy', message, { section: conductSection(document) })];
}

function firstNoticeFaults(conduct: ConductFacts, { notices, stated }: CaseFacts): Fault[] {
  const { firstNoticeGivenOn: given, firstNoticeServedBefore } = conduct;
  // Before the notice is made, its plan asks for the day of the first one.
  if (firstNoticeServedBefore || (given === null && stated === null)) return [];
  const firsts = firstNotices(notices);
  if (firsts.some(({ givenOn }) => givenOn === given)) return [];
  const known = firsts.map(({ givenOn }) => givenOn).join(', ');
  const message =
    firsts.length > 0
      ? `No first N5 given on ${given} is on record. Give the day of a first N5 on record: ${known}.`
      : 'No first N5 is on record, so a second one is void. Give a first N5, or set `firstNoticeServedBefore`.';
  return [fault('firstNoticeGivenOn', 'first_notice_not_on_record', message, SECOND)];
}

function newConductFaults({ events, firstNoticeGivenOn }: ConductFacts): Fault[] {
  if (firstNoticeGivenOn === null || events.length === 0) return [];
  const { firstDay, lastDay } = secondNoticeWindow(firstNoticeGivenOn);
  if (events.some(({ on }) => on >= firstDay && on <= lastDay)) return [];
  const message = `A second N5 needs an event from ${firstDay} to ${lastDay}. Describe the new conduct, or give a first N5.`;
  return [fault('events', 'no_new_conduct', message, SECOND)];
}

/** Faults of the events of an N5 or N7, and of the first notice that a second one needs (RTA s.68). */
export function conductFaults(facts: CaseFacts): Fault[] {
  const { conduct } = facts;
  if (conduct === null) return [];
  const second =
    conduct.noticeNumber === 2 ? [...firstNoticeFaults(conduct, facts), ...newConductFaults(conduct)] : [];
  return [...dayFaults(conduct, facts), ...second];
}

/** Warnings about the events of an N5 or N7, and about the first notice of a second one. */
export function conductWarnings({ document, conduct, notices, startsOn }: CaseFacts): Warning[] {
  if (conduct === null) return [];
  const warnings: Warning[] = [];
  const early = conduct.events.filter(({ on }) => on < startsOn).length;
  if (early > 0 && early < conduct.events.length) {
    const message = `An event is before the tenancy began on ${startsOn}. The Board may disregard it.`;
    warnings.push({ code: 'event_before_tenancy', message, section: conductSection(document) });
  }
  if (conduct.noticeNumber !== 2) return warnings;
  if (conduct.firstNoticeServedBefore) {
    const message =
      'The first N5 is not on file. Keep it with its certificate of service for the application.';
    return [...warnings, { code: 'first_notice_not_on_file', message, ...SECOND }];
  }
  const first = firstNotices(notices).find(({ givenOn }) => givenOn === conduct.firstNoticeGivenOn);
  if (!first || first.correctedOn !== null) return warnings;
  const message =
    'No correction of the first N5 is on record. If the tenant did not correct it, apply with the first N5 instead.';
  return [...warnings, { code: 'first_notice_not_corrected', message, section: 'RTA ss.68(1), 70' }];
}
