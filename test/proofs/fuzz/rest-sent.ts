import type { RoleName } from '../../support/workspace.ts';

/** What may happen to a body on its way. */
export const DAMAGES = [
  'whole',
  'truncated',
  'with a byte order mark',
  'with bytes that are no UTF-8',
  'twice',
] as const;

/** What is sent, with names of rows in double braces. */
export interface Sent {
  readonly role: RoleName | null;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly damage: (typeof DAMAGES)[number];
  /** Before the damage; null for none. */
  readonly body: string | null;
}

const MAX_SHOWN = 600;

/** Text in a failure, cut where it goes on and on. */
export function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}… (${text.length} characters)` : text;
}

/** A request as a failure shows it. */
export function shown({ role, method, path, headers, damage, body }: Sent): string {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${cut(value)}`);
  const lines = [`${method} ${cut(path)} as ${role ?? 'nobody'}`, ...fields];
  if (body !== null) lines.push((damage === 'whole' ? '' : `(${damage}) `) + cut(body));
  return lines.join('\n');
}

/** The bytes that go over the wire. */
export function bytesOf(damage: Sent['damage'], text: string): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(Buffer.from(text));
  if (damage === 'truncated') return whole.slice(0, Math.floor(whole.length / 2));
  if (damage === 'with a byte order mark') return new Uint8Array([0xef, 0xbb, 0xbf, ...whole]);
  if (damage === 'twice') return new Uint8Array([...whole, ...whole]);
  if (damage === 'whole') return whole;
  return new Uint8Array([...whole.slice(0, -1), 0xff, 0xc0, 0x80, ...whole.slice(-1)]);
}
