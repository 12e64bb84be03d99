import { Lexer, parse, Source, TokenKind, type GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { documentRefusal } from './refusal.ts';

/** Of a document's text; GraphiQL's introspection has about 1,500. */
export const MAX_CHARACTERS = 65_536;

/** GraphiQL's introspection has about 250. */
export const MAX_TOKENS = 2000;

/** Brackets within brackets, of any kind. The parser recurses, and its stack would end before the tokens do. */
export const MAX_BRACKETS = 100;

const TOO_LONG = `This document has more than ${MAX_CHARACTERS} characters. Send long values as variables.`;
const TOKENS = `This document has more than ${MAX_TOKENS} tokens. Send values as variables, or send several requests.`;
const BRACKETS = `This document has brackets within brackets, more than ${MAX_BRACKETS} deep. Send values as variables.`;

const OPENING: readonly string[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L];
const CLOSING: readonly string[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R];

function scan(source: Source): GraphQLError | null {
  const lexer = new Lexer(source);
  let depth = 0;
  for (let count = 0; count <= MAX_TOKENS; count += 1) {
    const { kind } = lexer.advance();
    if (kind === TokenKind.EOF) return null;
    if (OPENING.includes(kind)) depth += 1;
    if (CLOSING.includes(kind)) depth -= 1;
    if (depth > MAX_BRACKETS) return documentRefusal('query_too_deep', BRACKETS);
  }
  return documentRefusal('too_many_tokens', TOKENS);
}

/** What is no token is for the parser to name, with whatever it finds before. */
function refusalOf(source: Source): GraphQLError | null {
  try {
    return scan(source);
  } catch {
    return null;
  }
}

/**
 * Refuses documents by the length of their text before they are parsed: by their characters at once, since yoga's cache
 * would keep every text that it is asked for, and by their tokens when they are not in it.
 */
export function useTextLimits(): Plugin {
  return {
    onParse: ({ params, setParseFn }) => {
      const given = params.source as Source | string;
      const source = typeof given === 'string' ? new Source(given) : given;
      if (source.body.length > MAX_CHARACTERS) throw documentRefusal('query_too_long', TOO_LONG);
      setParseFn((...[, options]: Parameters<typeof parse>) => {
        const refusal = refusalOf(source);
        if (refusal) throw refusal;
        return parse(source, options);
      });
    },
  };
}
