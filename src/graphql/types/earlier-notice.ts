import type { EarlierNotice } from '../../documents/earlier-notices.ts';
import { builder } from '../builder.ts';
import { Relation } from '../input/form-input.ts';
import { FormType } from './enums.ts';
import { presentList } from './facts/fact-fields.ts';
import { PrintedAddress } from './facts/form-facts.ts';
import { NoticeSide } from './facts/notice-facts.ts';

/** Who requires the unit, of an N12. An N13 names nobody. */
const occupantsOf = ({ type, facts }: EarlierNotice) => (type === 'N12' && 'movingIn' in facts ? facts : {});

export const EarlierNoticeType = builder.objectRef<EarlierNotice>('EarlierNotice').implement({
  description: 'N12 or N13 that an application to the Board must list (RTA s.71.1(3)).',
  fields: (t) => ({
    formId: t.exposeID('formId', { description: 'ID of the form. Begins with `f_`.' }),
    type: t.expose('type', { type: FormType, description: '`N12` or `N13`.' }),
    givenOn: t.expose('givenOn', { type: 'Date', description: 'Day on which it is deemed given.' }),
    rentalUnit: t.field({
      type: PrintedAddress,
      nullable: true,
      description: 'Address of the rental unit, as the notice prints it.',
      resolve: ({ facts }) => facts.rentalUnit ?? null,
    }),
    landlords: t.stringList({
      description: 'Full names of the landlords, as the notice prints them.',
      resolve: ({ facts }) => presentList(facts.landlords),
    }),
    side: t.field({
      type: NoticeSide,
      nullable: true,
      description: 'N12: party that requires the unit. Null on an N13.',
      resolve: (notice) => occupantsOf(notice).side ?? null,
    }),
    movingIn: t.field({
      type: [Relation],
      description:
        'N12: people who were to move in, by their relation to that party. Their names are not on record.',
      resolve: (notice) => presentList(occupantsOf(notice).movingIn),
    }),
    caregiverFor: t.field({
      type: [Relation],
      description: 'N12: people in the care of a caregiver who was to move in.',
      resolve: (notice) => presentList(occupantsOf(notice).caregiverFor),
    }),
  }),
});
