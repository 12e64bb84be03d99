import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTimeISO, GraphQLEmailAddress } from 'graphql-scalars';
import { dateProblem } from '../../calendar/date.ts';
import { monthProblem } from '../../calendar/month.ts';
import { isTimeOfDay } from '../../calendar/time-of-day.ts';
import { fromColumn } from '../../db/date-column.ts';
import { toCents, toDollars } from '../../money/cents.ts';

function config(scalar: GraphQLScalarType, name: string, description: string) {
  return { ...scalar.toConfig(), name, description, extensions: {} };
}

export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Calendar date, `YYYY-MM-DD`, e.g. `2026-11-30` (RFC 3339 full-date). It has no time zone.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  // Prisma gives a DATE column as a Date at UTC midnight; all other dates are text.
  serialize: (value) => (value instanceof Date ? fromColumn(value) : String(value)),
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(literalText(node)),
});

function literalText(node: ValueNode): unknown {
  return node.kind === Kind.STRING ? node.value : null;
}

function parseDate(value: unknown): string {
  const problem = dateProblem(value);
  if (problem !== null) throw new TypeError(problem);
  return value as string;
}

/** The rejected value as it appears in an error message, cut to 60 characters. */
function printable(value: unknown): string {
  // A deeply nested value could overflow the stack when printed.
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  const text = String(value);
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
}

/** Text in both directions; input is converted to UTC, to the millisecond. */
export const DateTimeScalar = new GraphQLScalarType<string, unknown>({
  ...config(
    GraphQLDateTimeISO,
    'DateTime',
    'UTC instant, RFC 3339, e.g. `2026-11-23T15:04:05.000Z`. Input may have any UTC offset.',
  ),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(literalText(node)),
});

function parseDateTime(value: unknown): string {
  const instant = instantOf(value);
  if (instant === null) {
    throw new TypeError(`"${printable(value)}" is not an instant. Give one like 2026-11-30T14:00:00Z.`);
  }
  const problem = dateProblem(instant.slice(0, 10));
  if (problem !== null) throw new TypeError(problem);
  return instant;
}

/** The instant in UTC, to the millisecond; null for any other value. */
function instantOf(value: unknown): string | null {
  try {
    return new Date(GraphQLDateTimeISO.parseValue(value)).toISOString();
  } catch {
    return null;
  }
}

export const EmailAddressScalar = new GraphQLScalarType<string, string>({
  ...config(GraphQLEmailAddress, 'EmailAddress', 'E-mail address, e.g. `sarah@example.com`.'),
  serialize: String,
  parseValue: parseEmailAddress,
  parseLiteral: (node) => parseEmailAddress(literalText(node)),
});

function parseEmailAddress(value: unknown): string {
  try {
    if (typeof value === 'string') return GraphQLEmailAddress.parseValue(value);
  } catch {
    // The error below has our own message.
  }
  throw new TypeError(`"${printable(value)}" is not an e-mail address. Give one like sarah@example.com.`);
}

/** Dollars in the API, integer cents in the code. Parses decimal digits, so no binary fraction is ever rounded. */
export const MoneyScalar = new GraphQLScalarType<number, number>({
  name: 'Money',
  description:
    'Canadian dollars, at most two decimals, e.g. `2400` or `1875.5`. The maximum is 10,000,000. Amounts are stored in whole cents.',
  serialize: (cents) => toDollars(Number(cents)),
  parseValue: parseMoney,
  parseLiteral: (node) =>
    parseMoney(node.kind === Kind.INT || node.kind === Kind.FLOAT ? Number(node.value) : null),
});

function parseMoney(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new TypeError('This is not an amount. Give dollars as a number, e.g. 2400 or 1875.50.');
  }
  const cents = toCents(value);
  if (cents === null) throw new TypeError('This is not an amount. Give dollars with at most two decimals.');
  return cents;
}

export const YearMonthScalar = new GraphQLScalarType<string, string>({
  name: 'YearMonth',
  description: 'Month, `YYYY-MM`, e.g. `2026-11`. For rent, the month in which the rental period begins.',
  serialize: String,
  parseValue: parseYearMonth,
  parseLiteral: (node) => parseYearMonth(literalText(node)),
});

function parseYearMonth(value: unknown): string {
  const problem = monthProblem(value);
  if (problem !== null) throw new TypeError(problem);
  return value as string;
}

export const DateOrInstantScalar = new GraphQLScalarType<string, string>({
  name: 'DateOrInstant',
  description: 'Calendar date, `YYYY-MM-DD`, or UTC instant, RFC 3339, if the time is known.',
  serialize: String,
  parseValue: parseDateOrInstant,
  parseLiteral: (node) => parseDateOrInstant(literalText(node)),
});

function parseDateOrInstant(value: unknown): string {
  if (instantOf(value) !== null) return parseDateTime(value);
  const problem = dateProblem(value);
  if (problem === null) return value as string;
  const example = ' For an appointment with a time, give an instant like 2026-11-30T14:00:00Z.';
  throw new TypeError(problem + example);
}

export const TimeScalar = new GraphQLScalarType<string, string>({
  name: 'Time',
  description: 'Time of day in Ontario, `HH:MM`, from `00:00` to `23:59`.',
  serialize: String,
  parseValue: parseTime,
  parseLiteral: (node) => parseTime(literalText(node)),
});

function parseTime(value: unknown): string {
  if (isTimeOfDay(value)) return value;
  throw new TypeError(`"${printable(value)}" is not a time of day. Give one as HH:MM, e.g. 09:30.`);
}
