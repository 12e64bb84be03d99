import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { wordsOf } from '../../db/fold.ts';
import { nounOf } from '../../ids.ts';
import { mayRead, type ScopedNoun } from '../../policies/scopes.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { line, withChecks } from '../input/checks.ts';
import { havingWords } from '../lists/conditions.ts';
import { Property } from './property.ts';
import { Tenant } from './tenant.ts';
import { Ticket } from './ticket.ts';
import { Unit } from './unit.ts';

/** Objects of each type that a search gives. */
const MOST = 10;

const SearchType = builder.enumType('SearchType', {
  description: 'Type of object that a search finds.',
  values: {
    PROPERTY: { description: 'Properties, by name and address.' },
    UNIT: { description: 'Units, by label together with the name and address of the property.' },
    TENANT: { description: 'Tenants, by name, e-mail address and phone number.' },
    TICKET: { description: 'Tickets, by title, description and name of the contractor.' },
  } as const,
});

type Found = { readonly id: string };

const SearchResult = builder.unionType('SearchResult', {
  description: 'Object that a search found.',
  types: [Property, Unit, Tenant, Ticket],
  resolveType: ({ id }: Found) => nounOf(id) as never,
});

interface Search {
  readonly context: Context;
  readonly q: string;
  /** What the document selects of a type. */
  readonly selected: (typeName: string) => object;
}

interface Searched {
  readonly noun: ScopedNoun;
  find(search: Search): Promise<Found[]>;
}

/** Every word is in the unit's label or in its property, and one of them in the label. */
function unitWhere(q: string) {
  const words = wordsOf(q);
  const inLabel = words.map((word) => ({ searchKey: { contains: word } }));
  const inEither = inLabel.map((condition) => ({ OR: [condition, { property: condition }] }));
  return { AND: [{ OR: inLabel }, ...inEither] };
}

/** In the order of the answer. */
const SEARCHED: Readonly<Record<typeof SearchType.$inferType, Searched>> = {
  PROPERTY: {
    noun: 'properties',
    find: ({ context, q, selected }) =>
      context.db.property.findMany({
        ...selected('Property'),
        where: havingWords(q),
        orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
        take: MOST,
      }),
  },
  UNIT: {
    noun: 'properties',
    find: ({ context, q, selected }) =>
      context.db.unit.findMany({
        ...selected('Unit'),
        where: unitWhere(q),
        orderBy: [{ labelKey: 'asc' }, { id: 'asc' }],
        take: MOST,
      }),
  },
  TENANT: {
    noun: 'tenants',
    find: ({ context, q, selected }) =>
      context.db.tenant.findMany({
        ...selected('Tenant'),
        where: { removedAt: null, ...havingWords(q) },
        orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
        take: MOST,
      }),
  },
  TICKET: {
    noun: 'tickets',
    find: ({ context, q, selected }) =>
      context.db.ticket.findMany({
        ...selected('Ticket'),
        where: havingWords(q),
        orderBy: { id: 'desc' },
        take: MOST,
      }),
  },
};

const ALL = Object.keys(SEARCHED) as (typeof SearchType.$inferType)[];

async function search(
  context: Context,
  info: GraphQLResolveInfo,
  q: string,
  types: readonly (typeof SearchType.$inferType)[],
): Promise<Found[]> {
  if (wordsOf(q).length === 0) return [];
  const selected = (typeName: string): object => queryFromInfo({ context, info, typeName });
  const asked = ALL.filter((type) => types.includes(type)).map((type) => SEARCHED[type]);
  const allowed = asked.filter(({ noun }) => mayRead(context.viewer, noun));
  const found = await Promise.all(allowed.map((searched) => searched.find({ context, q, selected })));
  return found.flat();
}

builder.queryField('search', (t) =>
  t.field({
    extensions: { access: 'rows' },
    type: [SearchResult],
    description: `Properties, units, tenants and tickets that have all words of a text, at most ${MOST} of each. Parts of words are found as well. Case, accents, apostrophes and the order of words do not matter.`,
    args: {
      query: t.arg.string({
        required: true,
        description: 'Text to search for.',
        ...withChecks(line()),
      }),
      types: t.arg({
        type: [SearchType],
        description: 'Types to search. Searches all types if omitted.',
      }),
    },
    resolve: async (_root, { query, types }, context, info) =>
      (await search(context, info, query, types ?? ALL)) as never,
  }),
);
