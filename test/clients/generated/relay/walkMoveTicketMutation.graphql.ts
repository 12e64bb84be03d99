/**
 * @generated SignedSource<<d21b288ece214e238921eac094c56b67>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type TicketStatus = "CANCELLED" | "IN_PROGRESS" | "OPEN" | "RESOLVED" | "SCHEDULED" | "%future added value";
export type walkMoveTicketMutation$variables = {
  id: string;
  status: TicketStatus;
};
export type walkMoveTicketMutation$data = {
  readonly updateTicket: {
    readonly id: string;
    readonly status: TicketStatus;
    readonly version: number;
  };
};
export type walkMoveTicketMutation = {
  response: walkMoveTicketMutation$data;
  variables: walkMoveTicketMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  },
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "status"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "id",
        "variableName": "id"
      },
      {
        "fields": [
          {
            "kind": "Variable",
            "name": "status",
            "variableName": "status"
          }
        ],
        "kind": "ObjectValue",
        "name": "input"
      }
    ],
    "concreteType": "Ticket",
    "kind": "LinkedField",
    "name": "updateTicket",
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
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "version",
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
    "name": "walkMoveTicketMutation",
    "selections": (v1/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "walkMoveTicketMutation",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "bea25184003d80573cccf540dc31a29d",
    "id": null,
    "metadata": {},
    "name": "walkMoveTicketMutation",
    "operationKind": "mutation",
    "text": "mutation walkMoveTicketMutation(\n  $id: ID!\n  $status: TicketStatus!\n) {\n  updateTicket(id: $id, input: {status: $status}) {\n    id\n    status\n    version\n  }\n}\n"
  }
};
})();

(node as any).hash = "e54dcab10fd3162a03cdddce96bec829";

export default node;
