import type { SignerInput } from './plan.ts';
import type { Tenancy } from './tenancy.ts';

/** Family name last; a company has one name only. */
function split(name: string): { firstName: string; lastName: string } {
  const words = name.trim().split(/\s+/);
  const lastName = words.pop() ?? '';
  return { firstName: words.join(' ') || lastName, lastName };
}

/** The landlord signs, under the workspace's legal name and number, unless the input says otherwise. */
export function signerOf({ workspace }: Tenancy, given: SignerInput | null | undefined) {
  const landlord = split(workspace.landlordName);
  return {
    capacity: 'LANDLORD' as const,
    firstName: given?.firstName ?? landlord.firstName,
    lastName: given?.lastName ?? landlord.lastName,
    phone: given?.phone ?? workspace.landlordPhone ?? undefined,
  };
}
