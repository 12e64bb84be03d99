import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

const WELCOME = `# KeyNest: sign in first, then put the token into the header
# { "Authorization": "Bearer kn_…" }

mutation SignIn {
  signIn(input: { email: "landlord@example.com", password: "keynest-demo" }) {
    token
    role
  }
}

query Portfolio {
  properties(first: 10) {
    edges {
      node {
        name
        units {
          label
          status
          tenants { name balance arrearsSince }
        }
      }
    }
  }
}
`;

/** GraphiQL as one page of nine megabytes that loads nothing from other hosts. */
export function renderGraphiqlPage(): string {
  return renderGraphiQL({ title: 'KeyNest GraphiQL', defaultQuery: WELCOME });
}
