import type { Fault } from '../../errors.ts';
import { badInput, DomainError } from '../../errors.ts';
import type { DraftFormDocument } from '../document.ts';
import type { FormKind } from '../kinds.ts';
import { KINDS } from '../kinds.ts';
import { fault } from './faults.ts';
import { unprintable } from './script.ts';

/** A document whose facts have been looked at, with its kind. */
export interface CheckedDocument {
  readonly kind: FormKind<unknown>;
  /** Without nulls. */
  readonly facts: unknown;
}

/**
 * Checks the facts of a document whose length has been looked at; those of a draft may be missing.
 * @throws DomainError BAD_INPUT: `unsupported_script`, or `invalid_input` with every fault.
 */
export function checked(
  document: DraftFormDocument,
  options: { readonly draft: boolean; readonly generatedAt: string },
): CheckedDocument {
  // A document in a union does not tell its kind's facts from another's; its type does.
  const kind = KINDS[document.type] as FormKind<unknown>;
  const facts = withoutNulls(document.facts);
  assertPrintable(facts);
  const faults = [...instantFaults(options.generatedAt), ...(options.draft ? [] : kind.faults(facts))];
  if (faults.length > 0) throw badInput(faults);
  return { kind, facts };
}

function assertPrintable(facts: unknown): void {
  const details = unprintable(facts);
  const [first] = details;
  if (!first) return;
  throw new DomainError('BAD_INPUT', first.message, { reason: 'unsupported_script', details });
}

function instantFaults(generatedAt: string): readonly Fault[] {
  if (!Number.isNaN(Date.parse(generatedAt))) return [];
  return [fault(['generatedAt'], 'not_an_instant', 'generatedAt must be an ISO instant.')];
}

/** JSON knows no undefined: a fact stored as null is a missing one. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]));
}
