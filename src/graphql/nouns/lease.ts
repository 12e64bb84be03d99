import { rentOn } from '../../accounts/tenancy-ledger.ts';
import { builder } from '../builder.ts';
import { RentPeriod, TenancyStatus } from '../types/enums.ts';
import { Recorded } from '../types/recorded.ts';

const LeaseRent = builder.prismaObject('LeaseRent', {
  description: 'A row of a rent schedule.',
  fields: (t) => ({
    effectiveOn: t.expose('effectiveOn', { type: 'Date', description: 'From this day on.' }),
    rent: t.expose('amountCents', { type: 'Money', description: 'Per rental period.' }),
  }),
});

export const Lease = builder.prismaNode('Lease', {
  nullable: true,
  id: { field: 'id', description: 'Begins with `l_`.' },
  description: 'A tenancy agreement on one unit. No two live ones on a unit share a day.',
  interfaces: [Recorded],
  fields: (t) => ({
    status: t.expose('status', { type: TenancyStatus, description: 'Where the tenancy stands.' }),
    startsOn: t.expose('startsOn', { type: 'Date', description: 'First day of the tenancy.' }),
    endsOn: t.expose('endsOn', {
      type: 'Date',
      nullable: true,
      description:
        'Last day of the fixed term; null for a periodic tenancy. A term running out ends nothing (RTA s.38(1)).',
    }),
    endedOn: t.expose('endedOn', {
      type: 'Date',
      nullable: true,
      description: 'Last day of the tenancy, once it is over.',
    }),
    rentPeriod: t.expose('rentalPeriod', { type: RentPeriod, description: 'How often rent is due.' }),
    rentDueDay: t.exposeInt('rentDueDay', {
      description:
        'Day of the month that monthly and yearly rent is due, 1–31; in a short month its last day.',
    }),
    rent: t.field({
      type: 'Money',
      description: 'Today’s rent per rental period.',
      select: { rents: { select: { effectiveOn: true, amountCents: true } } },
      resolve: (lease, _args, { today }) => rentOn(lease, today),
    }),
    rentSchedule: t.relation('rents', {
      type: LeaseRent,
      description: 'The rent by the day it takes effect, oldest first.',
      query: { orderBy: { effectiveOn: 'asc' } },
    }),
    deposit: t.expose('depositCents', {
      type: 'Money',
      nullable: true,
      description: 'Rent deposit held (RTA s.106); null for none.',
    }),
    unit: t.relation('unit', { description: 'The rental unit.' }),
    tenants: t.relation('tenants', {
      description: 'Who is on the lease, the primary tenant first.',
      query: { where: { removedAt: null }, orderBy: { id: 'asc' } },
    }),
    payments: t.relatedConnection('payments', {
      cursor: 'id',
      description: 'Its payments, newest first.',
      query: { orderBy: { id: 'desc' } },
    }),
    tickets: t.relatedConnection('tickets', {
      cursor: 'id',
      description: 'Its maintenance tickets, newest first.',
      query: { orderBy: { id: 'desc' } },
    }),
    forms: t.relatedConnection('forms', {
      cursor: 'id',
      description: 'Its documents, newest first.',
      query: { orderBy: { id: 'desc' } },
    }),
  }),
});
