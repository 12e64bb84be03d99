import { graphql } from '../generated/graphql/index.ts';

/** Both versions of a rule share a name: a cache that kept rules by it would show the wrong law. */
export const TwoVersions = graphql(`
  query TwoVersions {
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
`);

/** A member and their user: two objects, with two ids. */
export const People = graphql(`
  query People {
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
`);

/** Two screens that show parts of one embedded object: a cache that replaced it would read both again and again. */
export const Streets = graphql(`
  query Streets {
    properties(first: 5) {
      nodes {
        id
        address {
          street
        }
      }
    }
  }
`);

export const Cities = graphql(`
  query Cities {
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
`);

export const UnitPage = graphql(`
  query UnitPage($first: Int!, $after: String) {
    units(first: $first, after: $after, orderBy: { field: LABEL }) {
      edges {
        cursor
        node {
          id
          label
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const Tickets = graphql(`
  query Tickets {
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
`);

export const OneTicket = graphql(`
  query OneTicket($id: ID!) {
    ticket(id: $id) {
      id
      status
      version
    }
  }
`);

/** Amounts are numbers and days are strings in the generated types. */
export const Money = graphql(`
  query Money {
    tenants(first: 1, orderBy: { field: NAME }) {
      nodes {
        id
        balance
        leaseStart
      }
    }
  }
`);

export const OpenTicket = graphql(`
  mutation OpenTicket($title: String!, $unitId: ID!) {
    openTicket(input: { title: $title, unitId: $unitId }) {
      id
      status
    }
  }
`);

export const MoveTicket = graphql(`
  mutation MoveTicket($id: ID!, $status: TicketStatus!) {
    updateTicket(id: $id, input: { status: $status }) {
      id
      status
      version
    }
  }
`);
