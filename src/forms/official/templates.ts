import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../errors.ts';
import { openBlank, type OfficialType } from './blank.ts';

/** The operator's copies of official blanks, by form. */
export type Templates = ReadonlyMap<OfficialType, Uint8Array>;

async function readBlank(path: string): Promise<[OfficialType, Uint8Array]> {
  const bytes = await readFile(path);
  try {
    const { type } = await openBlank(bytes);
    return [type, bytes];
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    throw new Error(`${path}: ${cause.message}`, { cause });
  }
}

/**
 * Reads a folder of official blanks (`*.pdf`) and identifies each form by its fields.
 *
 * @throws Error with the file and the remedy for an encrypted or unknown blank, and for two blanks of the same form.
 */
export async function readTemplates(folder: string): Promise<Templates> {
  const names = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith('.pdf')).sort();
  const templates = new Map<OfficialType, Uint8Array>();
  for (const name of names) {
    const [type, bytes] = await readBlank(join(folder, name));
    if (templates.has(type))
      throw new Error(`${folder} contains two blanks of form ${type}. Remove one of them.`);
    templates.set(type, bytes);
  }
  return templates;
}
