import { defineConfig } from 'prisma/config';

/** For the Prisma CLI only (`prisma migrate status`, `studio`); the server takes its URL from src/config.ts. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://localhost:5432/keynest' },
});
