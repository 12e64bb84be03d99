import { defineConfig } from 'prisma/config';

/** For the Prisma CLI only, e.g. `prisma migrate status`. The server reads its URL in src/config.ts. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://localhost:5432/keynest' },
});
