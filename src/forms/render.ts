import { checked } from './check/facts.ts';
import { assertLength, textsOf } from './check/length.ts';
import type { DraftFormDocument, FormDocument } from './document.ts';
import type { DocumentOptions } from './kit/document.ts';
import { writeDocument } from './kit/document.ts';
import { shapeAhead } from './kit/text/shape-ahead.ts';

/** `draft` marks every page and lets facts be missing; `generatedAt` (ISO instant) is the only date in the file. */
export type RenderOptions = DocumentOptions;

/**
 * Renders a document as PDF bytes; the same input gives the same bytes.
 * @throws DomainError BAD_INPUT: `invalid_input` for missing or contradictory facts of a document that is
 *   not a draft, `unsupported_script` for characters no font at hand prints.
 */
export function renderForm(document: FormDocument, options: RenderOptions): Promise<Uint8Array>;
export function renderForm(
  document: DraftFormDocument,
  options: RenderOptions & { readonly draft: true },
): Promise<Uint8Array>;
export async function renderForm(document: DraftFormDocument, options: RenderOptions): Promise<Uint8Array> {
  assertLength(document);
  await shapeAhead(textsOf(document.facts).map(({ text }) => text));
  const { kind, facts } = checked(document, options);
  return writeDocument(kind.slices(facts), kind.imprint, options);
}
