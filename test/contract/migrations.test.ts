import { expect, test } from '@jest/globals';
import { missingMigration } from '../../prisma/author-migration.ts';

test('prisma/migrations come to what prisma/schema.prisma says', async () => {
  expect(await missingMigration()).toBe('');
});
