import { SERVICE_METHODS } from '../../vocabulary/service-method.ts';
import type { Path } from '../../faults/faults.ts';
import type { Fault } from '../../errors.ts';
import { date, list, oneOf, text, texts, time } from '../check/faults.ts';
import { address } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import type { CertificateCapacity, CertificateOfServiceFacts, CertificateServer, Service } from './facts.ts';

export const SERVER_CAPACITIES: readonly CertificateCapacity[] = [
  'LANDLORD',
  'MANAGER',
  'SUPERINTENDENT',
  'REPRESENTATIVE',
  'PROCESS_SERVER',
  'TENANT',
  'OTHER',
];

/** The full name of the person who served; empty if it is unknown. */
export function serverName(server: Draft<CertificateServer> | undefined): string {
  const { name, firstName, lastName } = server ?? {};
  const parts = firstName === lastName ? [lastName] : [firstName, lastName];
  return name ?? parts.filter(Boolean).join(' ');
}

/** Faults of a finished certificate of service. */
export function certificateFaults(facts: Draft<CertificateOfServiceFacts>): readonly Fault[] {
  return [
    ...address(['rentalUnit'], facts.rentalUnit),
    ...texts(['documents'], facts.documents),
    ...list(['services'], facts.services, serviceFaults),
    ...(facts.others ?? []).flatMap(certificateFaults),
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
