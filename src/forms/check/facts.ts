import { badInput, DomainError, type Fault } from '../../errors.ts';
import { faultAt } from '../../faults/faults.ts';
import type { DraftFormDocument } from '../document.ts';
import type { FormKind } from '../kinds.ts';
import { KINDS } from '../kinds.ts';
import { shapeAhead } from '../kit/text/shape-ahead.ts';
import { lengthFaults, textsOf } from './length.ts';
import { unprintable } from './script.ts';

export interface FactOptions {
  /** Lets facts be missing. */
  readonly draft: boolean;
  /** An ISO instant. */
  readonly generatedAt: string;
}

/** A document whose facts have been checked, with its kind. */
export interface CheckedDocument {
  readonly kind: FormKind<unknown>;
  /** Without nulls. */
  readonly facts: unknown;
}

/** A document in a union does not tell its kind's facts from another's; its type does. */
function kindOf({ type }: DraftFormDocument): FormKind<unknown> {
  return KINDS[type] as FormKind<unknown>;
}

/**
 * Every fault of a document's facts at once: texts that are too long, characters that the fonts cannot print, and
 * facts that are missing or contradict each other. The script of texts that are too long is not checked.
 */
export async function factFaults(document: DraftFormDocument, options: FactOptions): Promise<Fault[]> {
  const facts = withoutNulls(document.facts);
  const long = lengthFaults(document);
  if (long.length === 0) await shapeAhead(textsOf(facts).map(({ text }) => text));
  return [
    ...instantFaults(options.generatedAt),
    ...(long.length === 0 ? unprintable(facts) : long),
    ...(options.draft ? [] : kindOf(document).faults(facts)),
  ];
}

/** @throws DomainError BAD_INPUT with every fault; its reason is `unsupported_script` where nothing else is wrong. */
export async function checked(document: DraftFormDocument, options: FactOptions): Promise<CheckedDocument> {
  const faults = await factFaults(document, options);
  if (faults.length === 0) return { kind: kindOf(document), facts: withoutNulls(document.facts) };
  const { message } = badInput(faults);
  const isScript = faults.every(({ code }) => code === 'unsupported_script');
  const reason = isScript ? 'unsupported_script' : 'invalid_input';
  throw new DomainError('BAD_INPUT', message, { reason, details: faults });
}

function instantFaults(generatedAt: string): readonly Fault[] {
  if (!Number.isNaN(Date.parse(generatedAt))) return [];
  return [faultAt(['generatedAt'], 'invalid_instant', 'Give an instant, e.g. 2026-11-30T14:00:00Z.')];
}

/** JSON knows no undefined: a fact stored as null is a missing one. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]));
}
