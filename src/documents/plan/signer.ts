import { canonical } from '../../address/address.ts';
import type { Address, Representative } from '../../forms/index.ts';
import { namesOf, type KnownName } from './person-name.ts';
import type { FormInput } from './plan.ts';
import { tenantsOf, type Tenancy } from './tenancy.ts';

function signerFor<Capacity extends string>(
  capacity: Capacity,
  person: KnownName,
  phone: string | null,
  { signer, representative }: FormInput,
) {
  const known = namesOf(representative ?? person);
  return {
    capacity: representative ? ('REPRESENTATIVE' as const) : capacity,
    firstName: signer?.firstName ?? known.firstName,
    lastName: signer?.lastName ?? known.lastName,
    phone: signer?.phone ?? representative?.phone ?? phone ?? undefined,
  };
}

/** The landlord signs with the names and phone of the workspace or of the owner of the day, unless the input names another signer. */
export function landlordSigner({ workspace }: Tenancy, input: FormInput) {
  const { landlordName: name, landlordFirstName: firstName, landlordLastName: lastName } = workspace;
  return signerFor('LANDLORD' as const, { name, firstName, lastName }, workspace.landlordPhone, input);
}

/** Every tenant on the lease signs, or a single representative. A tenant without a phone uses that of the first signer. */
export function tenantSigners(tenancy: Tenancy, input: FormInput) {
  const { phone } = tenancy;
  const tenants = tenantsOf(tenancy);
  const signers = input.representative ? tenants.slice(0, 1) : tenants;
  const firstPhone = input.signer?.phone ?? phone;
  return signers.map((tenant, index) =>
    signerFor('TENANT' as const, tenant, tenant.phone ?? firstPhone, index === 0 ? input : { tenantId: '' }),
  );
}

type Given<Value> = { readonly [Key in keyof Value]: Value[Key] | null | undefined };

function withoutNull<Value extends object>(value: Given<Value>): Value {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null)) as Value;
}

/** The representative as printed on documents. */
export function representativeOf({ representative }: FormInput): Representative | undefined {
  if (!representative) return undefined;
  const address: Address = canonical(representative.address);
  return withoutNull<Representative>({ ...representative, address });
}
