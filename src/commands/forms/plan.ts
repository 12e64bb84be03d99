import type { Context } from '../../context.ts';
import type { Fault } from '../../errors.ts';
import type { DraftFormDocument } from '../../forms/index.ts';
import type { AppliedRule, ServiceMethod, Warning } from '../../law/index.ts';
import type { Tenancy } from './tenancy.ts';

export interface SignerInput {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly phone?: string | null;
}

/** Fields that several documents share; each planner knows its own besides. */
export interface FormInput {
  readonly tenantId: string;
  /** Skips the checks and marks every page. */
  readonly draft?: boolean | null;
  readonly terminationDate?: string | null;
  /** The day it is going to be handed over or sent; today when absent. */
  readonly servedOn?: string | null;
  readonly serviceMethod?: ServiceMethod | null;
  readonly signer?: SignerInput | null;
}

/** What a document would say, and what is wrong with that. */
export interface FormPlan {
  readonly document: DraftFormDocument;
  readonly terminationDate: string | null;
  readonly rules: readonly AppliedRule[];
  /** Empty: the document may be made. */
  readonly defects: readonly Fault[];
  readonly warnings: readonly Warning[];
}

export type Planner = (context: Context, tenancy: Tenancy, input: FormInput) => FormPlan;
