import { dateIn } from '../clock.ts';
import type { FormType } from '../generated/prisma/enums.ts';

/** What a form's file is named by. */
export interface NamedForm {
  readonly type: FormType;
  readonly createdAt: Date;
  readonly tenant: { readonly name: string };
  readonly workspace: { readonly timeZone: string };
}

const MAX_NAME = 80;

/** Letters and digits of any script, joined by hyphens. */
function slug(name: string): string {
  const words = name.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? ['tenant'];
  return words.join('-').slice(0, MAX_NAME);
}

const WORDS: Partial<Record<FormType, string>> = { ENTRY: 'entry', LEASE: 'lease' };

/** E.g. `N4-Sarah-Thompson-2026-05-26.pdf`. */
export function fileNameOf({ type, createdAt, tenant, workspace }: NamedForm): string {
  const madeOn = dateIn(workspace.timeZone, createdAt);
  return `${WORDS[type] ?? type}-${slug(tenant.name)}-${madeOn}.pdf`;
}
