import { GetUnitDocument, ListUnitsDocument, type UnitResourceFragment } from '../../generated/operations.ts';
import { UNIT_STATUS_WORDS } from '../../vocabulary/unit-status.ts';
import { nextCursor, nodesOf, PAGE_PARAMETERS, pageVariables } from '../page.ts';
import { route } from '../route.ts';
import { wordOrNull } from '../words.ts';

function presentUnit(unit: UnitResourceFragment) {
  const { id, label, bedrooms, rent, guidelineExempt } = unit;
  return {
    id,
    label,
    bedrooms,
    rent,
    guidelineExempt,
    status: wordOrNull(UNIT_STATUS_WORDS, unit.status),
    propertyId: unit.property.id,
    tenants: unit.tenants.map((tenant) => ({ id: tenant.id, name: tenant.name })),
    createdAt: unit.createdOn,
    updatedAt: unit.updatedAt,
  };
}

export const unitRoutes = [
  route({
    method: 'GET',
    path: '/units',
    document: ListUnitsDocument,
    parameters: { property: null, status: UNIT_STATUS_WORDS, asOf: null, ...PAGE_PARAMETERS },
    variables: ({ query }) => {
      const { limit, cursor, ...filter } = query;
      return { filter, asOf: filter['asOf'], ...pageVariables({ limit, cursor }) };
    },
    present: ({ units }) => nodesOf(units).map(presentUnit),
    next: ({ units }) => nextCursor(units),
  }),
  route({
    method: 'GET',
    path: '/units/:id',
    document: GetUnitDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ unit }) => unit && presentUnit(unit),
    version: ({ unit }) => unit?.version ?? null,
  }),
];
