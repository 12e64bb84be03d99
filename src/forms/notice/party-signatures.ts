import type { Fault } from '../../errors.ts';
import { list, text } from '../check/faults.ts';
import { representative, signer } from '../check/parties.ts';
import type { Draft, Representative, Signer } from '../facts.ts';
import type { Slice } from '../kit/slice.ts';
import { LANDLORD_CAPACITIES, TENANT_CAPACITIES } from './capacity.ts';
import { representativeBlock, signatureBlock, signatureName } from './signature.ts';

/** A tenant who signs. A phone number is not required. */
export type TenantSigner = Omit<Signer<'TENANT' | 'REPRESENTATIVE'>, 'phone'> & {
  readonly phone?: string | undefined;
};

/** Those who sign an agreement: the landlord and every tenant. */
export interface AgreementSigners {
  readonly landlordSigner: Signer;
  readonly tenantSigners: readonly TenantSigner[];
  /** Who signs for the landlord, if anybody does. */
  readonly representative?: Representative | undefined;
}

/** Faults of those who sign an agreement. */
export function agreementSignerFaults(facts: Draft<AgreementSigners>): readonly Fault[] {
  return [
    ...signer(['landlordSigner'], facts.landlordSigner, LANDLORD_CAPACITIES),
    ...list(['tenantSigners'], facts.tenantSigners, (one, path) => [
      ...text([...path, 'firstName'], one.firstName),
      ...text([...path, 'lastName'], one.lastName),
    ]),
    ...representative(facts.representative),
  ];
}

/** A signature of the landlord and of every tenant, and who signs for the landlord. */
export function agreementSignatures({
  landlordSigner,
  tenantSigners,
  representative: agent,
}: Draft<AgreementSigners>): readonly Slice[] {
  const tenants = tenantSigners?.length ? tenantSigners : [undefined];
  const nameOf = (place: number) => signatureName(place, tenants.length + 1);
  return [
    ...signatureBlock(landlordSigner, LANDLORD_CAPACITIES, '', nameOf(1)),
    ...tenants.flatMap((one, index) =>
      signatureBlock(one, TENANT_CAPACITIES, String(index + 2), nameOf(index + 2)),
    ),
    ...representativeBlock(agent),
  ];
}
