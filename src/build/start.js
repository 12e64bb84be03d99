/** `npm start`: makes what is missing (on the first start, or after a change), then runs the server. */
import { bundle } from './bundle.js';
import { generate } from './generate.js';

await generate();
await bundle();
process.setSourceMapsEnabled(true);
await import('../../dist/main.js');
