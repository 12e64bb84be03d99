import { builder } from '../builder.ts';

/** Enum values with their descriptions; the type requires a description for each member. */
function describedValues<Member extends string>(descriptions: Record<Member, string>) {
  return Object.fromEntries(
    Object.entries<string>(descriptions).map(([member, description]) => [member, { description }]),
  ) as Record<Member, { description: string }>;
}

/** An enum type of the schema; the type requires a description for each member. */
export function defineEnum<Member extends string>(
  name: string,
  description: string,
  members: Record<Member, Member>,
  descriptions: Record<Member, string>,
) {
  const values = describedValues(descriptions);
  return builder.enumType(name, {
    description,
    values: Object.fromEntries(Object.keys(members).map((key) => [key, values[key as Member]])) as Record<
      Member,
      { description: string }
    >,
  });
}
