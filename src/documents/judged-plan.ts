import type { FormType } from '../generated/prisma/enums.ts';
import { judge } from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { withLandlordOn } from '../address/property-owner.ts';
import { caseFactsOf, plannedDay } from './case-facts.ts';
import { planEntry } from './plan/entry.ts';
import { planL1Schedule } from './plan/l1-schedule.ts';
import { planLease } from './plan/lease.ts';
import { planN10 } from './plan/n10.ts';
import { planN11 } from './plan/n11.ts';
import { planN12 } from './plan/n12.ts';
import { planN13 } from './plan/n13.ts';
import { planN4 } from './plan/n4.ts';
import { planN5 } from './plan/n5.ts';
import { planN7 } from './plan/n7.ts';
import { planN8 } from './plan/n8.ts';
import { planN9 } from './plan/n9.ts';
import { planN1, planN2 } from './plan/rent-increase.ts';
import { planPaymentAgreement } from './plan/payment-agreement.ts';
import type { FormInput, FormPlan, Planner } from './plan/plan.ts';
import type { Tenancy } from './plan/tenancy.ts';

const PLANNERS: Readonly<Record<FormType, Planner>> = {
  N1: planN1,
  N2: planN2,
  N4: planN4,
  N5: planN5,
  N7: planN7,
  N8: planN8,
  N9: planN9,
  N10: planN10,
  N11: planN11,
  N12: planN12,
  N13: planN13,
  L1_SCHEDULE: planL1Schedule,
  PAYMENT_AGREEMENT: planPaymentAgreement,
  ENTRY: planEntry,
  LEASE: planLease,
};

/** Defects that end a judgement: the document cannot be given at all, whatever it says. */
const STATE_CODES: readonly string[] = ['not_in_ontario', 'tenancy_over', 'tenancy_not_begun'];

/** The plan of a document, by the landlord of its day, with the defects and warnings of its judgement. */
export function judgedPlan(context: Context, found: Tenancy, type: FormType, input: FormInput): FormPlan {
  const { property } = found.lease.unit;
  const workspace = withLandlordOn(found.workspace, property, plannedDay(context, type, input));
  const tenancy = { ...found, workspace };
  const plan = PLANNERS[type](context, tenancy, input);
  const { defects, warnings } = judge(caseFactsOf(context, tenancy, type, { input, stated: null }));
  if (defects.some(({ code }) => STATE_CODES.includes(code))) return { ...plan, defects, warnings: [] };
  return { ...plan, defects: [...defects, ...plan.defects], warnings: [...plan.warnings, ...warnings] };
}
