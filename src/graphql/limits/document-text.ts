import { GraphQLError, Lexer, parse, Source, TokenKind } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { documentRefusal } from './refusal.ts';

/** Characters of a document; GraphiQL's introspection has about 1,500. */
export const MAX_CHARACTERS = 65_536;

/** Tokens of a request's documents that are not in the cache. */
export const MAX_TOKENS = 2000;

/** The same without a session, which only needs to sign in; GraphiQL's introspection has about 250. */
export const MAX_TOKENS_SIGNED_OUT = 500;

/** Depth of nested brackets of any kind. The recursive parser's stack would overflow before the tokens run out. */
export const MAX_BRACKETS = 100;

const TOO_LONG = `This document has more than ${MAX_CHARACTERS} characters. Send long values as variables.`;
const BRACKETS = `This document nests brackets more than ${MAX_BRACKETS} deep. Send values as variables.`;

const OPENING: readonly string[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L];
const CLOSING: readonly string[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R];

/** Whether an error can be cached by document. The token limit also depends on the caller and the request. */
export function isCacheable(error: Error): boolean {
  return !(error instanceof GraphQLError && error.extensions['reason'] === 'too_many_tokens');
}

/** The context; over HTTP yoga adds the request. */
interface RequestContext {
  readonly request?: Request;
  readonly isSignedIn: boolean;
}

/** The remaining tokens of a request. */
class TokenBudget {
  readonly #maximum: number;
  #spent = 0;

  constructor(isSignedIn: boolean) {
    this.#maximum = isSignedIn ? MAX_TOKENS : MAX_TOKENS_SIGNED_OUT;
  }

  spend(): void {
    this.#spent += 1;
    if (this.#spent <= this.#maximum) return;
    const message = `The documents in this request have more than ${this.#maximum} tokens. Send values as variables, or send several requests.`;
    throw documentRefusal('too_many_tokens', message);
  }
}

/** @throws GraphQLError for an exceeded limit. Invalid tokens are left to the parser. */
function scan(source: Source, budget: TokenBudget): void {
  const lexer = new Lexer(source);
  let depth = 0;
  for (;;) {
    const kind = nextKind(lexer);
    if (kind === TokenKind.EOF) return;
    budget.spend();
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
 * Limits the text of documents before they are parsed: characters always, since yoga's cache keeps every text, and tokens
 * if a document is not cached. The documents of a batch share one budget, since the time of validation grows with the
 * square of their size.
 */
export function useTextLimits(): Plugin<Context> {
  const budgets = new WeakMap<Request, TokenBudget>();
  const budgetOf = ({ request, isSignedIn }: RequestContext): TokenBudget => {
    const budget = (request && budgets.get(request)) ?? new TokenBudget(isSignedIn);
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
