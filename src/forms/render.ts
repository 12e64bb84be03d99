import { checkDocument } from './check/facts.ts';
import type { DraftFormDocument, FormDocument } from './document.ts';
import type { DocumentOptions } from './kit/document.ts';
import { writeDocument } from './kit/document.ts';

/** `draft` marks every page and allows missing facts. `generatedAt` (ISO 8601) is the only date in the file. */
export type RenderOptions = DocumentOptions;

/**
 * Renders a document as PDF bytes. The same input gives the same bytes.
 * @throws DomainError BAD_INPUT: `invalid_input` for missing or contradictory facts of a finished document,
 *   `unsupported_script` for characters that the fonts cannot print.
 */
export function renderForm(document: FormDocument, options: RenderOptions): Promise<Uint8Array>;
export function renderForm(
  document: DraftFormDocument,
  options: RenderOptions & { readonly draft: true },
): Promise<Uint8Array>;
export async function renderForm(document: DraftFormDocument, options: RenderOptions): Promise<Uint8Array> {
  const { kind, facts } = await checkDocument(document, options);
  const title = kind.titleOf?.(facts) ?? kind.imprint.title;
  return writeDocument(kind.slices(facts), { ...kind.imprint, title }, options);
}
