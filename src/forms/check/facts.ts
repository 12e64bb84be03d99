import { badInput, DomainError, type Fault } from '../../errors.ts';
import { faultAt } from '../../faults/faults.ts';
import type { DraftFormDocument } from '../document.ts';
import type { FormKind } from '../kinds.ts';
import { KINDS } from '../kinds.ts';
import { shapeAhead } from '../kit/text/shape-ahead.ts';
import { lengthFaults, textsOf } from './length.ts';
import { scriptFaults } from './script.ts';

export interface FactOptions {
  /** Whether facts can be missing. */
  readonly draft: boolean;
  /** ISO 8601 instant. */
  readonly generatedAt: string;
}

/** A checked document with its kind. */
export interface CheckedDocument {
  readonly kind: FormKind<unknown>;
  /** The facts without nulls. */
  readonly facts: unknown;
}

/** Kind of a document. TypeScript cannot relate the facts of a union to the kind, so the type is widened. */
function kindOf({ type }: DraftFormDocument): FormKind<unknown> {
  return KINDS[type] as FormKind<unknown>;
}

/**
 * Finds every fault of a document's facts: texts that are too long, characters that the fonts cannot print, and facts
 * that are missing or contradictory. If texts are too long, their characters are not checked.
 */
export async function factFaults(document: DraftFormDocument, options: FactOptions): Promise<Fault[]> {
  const facts = withoutNulls(document.facts);
  const tooLong = lengthFaults(document);
  if (tooLong.length === 0) await shapeAhead(textsOf(facts).map(({ text }) => text));
  return [
    ...instantFaults(options.generatedAt),
    ...(tooLong.length === 0 ? scriptFaults(facts) : tooLong),
    ...(options.draft ? [] : kindOf(document).faults(facts)),
  ];
}

/** @throws DomainError BAD_INPUT with every fault. Its reason is `unsupported_script` if every fault is of that kind. */
export async function checkDocument(
  document: DraftFormDocument,
  options: FactOptions,
): Promise<CheckedDocument> {
  const faults = await factFaults(document, options);
  if (faults.length === 0) return { kind: kindOf(document), facts: withoutNulls(document.facts) };
  const { message } = badInput(faults);
  const isScript = faults.every(({ code }) => code === 'unsupported_script');
  const reason = isScript ? 'unsupported_script' : 'invalid_input';
  throw new DomainError('BAD_INPUT', message, { reason, details: faults });
}

function instantFaults(generatedAt: string): readonly Fault[] {
  if (!Number.isNaN(Date.parse(generatedAt))) return [];
  return [
    faultAt(
      ['generatedAt'],
      'invalid_instant',
      'This is not a date and time. Give one like 2026-11-30T14:00:00Z.',
    ),
  ];
}

/** Drops nulls: JSON cannot store undefined, so a missing fact is stored as null. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]));
}
