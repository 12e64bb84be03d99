import type { Plugin } from 'graphql-yoga';
import { hasLongList, jsonInTurns } from '../../http/json-in-turns.ts';

/** How an answer is written whose data is a text already. */
function writerWith(data: string): (whole: object) => string {
  return (whole) => {
    const members = Object.entries(whole).filter(([name]) => name !== 'stringify');
    const texts = members.map(([name, value]) => [name, name === 'data' ? data : JSON.stringify(value)]);
    const present = texts.filter(([, text]) => text !== undefined);
    return `{${present.map(([name, text]) => `"${name}":${text}`).join(',')}}`;
  };
}

/** Writes the data of long answers in turns. Yoga takes the text of an answer from `stringify`, if it has one. */
export function useLongAnswers(): Plugin {
  return {
    // Not `async`: short answers need no promise.
    onResultProcess: (hook) => {
      const { result } = hook;
      if (!('data' in result) || !hasLongList(result.data)) return undefined;
      return jsonInTurns(result.data).then((data) => {
        hook.setResult({ ...result, stringify: writerWith(data) });
      });
    },
  };
}
