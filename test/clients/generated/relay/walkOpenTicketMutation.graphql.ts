/**
 * @generated SignedSource<<8bb6e63bf83e9a34894106a24225b530>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type TicketStatus = "CANCELLED" | "IN_PROGRESS" | "OPEN" | "RESOLVED" | "SCHEDULED" | "%future added value";
export type walkOpenTicketMutation$variables = {
  title: string;
  unitId: string;
};
export type walkOpenTicketMutation$data = {
  readonly openTicket: {
    readonly id: string;
    readonly status: TicketStatus;
  };
};
export type walkOpenTicketMutation = {
  response: walkOpenTicketMutation$data;
  variables: walkOpenTicketMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "title"
  },
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "unitId"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "fields": [
          {
            "kind": "Variable",
            "name": "title",
            "variableName": "title"
          },
          {
            "kind": "Variable",
            "name": "unitId",
            "variableName": "unitId"
          }
        ],
        "kind": "ObjectValue",
        "name": "input"
      }
    ],
    "concreteType": "Ticket",
    "kind": "LinkedField",
    "name": "openTicket",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "id",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "status",
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "walkOpenTicketMutation",
    "selections": (v1/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "walkOpenTicketMutation",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "b668302ef799c36fafccf47301354401",
    "id": null,
    "metadata": {},
    "name": "walkOpenTicketMutation",
    "operationKind": "mutation",
    "text": "mutation walkOpenTicketMutation(\n  $title: String!\n  $unitId: ID!\n) {\n  openTicket(input: {title: $title, unitId: $unitId}) {\n    id\n    status\n  }\n}\n"
  }
};
})();

(node as any).hash = "67cbe57f1471d04649100f473b155117";

export default node;
