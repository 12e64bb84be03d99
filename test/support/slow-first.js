import { fileURLToPath } from 'node:url';
import Sequencer from '@jest/test-sequencer';
import { NOT_QUICK } from '../quick.config.js';

const SLOW = NOT_QUICK.map((path) => fileURLToPath(new URL(`../${path}`, import.meta.url)));
const isSlow = ({ path }) => SLOW.some((slow) => path.startsWith(slow));

/**
 * Begins with what the quick lane leaves out, so that no core idles at the end beside a file of two minutes. A new clone
 * knows no durations, and jest goes by the size of files.
 */
export default class SlowFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isSlow), ...sorted.filter((test) => !isSlow(test))];
  }
}
