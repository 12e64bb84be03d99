/**
 * @generated SignedSource<<a3f590779c14cb0fc6f50029de014d6a>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type walkTwoVersionsQuery$variables = Record<PropertyKey, never>;
export type walkTwoVersionsQuery$data = {
  readonly after: {
    readonly date: string;
    readonly rules: ReadonlyArray<{
      readonly id: string;
      readonly inForceFrom: string;
      readonly name: string;
      readonly value: string;
    }>;
  };
  readonly before: {
    readonly date: string;
    readonly rules: ReadonlyArray<{
      readonly id: string;
      readonly inForceFrom: string;
      readonly name: string;
      readonly value: string;
    }>;
  };
};
export type walkTwoVersionsQuery = {
  response: walkTwoVersionsQuery$data;
  variables: walkTwoVersionsQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "date",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "concreteType": "Rule",
    "kind": "LinkedField",
    "name": "rules",
    "plural": true,
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
        "name": "name",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "value",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "inForceFrom",
        "storageKey": null
      }
    ],
    "storageKey": null
  }
],
v1 = [
  {
    "alias": "before",
    "args": [
      {
        "kind": "Literal",
        "name": "input",
        "value": {
          "form": "N4",
          "method": "HAND",
          "rentalPeriod": "MONTHLY",
          "servedOn": "2026-09-20"
        }
      }
    ],
    "concreteType": "EarliestTermination",
    "kind": "LinkedField",
    "name": "earliestTermination",
    "plural": false,
    "selections": (v0/*:: as any*/),
    "storageKey": "earliestTermination(input:{\"form\":\"N4\",\"method\":\"HAND\",\"rentalPeriod\":\"MONTHLY\",\"servedOn\":\"2026-09-20\"})"
  },
  {
    "alias": "after",
    "args": [
      {
        "kind": "Literal",
        "name": "input",
        "value": {
          "form": "N4",
          "method": "HAND",
          "rentalPeriod": "MONTHLY",
          "servedOn": "2026-09-21"
        }
      }
    ],
    "concreteType": "EarliestTermination",
    "kind": "LinkedField",
    "name": "earliestTermination",
    "plural": false,
    "selections": (v0/*:: as any*/),
    "storageKey": "earliestTermination(input:{\"form\":\"N4\",\"method\":\"HAND\",\"rentalPeriod\":\"MONTHLY\",\"servedOn\":\"2026-09-21\"})"
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "walkTwoVersionsQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "walkTwoVersionsQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "d5cf1d5cbd202e46d7a37ad16d4af4f6",
    "id": null,
    "metadata": {},
    "name": "walkTwoVersionsQuery",
    "operationKind": "query",
    "text": "query walkTwoVersionsQuery {\n  before: earliestTermination(input: {form: N4, servedOn: \"2026-09-20\", method: HAND, rentalPeriod: MONTHLY}) {\n    date\n    rules {\n      id\n      name\n      value\n      inForceFrom\n    }\n  }\n  after: earliestTermination(input: {form: N4, servedOn: \"2026-09-21\", method: HAND, rentalPeriod: MONTHLY}) {\n    date\n    rules {\n      id\n      name\n      value\n      inForceFrom\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "0ee9f55e481cb4feebb8bfa67dbd54d1";

export default node;
