import { randomInt } from 'node:crypto';
import { TypeID } from 'typeid-js';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from './clock.ts';

/** Prefixes of ids, by noun. */
export const ID_PREFIXES = {
  Workspace: 'w',
  User: 'u',
  Membership: 'm',
  /** A user as a member; it is not stored. */
  Member: 'mb',
  Session: 's',
  Property: 'p',
  PropertyManager: 'pm',
  Unit: 'un',
  Lease: 'l',
  LeaseRent: 'lr',
  Tenant: 't',
  Payment: 'pay',
  Ticket: 'tk',
  Form: 'f',
  SigningKey: 'key',
  ApiKey: 'ak',
  Charge: 'ch',
  Deposit: 'dep',
  DepositEntry: 'de',
  Suggestion: 'sug',
  RentRun: 'rr',
  Receipt: 'rec',
  Invitation: 'inv',
} as const;

export type IdNoun = keyof typeof ID_PREFIXES;

/** Makes an id for a noun, e.g. `p_01kaqz…`. Later ids sort after earlier ones. */
export type NewId = (noun: IdNoun) => string;

const SEQUENCE_START_LIMIT = 0x7fff_ffff;

/** A TypeID from a UUID. */
export const typeIdOf = (noun: IdNoun, uuid: string) => TypeID.fromUUID(ID_PREFIXES[noun], uuid).toString();

/** UUIDv7 (RFC 9562) as TypeIDs: milliseconds of the clock, then a sequence that keeps one process in order. */
export function createIds(clock: Clock): NewId {
  let lastMillisecond = 0;
  let sequence = 0;
  return (noun) => {
    const millisecond = clock.now().getTime();
    sequence = millisecond === lastMillisecond ? sequence + 1 : randomInt(SEQUENCE_START_LIMIT);
    lastMillisecond = millisecond;
    return typeIdOf(noun, uuidv7({ msecs: millisecond, seq: sequence }));
  };
}

/** Base32 of 128 bits: 26 characters, the first one small enough not to overflow. */
const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** Whether `id` has the shape and the prefix of the noun's ids. The row may not exist. */
export function isIdOf(noun: IdNoun, id: string): boolean {
  const prefix = `${ID_PREFIXES[noun]}_`;
  return id.startsWith(prefix) && SUFFIX.test(id.slice(prefix.length));
}

/** The noun that an id's prefix names; null for a malformed id. */
export function nounOf(id: string): IdNoun | null {
  const nouns = Object.keys(ID_PREFIXES) as IdNoun[];
  return nouns.find((noun) => isIdOf(noun, id)) ?? null;
}
