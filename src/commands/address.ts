import { badInput, type Fault } from '../errors.ts';

const ADDRESS_PARTS = ['street', 'city', 'province', 'postalCode'] as const;

/** Each part of an address, as far as it is known. */
export type AddressParts = Partial<Record<(typeof ADDRESS_PARTS)[number], string | null>>;

/** Whether a patch names nothing to change; null clears all there is. */
export function isEmpty(patch: object | null | undefined): boolean {
  return patch !== null && Object.values(patch ?? {}).every((value) => value === undefined);
}

/**
 * An address after a merge patch (RFC 7396): null clears it, its parts replace parts. Nothing, where the patch names
 * nothing. `known` has to be locked, or a part that somebody else changes meanwhile is changed back. `path` is the
 * patch's in the arguments.
 *
 * @throws DomainError BAD_INPUT naming the parts without which there would be no whole address.
 */
export function mergedAddress(
  known: AddressParts,
  patch: AddressParts | null | undefined,
  path: Fault['path'],
): AddressParts {
  if (patch === null) return { street: null, city: null, province: null, postalCode: null };
  if (!patch || isEmpty(patch)) return {};
  const merged = Object.fromEntries(
    ADDRESS_PARTS.map((part) => [part, patch[part] ?? known[part] ?? (part === 'province' ? 'ON' : null)]),
  );
  const faults: Fault[] = ADDRESS_PARTS.filter((part) => !merged[part]).map((part) => ({
    path: [...path, part],
    code: 'required',
    message: 'There is no address yet, so a whole one is needed.',
  }));
  if (faults.length > 0) throw badInput(faults);
  return merged;
}
