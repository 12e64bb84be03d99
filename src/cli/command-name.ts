import { existsSync } from 'node:fs';

/** The command that runs this program: the bin of a checkout, or the bundle where there are no sources. */
export function commandName(): string {
  return existsSync('src/main.ts') ? 'npx keynest' : `node ${process.argv[1] ?? 'dist/main.js'}`;
}
