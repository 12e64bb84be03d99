import { canonical } from '../../address/address.ts';
import type { Representative } from '../../forms/index.ts';
import type { FormType } from '../../generated/prisma/enums.ts';
import { isGuessed, namesOf, type KnownName } from './person-name.ts';
import type { FormInput } from './plan.ts';
import { tenantsOf, type Tenancy } from './tenancy.ts';

/** The representative as somebody with a name; null without one. */
function representativeName(representative: FormInput['representative']): KnownName | null {
  return representative?.name ? { name: representative.name } : null;
}

function signerFor<Capacity extends string>(
  capacity: Capacity,
  person: KnownName,
  phone: string | null,
  { signer, representative }: FormInput,
) {
  const known = namesOf(representativeName(representative) ?? person);
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

type Given<Value> = { readonly [Key in keyof Value]?: Value[Key] | null | undefined };

function withoutNull<Value extends object>(value: Given<Value>): Value {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null)) as Value;
}

/** The representative as printed on documents. */
export function representativeOf({ representative }: FormInput): Representative | undefined {
  if (!representative) return undefined;
  const address = representative.address && canonical(representative.address);
  return withoutNull<Representative>({ ...representative, address });
}

/** Documents that tenants sign, or that name them by first and last name. */
const OF_TENANTS: readonly FormType[] = ['N9', 'N10', 'N11', 'PAYMENT_AGREEMENT', 'LEASE'];

/** The people whose first and last name a document prints, and whose full name does not tell them for sure. */
export function guessedNames(tenancy: Tenancy, type: FormType, input: FormInput): string[] {
  const { landlordName: name, landlordFirstName: firstName, landlordLastName: lastName } = tenancy.workspace;
  const { signer, representative } = input;
  const isNamed = Boolean(signer?.firstName && signer.lastName);
  const landlord = type === 'N9' || type === 'LEASE' || isNamed ? [] : [{ name, firstName, lastName }];
  const tenants = OF_TENANTS.includes(type) ? tenantsOf(tenancy) : [];
  const isForTenants = type === 'N9';
  const signing = isForTenants && isNamed ? tenants.slice(1) : tenants;
  const agent = representativeName(representative);
  const people: readonly KnownName[] = representative
    ? [...(isNamed || !agent ? [] : [agent]), ...(isForTenants ? [] : tenants)]
    : [...landlord, ...signing];
  return people.filter(isGuessed).map((person) => person.name);
}
