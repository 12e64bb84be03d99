/** What a printing thread runs from the sources: TypeScript loaders of the process do not reach its threads. */
import { register } from 'tsx/esm/api';

register();
export const { print } = await import('../printing/print.ts');
