/** `npm run build`: generates the code that is missing or stale, then builds dist/ if that is missing or stale. */
import { bundle } from './bundle.js';
import { generate } from './generate.js';

export async function build() {
  await generate();
  await bundle();
}

if (process.argv[1] === import.meta.filename) await build();
