import type { Context } from '../../request/context.ts';
import type { Fault } from '../../errors.ts';
import type { N5Facts, Occurrence } from '../../forms/index.ts';
import type { NoticeReason } from '../../law/index.ts';
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

/** N5, notice to end a tenancy for interference, damage or overcrowding (RTA ss.62, 64, 67, 68). */
export function planN5(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const { noticeNumber, firstNoticeGivenOn, newConductOn } = input;
  const facts = { noticeNumber: noticeNumber ?? 1, firstNoticeGivenOn, newConductOn };
  const noticeCheck = checkNotice(context, tenancy, 'N5', input, facts);
  return {
    ...noticeCheck,
    defects: [...defectsOf(input), ...noticeCheck.defects],
    document: {
      type: 'N5',
      facts: {
        ...partiesOf(tenancy),
        terminationDate: noticeCheck.terminationDate ?? undefined,
        ...reasonsOf(input, noticeNumber === 2 ? 'SECOND' : 'FIRST'),
        events: (input.events ?? []).map(({ on, at, what }) => ({ on, at: at ?? undefined, what })),
        signer: landlordSigner(tenancy, input),
        representative: representativeOf(input),
      },
    },
  };
}
