import { RunRentDocument } from '../../generated/operations.ts';
import { assertObject } from '../translate-body.ts';
import { route } from '../route.ts';

export const rentRunRoutes = [
  route({
    method: 'POST',
    path: '/rent-runs',
    document: RunRentDocument,
    variables: ({ body }) => {
      assertObject(body);
      return {};
    },
    present: ({ runRent }) => runRent,
  }),
];
