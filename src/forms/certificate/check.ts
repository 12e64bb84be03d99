import { SERVICE_METHODS } from '../../vocabulary/service-method.ts';
import type { Path } from '../../faults/faults.ts';
import type { Fault } from '../../errors.ts';
import { date, list, oneOf, text, texts, time } from '../check/faults.ts';
import { address, signer } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import type { CertificateOfServiceFacts, Service } from './facts.ts';

export const SERVER_CAPACITIES = ['LANDLORD', 'TENANT', 'REPRESENTATIVE'] as const;

/** Faults of a finished certificate of service. */
export function certificateFaults(facts: Draft<CertificateOfServiceFacts>): readonly Fault[] {
  return [
    ...address(['rentalUnit'], facts.rentalUnit),
    ...texts(['documents'], facts.documents),
    ...list(['services'], facts.services, serviceFaults),
    ...signer(['server'], facts.server, SERVER_CAPACITIES),
  ];
}

function serviceFaults(service: Draft<Service>, path: Path): readonly Fault[] {
  return [
    ...text([...path, 'recipient'], service.recipient),
    ...oneOf([...path, 'method'], service.method, SERVICE_METHODS),
    ...(service.place === undefined ? [] : text([...path, 'place'], service.place)),
    ...date([...path, 'servedOn'], service.servedOn),
    ...(service.servedAt === undefined ? [] : time([...path, 'servedAt'], service.servedAt)),
    ...date([...path, 'deemedGivenOn'], service.deemedGivenOn),
  ];
}
