import { dateIn } from '../../calendar/zone.ts';
import { builder } from '../builder.ts';

interface RecordedRow {
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

/** Fields that every stored type has in common. */
export const Recorded = builder.interfaceRef<RecordedRow>('Recorded').implement({
  description: 'Stored object with a version and the times of its creation and last change.',
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the object was created.' }),
    createdOn: t.field({
      type: 'Date',
      description: 'Calendar date of `createdAt` in the time zone of the workspace.',
      resolve: (row, _args, context) => dateIn(context.viewer.timeZone, row.createdAt),
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the object was last changed.' }),
    version: t.exposeInt('version', {
      description:
        'Version of the object. Starts at 1 and grows with each change; pass it as `expectedVersion`.',
    }),
  }),
});
