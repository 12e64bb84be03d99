/**
 * @generated SignedSource<<6154ff7bc292ec9431615285dda7e402>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type TicketStatus = "CANCELLED" | "IN_PROGRESS" | "OPEN" | "RESOLVED" | "SCHEDULED" | "%future added value";
export type walkTicketsQuery$variables = Record<PropertyKey, never>;
export type walkTicketsQuery$data = {
  readonly tickets: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly id: string;
        readonly status: TicketStatus;
        readonly title: string;
        readonly unit: {
          readonly id: string;
          readonly label: string;
        } | null | undefined;
      };
    }>;
    readonly totalCount: number;
  };
};
export type walkTicketsQuery = {
  response: walkTicketsQuery$data;
  variables: walkTicketsQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Literal",
        "name": "first",
        "value": 5
      }
    ],
    "concreteType": "TicketConnection",
    "kind": "LinkedField",
    "name": "tickets",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "totalCount",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "TicketEdge",
        "kind": "LinkedField",
        "name": "edges",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Ticket",
            "kind": "LinkedField",
            "name": "node",
            "plural": false,
            "selections": [
              (v0/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "title",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "status",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Unit",
                "kind": "LinkedField",
                "name": "unit",
                "plural": false,
                "selections": [
                  (v0/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "label",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": "tickets(first:5)"
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "walkTicketsQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "walkTicketsQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "272e5358dd0989abe83d5fcf3c418e79",
    "id": null,
    "metadata": {},
    "name": "walkTicketsQuery",
    "operationKind": "query",
    "text": "query walkTicketsQuery {\n  tickets(first: 5) {\n    totalCount\n    edges {\n      node {\n        id\n        title\n        status\n        unit {\n          id\n          label\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "5fd5fd045d85bd613411bc12bed093b0";

export default node;
