import { isDeepStrictEqual } from 'node:util';

export type Members = Readonly<Record<string, unknown>>;

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Compares what was sent for a field with what is shown of it; the rest of the answer is there to help. */
type Same = (sent: unknown, shown: unknown, answer: Members, now: string) => boolean;

const sorted = (names: unknown) => (Array.isArray(names) ? [...(names as string[])].sort() : []);

const isSameInstant: Same = (sent, shown) =>
  sent === shown ||
  (typeof sent === 'string' &&
    typeof shown === 'string' &&
    sent.includes('T') &&
    Math.abs(Date.parse(sent) - Date.parse(shown)) < 1);

/** A unit is found by its id, or else by its label. */
const areUnits: Same = (sent, shown) => {
  const units = shown as Members[];
  if (typeof sent === 'number') return sent === units.length;
  return (sent as Members[]).every((unit) => {
    const found = units.find(({ id, label }) => (unit['id'] ? id === unit['id'] : label === unit['label']));
    return found !== undefined && differences(unit, found).length === 0;
  });
};

/** A code that is taken in any case. */
const isSameCode: Same = (sent, shown) => String(sent).toLowerCase() === String(shown).toLowerCase();

/** One with an account is found by id, address or name in any case; a name is kept without spaces around it. */
const isContractor: Same = (sent, shown, { contractorId }) => {
  if (typeof sent !== 'string' || typeof shown !== 'string') return sent === shown;
  const name = sent.trim();
  if (contractorId === null) return name === shown;
  return name === contractorId || name.includes('@') || name.toLowerCase() === shown.toLowerCase();
};

/** A tenancy is over at once when its notice was for a day that has passed. */
function isSameStage(sent: unknown, shown: unknown): boolean {
  const isOver = /^notice$/i.test(String(sent)) && /^past$/i.test(String(shown));
  return isOver || isDeepStrictEqual(sent, shown);
}

/** Documented: what is shown is not letter by letter what was sent. */
const SPECIAL: Readonly<Record<string, Same>> = {
  units: areUnits,
  unitCount: (sent, _shown, { units }) => sent === (units as unknown[]).length,
  // Who is on a lease has no order.
  coTenants: (sent, shown) => isDeepStrictEqual(sorted(sent), sorted(shown)),
  scheduledFor: isSameInstant,
  expiresAt: isSameInstant,
  contractor: isContractor,
  status: isSameStage,
  serviceMethod: isSameCode,
  // An address that is invited will sign in, which it does in any case.
  email: (sent, shown, { acceptedAt }) =>
    sent === shown || (acceptedAt !== undefined && (sent as string).toLowerCase() === shown),
  scopes: (sent, shown) => isDeepStrictEqual([...new Set(sent as string[])].sort(), sorted(shown)),
};

/** Fields that a change of another changes with it. */
const DEPENDENT: readonly string[] = [
  'version',
  'updatedAt',
  'pdfUrl',
  'certificateUrl',
  'standing',
  'deemedGivenOn',
  'balance',
  'arrearsSince',
  'contractorId',
];

const DEPENDENT_ON: Readonly<Record<string, readonly string[]>> = {
  unitId: ['propertyId'],
  leaseEnd: ['status', 'endedOn'],
  status: [
    ...['receivedOn', 'returnedOn', 'refundedAmount', 'settledBy', 'dueOn'],
    ...['servedOn', 'serviceMethod', 'servedBy'],
  ],
};

function isSame(name: string, sent: unknown, shown: unknown, answer: Members): boolean {
  // A lease tells what the rent includes; a form shows how it was served on each tenant.
  if (name === 'services' && isMembers(sent)) return true;
  if (sent === null && (shown === null || isDeepStrictEqual(shown, []))) return true;
  // GraphQL takes a lone item for a list of one.
  if (Array.isArray(shown) && !Array.isArray(sent) && typeof sent !== 'number') {
    return isSame(name, [sent], shown, answer);
  }
  const special = Object.hasOwn(SPECIAL, name) ? SPECIAL[name] : undefined;
  if (special) return special(sent, shown, answer, name);
  if (isMembers(sent) && isMembers(shown)) return differences(sent, shown).length === 0;
  if (typeof sent === 'number' && typeof shown === 'number')
    return Math.abs(sent - shown) < 1e-9 * Math.max(1, sent);
  return isDeepStrictEqual(sent, shown);
}

/** What is shown otherwise than it was sent, of the fields that are shown under the name they were sent by. */
export function differences(sent: Members, shown: Members): string[] {
  return Object.entries(sent)
    .filter(([name]) => Object.hasOwn(shown, name) || Object.hasOwn(SPECIAL, name))
    .filter(([name, value]) => value !== undefined && !isSame(name, value, shown[name], shown))
    .map(
      ([name, value]) => `${name} was sent as ${JSON.stringify(value)} and is ${JSON.stringify(shown[name])}`,
    );
}

/** What a patch changed that it did not name. */
export function sideEffects(patch: Members, before: Members, after: Members): string[] {
  const named = Object.keys(patch);
  const touched = new Set([...DEPENDENT, ...named, ...named.flatMap((name) => DEPENDENT_ON[name] ?? [])]);
  return Object.keys(before)
    .filter((name) => !touched.has(name) && !isDeepStrictEqual(before[name], after[name]))
    .map((name) => `${name} was ${JSON.stringify(before[name])} and is ${JSON.stringify(after[name])}`);
}

/** Every text in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
