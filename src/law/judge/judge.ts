import type { Fault } from '../../errors.ts';
import { fault } from '../fault.ts';
import { LANDLORD_NOTICES } from '../notice.ts';
import type { Warning } from '../warning.ts';
import type { CaseFacts, JudgedDocument } from './case-facts.ts';
import { agreementFaults, agreementWarnings } from './agreement.ts';
import { complexFaults, complexWarnings } from './complex.ts';
import { conductFaults, conductWarnings } from './conduct.ts';
import { latenessFaults, latenessWarnings } from './lateness.ts';
import { paymentAgreementFaults, paymentAgreementWarnings } from './payment-agreement.ts';
import { rentClaimFaults, rentClaimWarnings } from './rent-claim.ts';
import { tenancyStateFaults } from './tenancy-state.ts';
import { tenantNoticeFaults } from './tenant-notice.ts';

/** What stands against a document, and what is doubtful about it. */
export interface Judgement {
  readonly defects: readonly Fault[];
  readonly warnings: readonly Warning[];
}

/** Notices of the landlord that end a tenancy. */
const NOTICES: readonly JudgedDocument[] = LANDLORD_NOTICES;
/** Documents that have little use once the tenancy ends anyhow. */
const AFFECTED_BY_LAST_DAY: readonly JudgedDocument[] = [...LANDLORD_NOTICES, 'N9', 'N11', 'N1', 'N2', 'N10'];
/** Notices whose date depends on the fixed term. */
const BOUND_BY_TERM: readonly JudgedDocument[] = ['N8', 'N9', 'N12', 'N13'];

function statedFaults({ stated }: CaseFacts): Fault[] {
  if (stated === null) return [];
  const faults: Fault[] = [];
  if (stated.unit !== stated.unitNow) {
    const message = `The document names ${stated.unit}, but the tenancy is in ${stated.unitNow}. Void it and generate a new one.`;
    faults.push(fault('tenantId', 'unit_changed', message, { section: 'RTA s.43(1)(a)' }));
  }
  if (stated.landlordNow !== null) {
    const message = `The property was transferred, and ${stated.landlordNow} is the landlord on that day. Void the document and generate a new one.`;
    faults.push(fault('tenantId', 'landlord_changed', message, { section: 'RTA ss.2(1), 43(1)' }));
  }
  if (stated.joined.length > 0) {
    const names = stated.joined.join(', ');
    const message = `The document does not name ${names}, who joined the tenancy since. Void it and generate a new one.`;
    faults.push(fault('tenantId', 'tenants_changed', message, { section: 'RTA s.43(1)' }));
  }
  return faults;
}

function tenantWarnings({ stated, removedTenants, document }: CaseFacts): Warning[] {
  const warnings: Warning[] = [];
  if (stated !== null && stated.left.length > 0) {
    const message = `The document names ${stated.left.join(', ')}, who left the tenancy since.`;
    warnings.push({ code: 'tenant_left', message, section: 'RTA s.43(1)' });
  }
  if (removedTenants.length > 0 && NOTICES.includes(document)) {
    const message = `The notice does not name ${removedTenants.join(', ')}, who was taken off the tenancy. Put back a tenant who still lives there.`;
    warnings.push({ code: 'tenant_removed', message, section: 'RTA s.43(1)' });
  }
  return warnings;
}

/** `name_guessed`: first and last name are split from a full name that does not tell them for sure. */
function nameWarnings({ guessedNames }: CaseFacts): Warning[] {
  if (guessedNames.length === 0) return [];
  const message = `First and last name of ${guessedNames.join(', ')} are a guess. Give \`firstName\` and \`lastName\` of the tenant, the landlord or the signer.`;
  return [{ code: 'name_guessed', message, section: 'RTA s.43(1)' }];
}

/** `last_day_known`: the tenancy ends already, by another notice, an agreement or the landlord's record. */
function lastDayWarnings({ document, otherLastDay }: CaseFacts): Warning[] {
  if (otherLastDay === null || !AFFECTED_BY_LAST_DAY.includes(document)) return [];
  const message = `The tenancy ends on ${otherLastDay} already. Give this only if it takes effect before, or in case the tenant stays.`;
  return [{ code: 'last_day_known', message, section: 'RTA s.37', date: otherLastDay }];
}

function termWarnings({ document, removedTermEnd, on }: CaseFacts): Warning[] {
  if (removedTermEnd === null || removedTermEnd < on || !BOUND_BY_TERM.includes(document)) return [];
  const message = `A fixed term until ${removedTermEnd} was removed while it ran. If it still binds, the notice cannot end it earlier.`;
  return [
    {
      code: 'term_removed',
      message,
      section: 'RTA ss.44(4), 48(2), 49(3), 50(2), 58(2)',
      date: removedTermEnd,
    },
  ];
}

/** `notice_running`: another notice of the same kind has effect, e.g. a second N4 for one debt. */
function runningWarnings({ document, notices, conduct }: CaseFacts): Warning[] {
  if (!NOTICES.includes(document) || conduct?.noticeNumber === 2) return [];
  const running = notices.find(({ type, isRunning }) => type === document && isRunning);
  if (!running) return [];
  const message = `Form ${running.id}, an ${document} given on ${running.givenOn}, still runs. Void it first, or rely on it instead.`;
  return [{ code: 'notice_running', message, section: 'RTA ss.43, 46' }];
}

/**
 * Judges a document for a tenancy on its day of service. `noticeOptions`, `validateForm`, `generateForm` and the service
 * of a form ask this one function. What the dates of a notice break is `validateNotice`'s to say.
 */
export function judge(facts: CaseFacts): Judgement {
  const state = tenancyStateFaults(facts);
  if (state.length > 0) return { defects: state, warnings: [] };
  return {
    defects: [
      ...statedFaults(facts),
      ...rentClaimFaults(facts),
      ...conductFaults(facts),
      ...tenantNoticeFaults(facts),
      ...complexFaults(facts),
      ...latenessFaults(facts),
      ...agreementFaults(facts),
      ...paymentAgreementFaults(facts),
    ],
    warnings: [
      ...runningWarnings(facts),
      ...rentClaimWarnings(facts),
      ...conductWarnings(facts),
      ...complexWarnings(facts),
      ...latenessWarnings(facts),
      ...agreementWarnings(facts),
      ...paymentAgreementWarnings(facts),
      ...nameWarnings(facts),
      ...lastDayWarnings(facts),
      ...termWarnings(facts),
      ...tenantWarnings(facts),
    ],
  };
}
