import { NOBODY } from '../support/expectations.ts';
import type { KeyNest } from '../support/keynest.ts';

interface Tools {
  readonly started: () => KeyNest;
  readonly newHome: () => Promise<{ readonly propertyId: string }>;
}

const TRANSFER = {
  ownerName: 'Birch Holdings Ltd.',
  ownerAddress: { street: '5 King Street West', city: 'Toronto', province: 'Ontario', postalCode: 'm5h1a1' },
  on: '2026-11-01',
};

const idOf = (id: string) => ({ params: { id } });

/** Requests about properties, some that succeed and some that are refused. */
export const propertyRequests = ({ started, newHome }: Tools) => ({
  'GET /properties': [() => ({}), () => ({ query: 'limit=1' }), () => ({ query: 'cursor=garbage' })],
  'POST /properties': [
    () => ({ body: { name: 'Elm House', units: [{ label: 'A', bedrooms: 2, rent: 1234.56 }] } }),
    () => ({ body: { name: '', units: [{ label: 'A' }, { label: 'A', rent: 12.345 }] } }),
  ],
  'GET /properties/:id': [
    async () => idOf((await newHome()).propertyId),
    () => idOf(NOBODY.property),
    () => idOf('x'),
  ],
  'PATCH /properties/:id': [
    async () => ({
      ...idOf((await newHome()).propertyId),
      body: { name: 'New', units: [{ label: 'B' }], address: null },
    }),
    async () => ({ ...idOf((await newHome()).propertyId), body: { units: [{ label: '1' }] } }),
    () => ({ ...idOf(NOBODY.property), body: { name: 'New' } }),
  ],
  'POST /properties/:id/transfer': [
    async () => ({ ...idOf((await newHome()).propertyId), body: TRANSFER }),
    async () => ({ ...idOf((await newHome()).propertyId), body: { ...TRANSFER, on: 'never' } }),
  ],
  'POST /properties/:id/restore': [
    async () => idOf((await newHome()).propertyId),
    () => idOf(NOBODY.property),
  ],
  'DELETE /properties/:id': [
    async () => idOf((await started().own.property({ isManaged: true })).propertyId),
    async () => idOf((await newHome()).propertyId),
  ],
});
