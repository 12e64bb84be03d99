import type { EntryFacts } from '../../../src/forms/index.ts';
import { hostileParties, landlord, LONG_TEXT, parties } from './people.ts';

export const entry: EntryFacts = {
  ...parties,
  contact: '(416) 555-0142, priya.raman@example.com',
  reason: 'REPAIR',
  purpose: 'A plumber will replace the kitchen tap and look at the leak under the sink.',
  entryOn: '2026-11-26',
  entryFrom: '13:00',
  entryUntil: '15:00',
  givenOn: '2026-11-24',
  givenAt: '09:30',
  method: 'POSTED_ON_DOOR',
  signer: landlord,
};

export const entryHostile: EntryFacts = {
  ...entry,
  ...hostileParties,
  reason: 'OTHER_IN_AGREEMENT',
  agreementClause:
    'Section 15, additional term 4: yearly fire safety inspection by the condominium corporation',
  authorizedBroker: 'Wanda Broker-Salesperson, Example Realty Inc., Brokerage',
  purpose: LONG_TEXT.repeat(3),
};
