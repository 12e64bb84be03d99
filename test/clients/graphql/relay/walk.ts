import { graphql } from 'relay-runtime';

/** What relay-compiler reads. A screen passes these tags to hooks, and babel-plugin-relay replaces them. */
export const documents = () => [
  graphql`
    query walkTwoVersionsQuery {
      before: earliestTermination(
        input: { form: N4, servedOn: "2026-09-20", method: HAND, rentalPeriod: MONTHLY }
      ) {
        date
        rules {
          id
          name
          value
          inForceFrom
        }
      }
      after: earliestTermination(
        input: { form: N4, servedOn: "2026-09-21", method: HAND, rentalPeriod: MONTHLY }
      ) {
        date
        rules {
          id
          name
          value
          inForceFrom
        }
      }
    }
  `,
  graphql`
    query walkPeopleQuery {
      viewer {
        id
        name
      }
      members(first: 10) {
        nodes {
          id
          userId
          name
          roles
        }
      }
    }
  `,
  graphql`
    query walkStreetsQuery {
      properties(first: 5) {
        nodes {
          id
          address {
            street
          }
        }
      }
    }
  `,
  graphql`
    query walkCitiesQuery {
      properties(first: 5) {
        nodes {
          id
          address {
            city
            postalCode
          }
        }
      }
    }
  `,
  graphql`
    query walkUnitsQuery($count: Int!) {
      ...walkUnits @arguments(count: $count)
    }
  `,
  graphql`
    fragment walkUnits on Query
    @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" })
    @refetchable(queryName: "walkMoreUnitsQuery") {
      units(first: $count, after: $cursor, orderBy: { field: LABEL }) @connection(key: "walk_units") {
        edges {
          node {
            id
            label
          }
        }
      }
    }
  `,
  graphql`
    query walkTicketsQuery {
      tickets(first: 5) {
        totalCount
        edges {
          node {
            id
            title
            status
            unit {
              id
              label
            }
          }
        }
      }
    }
  `,
  graphql`
    query walkOneTicketQuery($id: ID!) {
      ticket(id: $id) {
        id
        status
        version
      }
    }
  `,
  graphql`
    mutation walkOpenTicketMutation($title: String!, $unitId: ID!) {
      openTicket(input: { title: $title, unitId: $unitId }) {
        id
        status
      }
    }
  `,
  graphql`
    mutation walkMoveTicketMutation($id: ID!, $status: TicketStatus!) {
      updateTicket(id: $id, input: { status: $status }) {
        id
        status
        version
      }
    }
  `,
];
