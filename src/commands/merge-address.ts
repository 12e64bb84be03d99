import { badInput, type Fault } from '../errors.ts';
import { ADDRESS_PARTS, type AddressParts, canonical } from '../address/address.ts';
import { ONTARIO } from '../vocabulary/province.ts';

/** Whether a patch names nothing to change; null clears all there is. */
export function isEmpty(patch: object | null | undefined): boolean {
  return patch !== null && Object.values(patch ?? {}).every((value) => value === undefined);
}

/**
 * An address after a merge patch (RFC 7396): null clears it, its parts replace parts. Nothing, where the patch names
 * nothing. `path` is the patch's in the arguments. `lock`: gives the address as it is, which nobody else can change any
 * more; otherwise a part that is changed meanwhile would be changed back.
 *
 * @throws DomainError BAD_INPUT naming the parts without which there would be no whole address.
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
    message: 'There is no address yet, so a whole one is needed.',
  }));
  if (faults.length > 0) throw badInput(faults);
  return canonical(merged);
}
