import type { Draft, Representative, Signer } from '../facts.ts';
import type { Slice } from '../kit/slice.ts';
import { together } from '../kit/slice.ts';
import { officeUse } from './office-use.ts';
import { representativeBlock, signatureBlock } from './signature.ts';

/** End of a notice on a single page: signature, representative and office use. */
export function closing<Capacity extends string>(
  signer: Draft<Signer<Capacity>> | undefined,
  capacities: readonly Capacity[],
  representative?: Draft<Representative>,
  suffix = '',
  name?: string,
): readonly Slice[] {
  return together([
    ...signatureBlock(signer, capacities, suffix, name),
    ...representativeBlock(representative),
    ...officeUse(),
  ]);
}
