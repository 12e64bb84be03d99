import { BREAK, visit, type DocumentNode, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { catchUp } from '../accounts/expected/catch-up.ts';
import type { Context } from '../request/context.ts';

/** Fields that can show what the passing of days makes due. */
const FIELDS = new Set(['payment', 'payments', 'suggestion', 'suggestions', 'month']);
/** Fields that can show any row by its id. `node` without arguments is part of a page. */
const BY_ID = new Set(['node', 'nodes']);

const showing = new WeakMap<DocumentNode, boolean>();

function showsExpectedRent(document: DocumentNode): boolean {
  const found = showing.get(document);
  if (found !== undefined) return found;
  let shows = false;
  visit(document, {
    Field: ({ name, arguments: given = [] }) => {
      if (!FIELDS.has(name.value) && !(BY_ID.has(name.value) && given.length > 0)) return undefined;
      shows = true;
      return BREAK;
    },
  });
  showing.set(document, shows);
  return shows;
}

/** Brings expected rent up to date before an operation that shows it, if no run has happened since midnight. */
export function useCurrentRent(): Plugin {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const { document, contextValue } = args as unknown as ExecutionArgs;
      const context = contextValue as Context;
      if (!context.isSignedIn || !showsExpectedRent(document)) return;
      setExecuteFn(async (given): Promise<unknown> => {
        const { system: prisma, clock, newId, today, viewer } = context;
        const { workspaceId, timeZone } = viewer;
        await catchUp({ prisma, clock, newId }, { workspaceId, timeZone, today });
        return executeFn(given) as unknown;
      });
    },
  };
}
