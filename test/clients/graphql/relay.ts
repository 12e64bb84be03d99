import relay, {
  type ConcreteRequest,
  type FetchFunction,
  type IEnvironment,
  type ReaderFragment,
} from 'relay-runtime';
import cities from '../generated/relay/walkCitiesQuery.graphql.ts';
import moreUnits from '../generated/relay/walkMoreUnitsQuery.graphql.ts';
import moveTicket from '../generated/relay/walkMoveTicketMutation.graphql.ts';
import oneTicket from '../generated/relay/walkOneTicketQuery.graphql.ts';
import openTicket from '../generated/relay/walkOpenTicketMutation.graphql.ts';
import people from '../generated/relay/walkPeopleQuery.graphql.ts';
import streets from '../generated/relay/walkStreetsQuery.graphql.ts';
import tickets from '../generated/relay/walkTicketsQuery.graphql.ts';
import twoVersions from '../generated/relay/walkTwoVersionsQuery.graphql.ts';
import unitsFragment, { type walkUnits$data } from '../generated/relay/walkUnits.graphql.ts';
import unitsQuery from '../generated/relay/walkUnitsQuery.graphql.ts';
import { PAGE, type Cache, type OperationName, type Variables } from './cache.ts';

const { createOperationDescriptor, Environment, fetchQuery, getSingularSelector } = relay;
const { commitMutation, Network, RecordSource, ROOT_ID, Store } = relay;

const ARTIFACTS: Readonly<Record<OperationName, ConcreteRequest>> = {
  TwoVersions: twoVersions,
  People: people,
  Streets: streets,
  Cities: cities,
  Tickets: tickets,
  OneTicket: oneTicket,
  OpenTicket: openTicket,
  MoveTicket: moveTicket,
};

function openEnvironment(origin: string, token: string): IEnvironment {
  const send: FetchFunction = async ({ text }, variables) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const body = JSON.stringify({ query: text, variables });
    return (await fetch(`${origin}/graphql`, { method: 'POST', headers, body })).json();
  };
  return new Environment({ network: Network.create(send), store: new Store(new RecordSource()) });
}

/** The list as a component with `usePaginationFragment` reads it. */
function unitsIn(environment: IEnvironment): walkUnits$data['units'] | null {
  const owner = createOperationDescriptor(unitsQuery, { count: PAGE });
  const reference = {
    __id: ROOT_ID,
    __fragments: { walkUnits: { count: PAGE } },
    __fragmentOwner: owner.request,
  };
  const selector = getSingularSelector(unitsFragment as ReaderFragment, reference);
  if (!selector) return null;
  return (environment.lookup(selector).data as walkUnits$data | null)?.units ?? null;
}

export function openRelay(origin: string, token: string): Cache {
  const environment = openEnvironment(origin, token);
  const load = async (query: ConcreteRequest, variables: Variables) => {
    // Without this, the store would collect what no component shows.
    environment.retain(createOperationDescriptor(query, variables));
    await fetchQuery(environment, query, variables).toPromise();
  };
  const pageInfo = () =>
    (unitsIn(environment) as unknown as { pageInfo?: { endCursor: string | null } } | null)?.pageInfo;
  return {
    read: (operation, variables = {}) => load(ARTIFACTS[operation], variables),
    cached(operation, variables = {}) {
      const { fragment } = createOperationDescriptor(ARTIFACTS[operation], variables);
      const { data, isMissingData } = environment.lookup(fragment);
      return isMissingData ? null : data;
    },
    change: (operation, variables) =>
      new Promise((onCompleted, onError) => {
        const finish = (data: unknown) => {
          onCompleted(data);
        };
        commitMutation(environment, {
          mutation: ARTIFACTS[operation],
          variables,
          onCompleted: finish,
          onError,
        });
      }),
    async loadUnits() {
      const cursor = pageInfo()?.endCursor;
      if (cursor) await load(moreUnits, { count: PAGE, cursor });
      else await load(unitsQuery, { count: PAGE });
    },
    labels: () => unitsIn(environment)?.edges.map(({ node }) => node.label) ?? [],
  };
}
