import { toColumn } from '../db/date-column.ts';
import type { Context } from '../request/context.ts';
import { ONTARIO } from '../vocabulary/province.ts';
import type { Tenancy } from './plan/tenancy.ts';

/** Values that every document can print. */
const NAME = 'Any Name';
const ADDRESS = { street: '1 Any Street', city: 'Toronto', province: ONTARIO, postalCode: 'M5V 2T6' };
const PHONE = '416-555-0100';
const RENT_CENTS = 100_000;

type Row = Pick<Tenancy, 'workspaceId' | 'createdAt' | 'updatedAt' | 'version'>;

function rowOf({ viewer, clock }: Context): Row {
  return { workspaceId: viewer.workspaceId, createdAt: clock.now(), updatedAt: clock.now(), version: 1 };
}

/** The database makes these of the other columns. */
const NO_KEYS = { nameKey: '', searchKey: '' };

function anyUnit(row: Row): Tenancy['lease']['unit'] {
  const names = { ...NO_KEYS, addressKey: '', name: NAME };
  const property = {
    ...row,
    ...ADDRESS,
    ...names,
    id: '',
    owners: [],
    removedAt: null,
    _count: { units: 1 },
  };
  return {
    ...row,
    id: '',
    propertyId: '',
    label: '1',
    position: 0,
    bedrooms: null,
    rentCents: null,
    guidelineExempt: false,
    searchKey: '',
    labelKey: '',
    property,
  };
}

function anyLease(row: Row, today: string): Tenancy['lease'] {
  return {
    id: '',
    status: 'ACTIVE',
    startsOn: toColumn(today),
    endsOn: null,
    removedTermEnd: null,
    endedByFormId: null,
    endedOn: null,
    lastDayOn: null,
    rentOwedUntil: null,
    rentalPeriod: 'MONTHLY',
    rentDueDay: 1,
    depositCents: null,
    emailConsent: true,
    rents: [{ effectiveOn: toColumn(today), amountCents: RENT_CENTS, formId: null, standing: 'LAWFUL' }],
    awaitingFormIds: [],
    forms: [],
    payments: [],
    charges: [],
    deposits: [],
    tenants: [
      {
        id: '',
        name: NAME,
        firstName: null,
        lastName: null,
        phone: PHONE,
        createdAt: row.createdAt,
        joinedOn: null,
        leftOn: null,
        removedAt: null,
      },
    ],
    unit: anyUnit(row),
  };
}

function anyWorkspace({ workspaceId: id, ...row }: Row, timeZone: string): Tenancy['workspace'] {
  return {
    ...row,
    id,
    timeZone,
    name: NAME,
    landlordName: NAME,
    landlordFirstName: null,
    landlordLastName: null,
    landlordStreet: ADDRESS.street,
    landlordCity: ADDRESS.city,
    landlordProvince: ADDRESS.province,
    landlordPostalCode: ADDRESS.postalCode,
    landlordPhone: PHONE,
    landlordEmail: null,
    rentAheadDays: 0,
    overdueAfterDays: 0,
  };
}

/**
 * A monthly tenancy in Ontario that begins today and is not stored. Input without a visible tenancy is checked against
 * it, so that faults that do not depend on the tenancy are reported too.
 */
export function placeholderTenancy(context: Context): Tenancy {
  const row = rowOf(context);
  return {
    ...row,
    ...NO_KEYS,
    id: '',
    leaseId: '',
    isPrimary: true,
    name: NAME,
    email: null,
    phone: PHONE,
    firstName: null,
    lastName: null,
    joinedOn: null,
    leftOn: null,
    userId: null,
    removedAt: null,
    lease: anyLease(row, context.today),
    workspace: anyWorkspace(row, context.viewer.timeZone),
  };
}
