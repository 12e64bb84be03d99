import { bold, plain } from '../kit/block/paragraph.ts';
import type { Topic } from '../kit/block/topic.ts';

/** Phone and website of the Landlord and Tenant Board. */
export const BOARD = {
  phone: '416-645-8080',
  tollFree: '1-888-332-3234',
  site: 'tribunalsontario.ca/ltb',
} as const;

/** Contact information of the Board. */
export const MORE_INFORMATION: Topic = {
  title: 'More information',
  paragraphs: [
    [
      plain('The Landlord and Tenant Board answers questions about this notice and your rights: '),
      bold(BOARD.phone),
      plain(' or toll-free '),
      bold(BOARD.tollFree),
      plain(', and online at '),
      bold(BOARD.site),
      plain('.'),
    ],
  ],
};

export const ORIGIN = 'Layout and wording by KeyNest, not issued by the Landlord and Tenant Board';
