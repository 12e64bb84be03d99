/**
 * @generated SignedSource<<4c79cadb3887849e441a15c58ae5e664>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type TicketStatus = "CANCELLED" | "IN_PROGRESS" | "OPEN" | "RESOLVED" | "SCHEDULED" | "%future added value";
export type walkOneTicketQuery$variables = {
  id: string;
};
export type walkOneTicketQuery$data = {
  readonly ticket: {
    readonly id: string;
    readonly status: TicketStatus;
    readonly version: number;
  } | null | undefined;
};
export type walkOneTicketQuery = {
  response: walkOneTicketQuery$data;
  variables: walkOneTicketQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
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
      }
    ],
    "concreteType": "Ticket",
    "kind": "LinkedField",
    "name": "ticket",
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
    "name": "walkOneTicketQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "walkOneTicketQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "ba51d34de9a48a97e50193c7dd4b256a",
    "id": null,
    "metadata": {},
    "name": "walkOneTicketQuery",
    "operationKind": "query",
    "text": "query walkOneTicketQuery(\n  $id: ID!\n) {\n  ticket(id: $id) {\n    id\n    status\n    version\n  }\n}\n"
  }
};
})();

(node as any).hash = "5fc4d6ef3712f3f900790c3e28160b45";

export default node;
