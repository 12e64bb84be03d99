/** An operation of Prisma, as its extensions are told of it. */
interface Operation {
  readonly model?: string | undefined;
  readonly operation: string;
  readonly args: unknown;
}

/** The text of a raw statement, as it was given. */
function textOf(args: unknown): string {
  const [text] = Array.isArray(args) ? (args as unknown[]) : [];
  return typeof text === 'string' ? text : ((args as { readonly sql?: string } | null)?.sql ?? '');
}

/** Whether an operation is the one that is meant: `Payment.update`, or a part of the text of a raw statement. */
export function isOperation(meant: string | null, { model, operation, args }: Operation): boolean {
  if (meant === null) return false;
  return model === undefined ? textOf(args).includes(meant) : meant === `${model}.${operation}`;
}
