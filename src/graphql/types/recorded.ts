import { dateIn } from '../../calendar/zone.ts';
import { builder } from '../builder.ts';

interface RecordedRow {
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

/** Pothos reads the column for every type that inherits the field, so a row need not have it otherwise. */
const reading = (column: keyof RecordedRow) => ({ pothosPrismaSelect: { [column]: true } });

/** Fields that every stored type has in common. Its rows have the columns of the fields that were asked for. */
export const Recorded = builder.interfaceRef<object>('Recorded').implement({
  description: 'Stored object with a version and the times of its creation and last change.',
  fields: (t) => ({
    createdAt: t.field({
      type: 'DateTime',
      description: 'When the object was created.',
      extensions: reading('createdAt'),
      resolve: (row) => (row as RecordedRow).createdAt,
    }),
    createdOn: t.field({
      type: 'Date',
      description: 'Calendar date of `createdAt` in the time zone of the workspace.',
      extensions: reading('createdAt'),
      resolve: (row, _args, context) => dateIn(context.viewer.timeZone, (row as RecordedRow).createdAt),
    }),
    updatedAt: t.field({
      type: 'DateTime',
      description: 'When the object was last changed.',
      extensions: reading('updatedAt'),
      resolve: (row) => (row as RecordedRow).updatedAt,
    }),
    version: t.int({
      description:
        'Version of the object. Starts at 1 and grows with each change; pass it as `expectedVersion`.',
      extensions: reading('version'),
      resolve: (row) => (row as RecordedRow).version,
    }),
  }),
});
