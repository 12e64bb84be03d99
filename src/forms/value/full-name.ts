type Part = string | null | undefined;

const isGiven = (part: Part): part is string => part !== null && part !== undefined && part !== '';

/** Joins the parts of a name. A person of one name has it as first and as last name; it is printed once. */
export function fullName({
  firstName,
  lastName,
}: {
  readonly firstName?: Part;
  readonly lastName?: Part;
}): string {
  if (firstName === lastName) return lastName ?? '';
  return [firstName, lastName].filter(isGiven).join(' ');
}
