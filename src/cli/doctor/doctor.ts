import type { Config } from '../../config.ts';
import type { Outcome } from '../outcome.ts';
import { checkBackups } from './backups.ts';
import { checkDatabase } from './database.ts';
import { warn, type Finding } from './finding.ts';
import { checkMachine } from './machine.ts';
import { checkSettings } from './settings.ts';

function lineOf({ check, status, message, remedy }: Finding): string {
  return `${status.padEnd(4)}  ${check.padEnd(10)}  ${message}${remedy === undefined ? '' : ` ${remedy}`}`;
}

async function checkData(config: Config | null): Promise<Finding[]> {
  if (config) return [...(await checkDatabase(config)), await checkBackups(config, new Date())];
  return [warn('database', 'Not checked: the settings are invalid.', 'Correct them first.')];
}

/** `keynest doctor`: checks what a server needs, and says what to do. Changes nothing. */
export async function examine(): Promise<Outcome> {
  const { findings, config } = checkSettings(process.env);
  const checks = [...findings, ...(await checkData(config)), ...(await checkMachine(config))];
  const isFailure = checks.some(({ status }) => status === 'fail');
  return { text: checks.map(lineOf).join('\n'), data: { ok: !isFailure, checks }, isFailure };
}
