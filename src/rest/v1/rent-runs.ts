import { RunRentDocument } from '../../generated/operations.ts';
import { route } from '../route.ts';

export const rentRunRoutes = [
  route({
    method: 'POST',
    path: '/rent-runs',
    document: RunRentDocument,
    variables: () => ({}),
    present: ({ runRent }) => runRent,
  }),
];
