import {
  GetSuggestionDocument,
  ListSuggestionsDocument,
  UpdateSuggestionDocument,
  type SuggestionResourceFragment,
} from '../../generated/operations.ts';
import { SUGGESTION_STATUS_WORDS } from '../../vocabulary/suggestion.ts';
import { wordFor } from '../../vocabulary/words.ts';
import { listOf, nextCursor, nodesOf, PAGE_PARAMETERS, pageVariables } from '../page.ts';
import { route } from '../route.ts';

function presentSuggestion(suggestion: SuggestionResourceFragment) {
  return {
    id: suggestion.id,
    status: wordFor(SUGGESTION_STATUS_WORDS, suggestion.status),
    leaseId: suggestion.leaseId,
    tenantId: suggestion.tenantId,
    dueOn: suggestion.dueOn,
    openedOn: suggestion.openedOn,
    closedOn: suggestion.closedOn,
    createdAt: suggestion.createdOn,
    updatedAt: suggestion.updatedAt,
  };
}

export const suggestionRoutes = [
  route({
    method: 'GET',
    path: '/suggestions',
    document: ListSuggestionsDocument,
    parameters: { status: SUGGESTION_STATUS_WORDS, ...PAGE_PARAMETERS },
    variables: ({ query }) => ({ filter: { status: listOf(query['status']) }, ...pageVariables(query) }),
    present: ({ suggestions }) => nodesOf(suggestions).map(presentSuggestion),
    next: ({ suggestions }) => nextCursor(suggestions),
  }),
  route({
    method: 'GET',
    path: '/suggestions/:id',
    document: GetSuggestionDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ suggestion }) => suggestion && presentSuggestion(suggestion),
    version: ({ suggestion }) => suggestion?.version ?? null,
  }),
  route({
    method: 'PATCH',
    path: '/suggestions/:id',
    document: UpdateSuggestionDocument,
    words: { status: SUGGESTION_STATUS_WORDS },
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ updateSuggestion }) => presentSuggestion(updateSuggestion),
    version: ({ updateSuggestion }) => updateSuggestion.version,
  }),
];
