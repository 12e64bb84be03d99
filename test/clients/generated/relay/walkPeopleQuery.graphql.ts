/**
 * @generated SignedSource<<205ae8e88774db7382ea073d1a80818d>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type Role = "ADMIN" | "CONTRACTOR" | "LANDLORD" | "MANAGER" | "TENANT" | "%future added value";
export type walkPeopleQuery$variables = Record<PropertyKey, never>;
export type walkPeopleQuery$data = {
  readonly members: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly roles: ReadonlyArray<Role>;
      readonly userId: string;
    }>;
  } | null | undefined;
  readonly viewer: {
    readonly id: string;
    readonly name: string;
  };
};
export type walkPeopleQuery = {
  response: walkPeopleQuery$data;
  variables: walkPeopleQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v2 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "User",
    "kind": "LinkedField",
    "name": "viewer",
    "plural": false,
    "selections": [
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "storageKey": null
  },
  {
    "alias": null,
    "args": [
      {
        "kind": "Literal",
        "name": "first",
        "value": 10
      }
    ],
    "concreteType": "MemberConnection",
    "kind": "LinkedField",
    "name": "members",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "Member",
        "kind": "LinkedField",
        "name": "nodes",
        "plural": true,
        "selections": [
          (v0/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "userId",
            "storageKey": null
          },
          (v1/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "roles",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": "members(first:10)"
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "walkPeopleQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "walkPeopleQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "9a760ff3fcd002f6c46720266e03dcdc",
    "id": null,
    "metadata": {},
    "name": "walkPeopleQuery",
    "operationKind": "query",
    "text": "query walkPeopleQuery {\n  viewer {\n    id\n    name\n  }\n  members(first: 10) {\n    nodes {\n      id\n      userId\n      name\n      roles\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "3ad585cf05116d4492b7f5a67ccdd755";

export default node;
