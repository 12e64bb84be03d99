import { decodeBase64, encodeBase64, parseCursorConnectionArgs } from '@pothos/core';
import { badInput } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { isIdOf } from '../../ids.ts';
import { may } from '../../policies/acts.ts';
import { mayRead } from '../../policies/scopes.ts';
import { INVALID_CURSOR } from '../../policies/seek.ts';
import type { Viewer } from '../../policies/viewer.ts';
import { MAX_PAGE_SIZE, PAGE_SIZE } from '../limits/field-costs.ts';

/** What an entry of a timeline is about. Entries of one instant are ordered by it. */
export const TIMELINE_KINDS = ['CHANGE', 'FORM', 'PAYMENT', 'TICKET'] as const;

export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** The place of an entry in its timeline. */
export interface Moment {
  readonly at: Date;
  readonly kind: TimelineKind;
  /** ID of the row; of a change its number. */
  readonly id: string;
}

/** The arguments of a page, as Relay's connections have them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** A part of a timeline. */
export interface Span {
  readonly after: Moment | null;
  readonly before: Moment | null;
  readonly limit: number;
  /** Whether the oldest entries come first. */
  readonly isInverted: boolean;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const NUMBER = /^\d{1,18}$/;
const NOUNS = { FORM: 'Form', PAYMENT: 'Payment', TICKET: 'Ticket' } as const;

export function cursorOf({ at, kind, id }: Moment): string {
  return encodeBase64(JSON.stringify([at.toISOString(), kind, id]));
}

function parsed(cursor: string): unknown[] {
  try {
    const held: unknown = JSON.parse(decodeBase64(cursor));
    return Array.isArray(held) ? held : [];
  } catch {
    return [];
  }
}

function isSound(kind: TimelineKind, id: string): boolean {
  return kind === 'CHANGE' ? NUMBER.test(id) : isIdOf(NOUNS[kind], id);
}

/** The place that a cursor names; null for a cursor of another list. */
function momentOf(cursor: string): Moment | null {
  const [instant, given, id] = parsed(cursor);
  const kind = TIMELINE_KINDS.find((known) => known === given);
  if (typeof instant !== 'string' || !INSTANT.test(instant) || typeof id !== 'string' || !kind) return null;
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) || !isSound(kind, id) ? null : { at, kind, id };
}

function momentIn(args: PageArguments, argument: 'after' | 'before'): Moment | null {
  const cursor = args[argument];
  if (cursor === null || cursor === undefined) return null;
  const moment = momentOf(cursor);
  if (moment) return moment;
  throw badInput([{ path: [argument], code: 'invalid_value', message: INVALID_CURSOR }]);
}

/** The sizes of a page of a timeline. */
export const PAGE_SIZES = { defaultSize: PAGE_SIZE, maxSize: MAX_PAGE_SIZE } as const;

/** The part of a timeline that a page shows. @throws DomainError BAD_INPUT for a cursor of another list. */
export function spanOf(args: PageArguments): Span {
  const { limit, inverted } = parseCursorConnectionArgs({ ...PAGE_SIZES, args });
  const [after, before] = [momentIn(args, 'after'), momentIn(args, 'before')];
  return { after, before, limit, isInverted: inverted };
}

function rank(kind: TimelineKind): number {
  return TIMELINE_KINDS.indexOf(kind);
}

/** The order of a timeline, the newest first. */
export function compareMoments(one: Moment, other: Moment): number {
  return (
    other.at.getTime() - one.at.getTime() ||
    rank(other.kind) - rank(one.kind) ||
    (one.id < other.id ? 1 : one.id > other.id ? -1 : 0)
  );
}

interface Recorded {
  createdAt?: Partial<Record<'lt' | 'lte' | 'gt' | 'gte', Date>> | Date;
  id?: Partial<Record<'lt' | 'gt', string>>;
  OR?: Recorded[];
}

/** Rows of a kind that come after a moment, or before it. */
function beyond(kind: TimelineKind, moment: Moment | null, side: 'lt' | 'gt'): Recorded {
  if (!moment) return {};
  const { at } = moment;
  if (moment.kind === kind) {
    return { OR: [{ createdAt: { [side]: at } }, { createdAt: at, id: { [side]: moment.id } }] };
  }
  const isTiedBeyond = rank(kind) < rank(moment.kind) === (side === 'lt');
  return { createdAt: { [isTiedBeyond ? (`${side}e` as const) : side]: at } };
}

function pageOf(kind: Exclude<TimelineKind, 'CHANGE'>, { after, before, limit, isInverted }: Span) {
  const direction = isInverted ? ('asc' as const) : ('desc' as const);
  return {
    where: { AND: [beyond(kind, after, 'lt'), beyond(kind, before, 'gt')] },
    orderBy: [{ createdAt: direction }, { id: direction }],
    take: limit,
  };
}

const NOTHING = { id: { in: [] as string[] } };

/**
 * What a page of a timeline reads of a tenancy: of each kind as many rows as the page has. An API key reads the kinds of its
 * scopes.
 */
export function timelineSelection(args: PageArguments, viewer: Viewer) {
  const span = spanOf(args);
  const unless = (isAllowed: boolean) => (isAllowed ? {} : NOTHING);
  const payments = pageOf('PAYMENT', span);
  const forms = pageOf('FORM', span);
  const tickets = pageOf('TICKET', span);
  return {
    id: true,
    // Expected rows tell what is owing; the ledger shows them.
    payments: {
      ...payments,
      where: { source: 'RECEIVED', ...payments.where, ...unless(mayRead(viewer, 'payments')) },
      select: { id: true, createdAt: true, amountCents: true, receivedOn: true },
    },
    forms: {
      ...forms,
      where: { ...forms.where, ...unless(mayRead(viewer, 'forms')) },
      select: { id: true, createdAt: true, type: true, servedOn: true },
    },
    tickets: {
      ...tickets,
      where: { ...tickets.where, ...unless(mayRead(viewer, 'tickets')) },
      select: { id: true, createdAt: true, title: true },
    },
    rents: { where: unless(mayReadChanges(viewer)), select: { id: true } },
  } as const satisfies Prisma.LeaseSelect;
}

/** Changes come from the audit log. */
export function mayReadChanges(viewer: Viewer): boolean {
  return may(viewer, 'readAuditLog');
}
