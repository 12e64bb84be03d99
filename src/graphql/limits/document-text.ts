import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import type { Plugin } from 'graphql-yoga';
import { documentRefusal } from './refusal.ts';

/** Of a document's text; GraphiQL's introspection has about 1,500. */
export const MAX_CHARACTERS = 65_536;

/** GraphiQL's introspection has about 250. Also keeps the parser, which recurses, off the end of its stack. */
export const MAX_TOKENS = 2000;

function refuseTokens(): never {
  throw documentRefusal(
    'too_many_tokens',
    `This document has more than ${MAX_TOKENS} tokens. Send values as variables, or send several requests.`,
  );
}

/** Before the parser's cache, which would keep every text that it is asked for. */
function useMaxCharacters(): Plugin {
  return {
    onParse: ({ params: { source } }) => {
      const { length } = typeof source === 'string' ? source : source.body;
      if (length <= MAX_CHARACTERS) return;
      throw documentRefusal(
        'query_too_long',
        `This document has more than ${MAX_CHARACTERS} characters. Send long values as variables.`,
      );
    },
  };
}

/** Refuses documents by the length of their text, while they are parsed. */
export function useTextLimits(): Plugin[] {
  return [useMaxCharacters(), maxTokensPlugin({ n: MAX_TOKENS, onReject: [refuseTokens] })];
}
