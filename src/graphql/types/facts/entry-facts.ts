import { LEGAL_REASONS } from '../../../documents/plan/entry-reasons.ts';
import type { StoredFacts } from '../../../documents/stored-facts.ts';
import { builder } from '../../builder.ts';
import { ServiceMethod } from '../enums.ts';
import { EntryReason } from '../law-enums.ts';
import { factsOf } from './fact-fields.ts';
import { FormFacts } from './form-facts.ts';

export const EntryFacts = builder.objectRef<StoredFacts<'ENTRY'>>('EntryFacts').implement({
  description: 'Facts of a notice of entry.',
  interfaces: [FormFacts],
  fields: (t) => {
    const { one, text, date, time } = factsOf(t);
    return {
      contact: text('Phone number or e-mail address of the landlord', ({ facts }) => facts.contact),
      entryReason: one(
        EntryReason,
        'Reason of the entry',
        ({ facts }) => facts.reason && LEGAL_REASONS[facts.reason],
      ),
      purpose: text('Description of the work or the visit', ({ facts }) => facts.purpose),
      agreementClause: text(
        'Clause of the tenancy agreement that states the reason',
        ({ facts }) => facts.agreementClause,
        'Null for other reasons.',
      ),
      authorizedBroker: text(
        "Broker or salesperson with the landlord's written authority, who shows the unit",
        ({ facts }) => facts.authorizedBroker,
        'Null without one.',
      ),
      entryOn: date('Day of the entry', ({ facts }) => facts.entryOn),
      entryFrom: time('Time of the entry, or start of its window', ({ facts }) => facts.entryFrom),
      entryUntil: time(
        'End of the window of the entry',
        ({ facts }) => facts.entryUntil,
        'Null without one.',
      ),
      givenOn: date('Day on which the notice is given', ({ facts }) => facts.givenOn),
      givenAt: time('Time at which the notice is given', ({ facts }) => facts.givenAt),
      serviceMethod: one(ServiceMethod, 'How the notice is given', ({ facts }) => facts.method),
    };
  },
});
