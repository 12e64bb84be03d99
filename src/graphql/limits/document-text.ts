import { GraphQLError, Lexer, parse, Source, TokenKind } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { documentRefusal } from './refusal.ts';

/** Of a document's text; GraphiQL's introspection has about 1,500. */
export const MAX_CHARACTERS = 65_536;

/** Of all the documents of a request that are not known yet. */
export const MAX_TOKENS = 2000;

/** The same of the signed-out, who have nothing to ask for but to sign in; GraphiQL's introspection has about 250. */
export const MAX_TOKENS_SIGNED_OUT = 500;

/** Brackets within brackets, of any kind. The parser recurses, and its stack would end before the tokens do. */
export const MAX_BRACKETS = 100;

const TOO_LONG = `This document has more than ${MAX_CHARACTERS} characters. Send long values as variables.`;
const BRACKETS = `This document has brackets within brackets, more than ${MAX_BRACKETS} deep. Send values as variables.`;

const OPENING: readonly string[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L];
const CLOSING: readonly string[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R];

/** Whether an error is the document's own, whoever asks; how many tokens are left depends on who does, and when. */
export function isOfDocument(error: Error): boolean {
  return !(error instanceof GraphQLError && error.extensions['reason'] === 'too_many_tokens');
}

/** Yoga puts the request into the context of what comes over HTTP. */
interface Asker {
  readonly request?: Request;
  readonly isSignedIn: boolean;
}

/** Tokens that a request may still bring. */
class Budget {
  readonly #most: number;
  #spent = 0;

  constructor(isSignedIn: boolean) {
    this.#most = isSignedIn ? MAX_TOKENS : MAX_TOKENS_SIGNED_OUT;
  }

  take(): void {
    this.#spent += 1;
    if (this.#spent <= this.#most) return;
    const message = `The documents of this request have more than ${this.#most} tokens. Send values as variables, or send several requests.`;
    throw documentRefusal('too_many_tokens', message);
  }
}

/** @throws GraphQLError for a limit that is exceeded. What is no token is for the parser to name. */
function scan(source: Source, budget: Budget): void {
  const lexer = new Lexer(source);
  let depth = 0;
  for (;;) {
    const kind = nextKind(lexer);
    if (kind === TokenKind.EOF) return;
    budget.take();
    if (OPENING.includes(kind)) depth += 1;
    if (CLOSING.includes(kind)) depth -= 1;
    if (depth > MAX_BRACKETS) throw documentRefusal('query_too_deep', BRACKETS);
  }
}

function nextKind(lexer: Lexer): TokenKind {
  try {
    return lexer.advance().kind;
  } catch {
    return TokenKind.EOF;
  }
}

/**
 * Refuses documents by the length of their text before they are parsed: by their characters at once, since yoga's cache
 * would keep every text that it is asked for, and by their tokens when they are not in it. The documents of a batch
 * share one budget: holding them to the schema takes as long as the square of what is in them.
 */
export function useTextLimits(): Plugin<Context> {
  const budgets = new WeakMap<Request, Budget>();
  const budgetOf = ({ request, isSignedIn }: Asker): Budget => {
    const budget = (request && budgets.get(request)) ?? new Budget(isSignedIn);
    if (request) budgets.set(request, budget);
    return budget;
  };
  return {
    onParse: ({ params, context, setParseFn }) => {
      const given = params.source as Source | string;
      const source = typeof given === 'string' ? new Source(given) : given;
      if (source.body.length > MAX_CHARACTERS) throw documentRefusal('query_too_long', TOO_LONG);
      setParseFn((...[, options]: Parameters<typeof parse>) => {
        scan(source, budgetOf(context));
        return parse(source, options);
      });
    },
  };
}
