import {
  CreatePropertyDocument,
  DeletePropertyDocument,
  GetPropertyDocument,
  ListPropertiesDocument,
  RestorePropertyDocument,
  TransferPropertyDocument,
  UpdatePropertyDocument,
  type PropertyResourceFragment,
} from '../../generated/operations.ts';
import { UNIT_STATUS_WORDS } from '../../vocabulary/unit-status.ts';
import { isObject } from '../translate-body.ts';
import { nextCursor, nodesOf, PAGE_PARAMETERS, pageVariables } from '../page.ts';
import { route } from '../route.ts';
import { wordOrNull } from '../words.ts';

function presentProperty(property: PropertyResourceFragment | null) {
  if (!property) return null;
  const { id, name, address, owner, transfers, units, createdOn, updatedAt } = property;
  return {
    id,
    name,
    address,
    createdAt: createdOn,
    updatedAt,
    owner,
    transfers,
    units: units.map(({ id: unitId, label, bedrooms, rent, guidelineExempt, status, tenants }) => ({
      id: unitId,
      label,
      bedrooms,
      rent,
      guidelineExempt,
      status: wordOrNull(UNIT_STATUS_WORDS, status),
      tenants: tenants.map((tenant) => ({ id: tenant.id, name: tenant.name })),
    })),
  };
}

/** In the contract `units` is a number of units or a list of units. */
function newPropertyInput(body: unknown): unknown {
  if (!isObject(body)) return body;
  const { units, ...rest } = body;
  return typeof units === 'number' ? { ...rest, unitCount: units } : body;
}

export const propertyRoutes = [
  route({
    method: 'GET',
    path: '/properties',
    document: ListPropertiesDocument,
    parameters: { q: null, deleted: null, ...PAGE_PARAMETERS },
    variables: ({ query }) => {
      const { q, deleted } = query;
      return { filter: { q, deleted }, ...pageVariables(query) };
    },
    present: ({ properties }) =>
      nodesOf(properties).map(({ id, name, unitCount, address, createdOn, updatedAt, deletedAt }) => ({
        id,
        name,
        units: unitCount,
        address,
        createdAt: createdOn,
        updatedAt,
        // Other rows keep the shape of the contract.
        ...(deletedAt === null ? {} : { deletedAt }),
      })),
    next: ({ properties }) => nextCursor(properties),
  }),
  route({
    method: 'POST',
    path: '/properties',
    document: CreatePropertyDocument,
    renamed: { unitCount: 'units' },
    addresses: ['address'],
    variables: ({ body }) => ({ input: newPropertyInput(body) }),
    present: ({ createProperty }) => presentProperty(createProperty),
    version: ({ createProperty }) => createProperty.version,
    location: ({ createProperty }) => `/properties/${createProperty.id}`,
  }),
  route({
    method: 'GET',
    path: '/properties/:id',
    document: GetPropertyDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ property }) => presentProperty(property),
    version: ({ property }) => property?.version ?? null,
  }),
  route({
    method: 'PATCH',
    path: '/properties/:id',
    document: UpdatePropertyDocument,
    addresses: ['address'],
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ updateProperty }) => presentProperty(updateProperty),
    version: ({ updateProperty }) => updateProperty.version,
  }),
  route({
    method: 'DELETE',
    path: '/properties/:id',
    document: DeletePropertyDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: () => ({ ok: true }),
  }),
  route({
    method: 'POST',
    path: '/properties/:id/transfer',
    document: TransferPropertyDocument,
    addresses: ['ownerAddress'],
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ transferProperty }) => presentProperty(transferProperty),
    version: ({ transferProperty }) => transferProperty.version,
  }),
  route({
    method: 'POST',
    path: '/properties/:id/restore',
    document: RestorePropertyDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ restoreProperty }) => presentProperty(restoreProperty),
    version: ({ restoreProperty }) => restoreProperty.version,
  }),
];
