import { dateIn } from '../calendar/zone.ts';
import type { FormType } from '../generated/prisma/enums.ts';

/** The parts of a form that name its file. */
export interface NamedForm {
  readonly type: FormType;
  readonly createdAt: Date;
  readonly tenant: { readonly name: string };
  readonly workspace: { readonly timeZone: string };
}

/** In characters. */
const MAX_NAME = 80;

/** Letters and digits of any script, joined by hyphens. */
function slug(name: string): string {
  const words = name.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? ['tenant'];
  // Cut between characters: half of a surrogate pair is not allowed in a header.
  return Array.from(words.join('-')).slice(0, MAX_NAME).join('');
}

/** A file name of several parts, e.g. `Rent-roll-2026-05-26.pdf`. */
export function pdfName(parts: readonly string[]): string {
  return `${parts.map(slug).join('-')}.pdf`;
}

/** The name in ASCII, for old clients (RFC 6266, appendix D). */
export function toAscii(fileName: string): string {
  return fileName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '_');
}

/** Names of the types that are not form numbers. */
const TYPE_NAMES: Partial<Record<FormType, string>> = { ENTRY: 'entry', LEASE: 'lease' };

/** The file name of a form, e.g. `N4-Sarah-Thompson-2026-05-26.pdf`. */
export function fileNameOf({ type, createdAt, tenant, workspace }: NamedForm): string {
  const createdOn = dateIn(workspace.timeZone, createdAt);
  return `${TYPE_NAMES[type] ?? type}-${slug(tenant.name)}-${createdOn}.pdf`;
}
