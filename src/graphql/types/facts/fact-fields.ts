import type { OutputType, ShapeFromTypeParam, TypeParam } from '@pothos/core';
import type { SchemaTypes } from '../../builder.ts';

type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;
type Fields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>;
type Maybe<Value> = Value | null | undefined;

const isGiven = <Value>(value: Maybe<Value>): value is Value =>
  value !== null && value !== undefined && value !== '';

/** The values of a list that are given: a draft can leave some blank. */
export const presentList = <Value>(list: Maybe<readonly Maybe<Value>[]>): Value[] =>
  (list ?? []).filter(isGiven);

/** Why a fact is null. */
const BLANK = 'Null if a draft leaves it blank.';

/**
 * Fields for the facts of a document, from a description without its full stop and a way to read the fact. Every fact can
 * be null, since a draft can leave it blank; `absent` says so where null has another meaning.
 */
export function factsOf<Parent extends object>(t: Fields<Parent>) {
  /** A fact of any type. */
  const one = <Type extends TypeParam<Types>>(
    type: Type,
    description: string,
    read: (parent: Parent) => Maybe<ShapeFromTypeParam<Types, Type, false>>,
    absent = BLANK,
  ) =>
    t.field({
      type,
      nullable: true,
      description: `${description}. ${absent}`,
      resolve: ((parent: Parent) => read(parent) ?? null) as never,
    });

  /** Facts that a document lists: an empty list if there are none. */
  const list = <Type extends OutputType<Types>>(
    type: Type,
    description: string,
    read: (parent: Parent) => Maybe<readonly Maybe<ShapeFromTypeParam<Types, Type, false>>[]>,
  ) =>
    t.field({
      type: [type],
      description: `${description}.`,
      resolve: ((parent: Parent) => presentList(read(parent))) as never,
    });

  return {
    one,
    list,
    /** An amount, from cents. */
    money: (description: string, read: (parent: Parent) => Maybe<number>, absent?: string) =>
      one('Money', `${description}, in Canadian dollars`, read, absent),
    date: (description: string, read: (parent: Parent) => Maybe<string>, absent?: string) =>
      one('Date', description, read, absent),
    time: (description: string, read: (parent: Parent) => Maybe<string>, absent?: string) =>
      one('Time', description, read, absent),
    text: (description: string, read: (parent: Parent) => Maybe<string>, absent?: string) =>
      one('String', description, read, absent),
    count: (description: string, read: (parent: Parent) => Maybe<number>, absent?: string) =>
      one('Int', description, read, absent),
    isTrue: (description: string, read: (parent: Parent) => Maybe<boolean>, absent?: string) =>
      one('Boolean', description, read, absent),
  };
}
