import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';
import type { N5Facts, Occurrence } from '../../forms/index.ts';
import { secondNoticeWindow, type NoticeReason } from '../../law/index.ts';
import { firstNoticeGivenOn, noticesOnRecord } from '../notices-on-record.ts';
import { eventsOf } from './events.ts';
import { checkNotice } from './notice.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { landlordSigner, representativeOf } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

const REASONS: readonly NoticeReason[] = ['INTERFERENCE', 'DAMAGE', 'OVERCROWDING'];

type Reasons = Pick<N5Facts, 'interference' | 'damage' | 'overcrowding'>;

function reasonsOf(input: FormInput, occurrence: Occurrence): Reasons {
  const given = new Set(input.reasons);
  return {
    interference: given.has('INTERFERENCE') ? { occurrence } : undefined,
    damage: given.has('DAMAGE')
      ? {
          occurrence,
          repairCents: input.repairCost ?? undefined,
          replacementCents: input.replacementCost ?? undefined,
        }
      : undefined,
    overcrowding: given.has('OVERCROWDING')
      ? { occurrence, personsAllowed: input.personsAllowed ?? undefined }
      : undefined,
  };
}

function defectsOf(input: FormInput): Fault[] {
  const faults: Fault[] = [];
  const fault = (
    field: string,
    code: string,
    message: string,
    section: string,
    allowed?: readonly string[],
  ) => faults.push({ path: ['input', field], code, message, section, ...(allowed && { allowed }) });
  const reasons = input.reasons ?? [];
  if (reasons.length === 0) {
    fault(
      'reasons',
      'required',
      'An N5 needs at least one reason. Choose interference, damage or overcrowding.',
      'RTA s.43(2)',
      REASONS,
    );
  }
  if (reasons.some((reason) => !REASONS.includes(reason))) {
    fault(
      'reasons',
      'reason_not_for_form',
      'An N5 cannot state this reason. Choose interference, damage or overcrowding.',
      'RTA ss.62, 64, 67',
      REASONS,
    );
  }
  if (input.noticeNumber !== 2) return faults;
  const need =
    'A second N5 needs new conduct more than seven days and less than six months after the first. Give this date.';
  if (!input.firstNoticeGivenOn) fault('firstNoticeGivenOn', 'required', need, 'RTA s.68(1)');
  if (!input.newConductOn) fault('newConductOn', 'required', need, 'RTA s.68(1)');
  return faults;
}

/** The day on which the first N5 was given: as the input says, else the latest one on record. */
function firstGivenOn(context: Context, tenancy: Tenancy, input: FormInput): string | null {
  const notices = noticesOnRecord(context, tenancy, context.today, input.supersedesId);
  return firstNoticeGivenOn(input, notices);
}

/** The first event that allows a second N5 after a first one. */
function newConductIn({ events }: FormInput, firstGiven: string | null | undefined): string | null {
  if (!firstGiven) return null;
  const { firstDay, lastDay } = secondNoticeWindow(firstGiven);
  return events?.find(({ on }) => on >= firstDay && on <= lastDay)?.on ?? null;
}

/** N5, notice to end a tenancy for interference, damage or overcrowding (RTA ss.62, 64, 67, 68). */
export function planN5(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const { noticeNumber } = input;
  const isSecond = noticeNumber === 2;
  const firstNoticeGivenOn = isSecond ? firstGivenOn(context, tenancy, input) : input.firstNoticeGivenOn;
  const newConductOn = input.newConductOn ?? newConductIn(input, firstNoticeGivenOn);
  const facts = { noticeNumber: noticeNumber ?? 1, firstNoticeGivenOn, newConductOn };
  const noticeCheck = checkNotice(context, tenancy, 'N5', input, facts);
  return {
    ...noticeCheck,
    defects: [...defectsOf({ ...input, firstNoticeGivenOn, newConductOn }), ...noticeCheck.defects],
    document: {
      type: 'N5',
      facts: {
        ...partiesOf(tenancy),
        terminationDate: noticeCheck.terminationDate ?? undefined,
        ...reasonsOf(input, isSecond ? 'SECOND' : 'FIRST'),
        events: eventsOf(input),
        signer: landlordSigner(tenancy, input),
        representative: representativeOf(input),
      },
    },
  };
}
