import { dateIn } from '../../calendar/zone.ts';
import { builder } from '../builder.ts';

interface RecordedRow {
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

/** What every stored noun tells of itself. */
export const Recorded = builder.interfaceRef<RecordedRow>('Recorded').implement({
  description: 'A stored row: when it was made and last changed, and how often.',
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    createdOn: t.field({
      type: 'Date',
      description: "The calendar date of `createdAt` in the workspace's time zone.",
      resolve: (row, _args, context) => dateIn(context.viewer.timeZone, row.createdAt),
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
    version: t.exposeInt('version', {
      description:
        'Counts the changes from 1; where a change takes `expectedVersion`, give it there to change only what you have seen.',
    }),
  }),
});
