import type { LogLine } from '../../support/keynest.ts';
import type { Answer } from '../../support/http.ts';
import { leaksOf } from './leaks.ts';

/** pino's level of what nobody foresaw. */
const ERROR_LEVEL = 50;

/** What every answer has to be, whatever was asked. `words`: the caller's own, which may come back. */
export function faultsOfAnswer({ status, headers, bytes }: Omit<Answer, 'body'>, words: string): string[] {
  const text = new TextDecoder().decode(bytes);
  const type = headers.get('content-type') ?? '';
  const isJson = status >= 400 ? /^application\/problem\+json\b/ : /^application\/json\b/;
  return [
    ...(status >= 500 ? [`the status is ${status}`] : []),
    ...(text !== '' && !isJson.test(type) ? [`the content type is ${type}`] : []),
    ...((headers.get('x-request-id') ?? '') === '' ? ['there is no X-Request-Id'] : []),
    ...(status >= 400 ? leaksOf(text, words).map((leak) => `it tells of "${leak}"`) : []),
  ];
}

/** What was logged as nobody foresaw it, which says where to look. */
export function faultsOfLog(lines: readonly LogLine[]): string[] {
  const errors = lines.filter(({ level }) => level >= ERROR_LEVEL);
  return errors.map((line) => `it logged ${JSON.stringify(line['err'] ?? line).slice(0, 1500)}`);
}
