import { wordsOf } from '../../db/fold.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { builder } from '../builder.ts';
import { line, withChecks } from '../input/checks.ts';
import { Role } from '../types/enums.ts';
import { anyOf } from './conditions.ts';
import { CREATED, orderBy, orderInput } from './order.ts';

const NAME = { value: 'nameKey', description: 'Name, without regard to case and accents.' } as const;

/** Users with at least one role; a removed member keeps an account without roles. */
export const IS_MEMBER = { memberships: { some: {} } };

const q = {
  description: 'Filter by words in the name. All words must occur.',
  ...withChecks(line()),
} as const;

function named(text: string | null | undefined): Prisma.UserWhereInput {
  if (!text) return {};
  const words = wordsOf(text);
  if (words.length === 0) return { id: { in: [] } };
  return { AND: words.map((word) => ({ nameKey: { contains: word } })) };
}

const ContractorFilter = builder.inputType('ContractorFilter', {
  description: 'Conditions on contractors. A contractor must meet all of them.',
  fields: (t) => ({ q: t.string(q) }),
});

const ContractorOrder = orderInput('Contractor', 'contractors', { NAME, CREATED });

export const CONTRACTOR_ARGUMENTS = builder.args((t) => ({
  filter: t.field({
    type: ContractorFilter,
    description: 'Returns only matching contractors. Returns all contractors if omitted.',
  }),
  orderBy: t.field(ContractorOrder),
}));

interface ContractorArguments {
  readonly filter?: typeof ContractorFilter.$inferInput | null | undefined;
  readonly orderBy?: typeof ContractorOrder.type.$inferInput | null | undefined;
}

export function contractorsWhere({ filter }: ContractorArguments): Prisma.UserWhereInput {
  return { memberships: { some: { role: 'CONTRACTOR' } }, ...named(filter?.q) };
}

export function contractorsQuery(args: ContractorArguments) {
  return { where: contractorsWhere(args), orderBy: orderBy(args.orderBy) };
}

const MemberFilter = builder.inputType('MemberFilter', {
  description: 'Conditions on members. A member must meet all of them.',
  fields: (t) => ({
    role: t.field({ type: [Role], description: 'Filter by role: any of these.' }),
    q: t.string(q),
  }),
});

const MemberOrder = orderInput('Member', 'members', { NAME, CREATED });

export const MEMBER_ARGUMENTS = builder.args((t) => ({
  filter: t.field({
    type: MemberFilter,
    description: 'Returns only matching members. Returns all members if omitted.',
  }),
  orderBy: t.field(MemberOrder),
}));

interface MemberArguments {
  readonly filter?: typeof MemberFilter.$inferInput | null | undefined;
  readonly orderBy?: typeof MemberOrder.type.$inferInput | null | undefined;
}

export function membersWhere({ filter }: MemberArguments): Prisma.UserWhereInput {
  const role = anyOf(filter?.role);
  return { memberships: { some: role ? { role } : {} }, ...named(filter?.q) };
}

export function membersQuery(args: MemberArguments) {
  return { where: membersWhere(args), orderBy: orderBy(args.orderBy) };
}
