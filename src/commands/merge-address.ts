import { badInput, type Fault } from '../errors.ts';
import { ADDRESS_PARTS, type AddressParts, canonical } from '../address/address.ts';
import { ONTARIO } from '../vocabulary/province.ts';

/** Whether a patch changes nothing. Null clears the address, so it does change something. */
export function isEmpty(patch: object | null | undefined): boolean {
  return patch !== null && Object.values(patch ?? {}).every((value) => value === undefined);
}

/**
 * An address after a merge patch (RFC 7396): null clears it, parts replace parts; `{}` for an empty patch. `path`: of the
 * patch in the arguments. `lock`: locks and returns the current address, so that concurrent changes are not lost.
 *
 * @throws DomainError BAD_INPUT naming the missing parts of an incomplete address.
 */
export async function mergedAddress(
  patch: AddressParts | null | undefined,
  path: Fault['path'],
  lock: () => Promise<AddressParts>,
): Promise<AddressParts> {
  if (patch === null) return { street: null, city: null, province: null, postalCode: null };
  if (!patch || isEmpty(patch)) return {};
  const known = await lock();
  const merged: AddressParts = {
    street: patch.street ?? known.street ?? null,
    city: patch.city ?? known.city ?? null,
    province: patch.province ?? known.province ?? ONTARIO,
    postalCode: patch.postalCode ?? known.postalCode ?? null,
  };
  const faults: Fault[] = ADDRESS_PARTS.filter((part) => !merged[part]).map((part) => ({
    path: [...path, part],
    code: 'required',
    message: 'No address is stored yet. Give all parts of the address.',
  }));
  if (faults.length > 0) throw badInput(faults);
  return canonical(merged);
}
