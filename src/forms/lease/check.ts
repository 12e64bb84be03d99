import { faultAt, type Path } from '../../faults/faults.ts';
import type { Fault } from '../../errors.ts';
import { cents, date, list, oneOf, text, texts, yesOrNo } from '../check/faults.ts';
import { address } from '../check/parties.ts';
import type { Draft } from '../facts.ts';
import type { LeaseFacts, LeaseRent, LeaseServices, LeaseTenant } from './facts.ts';

/** Faults of a finished lease. Every section needs its choice. */
export function leaseFaults(facts: Draft<LeaseFacts>): readonly Fault[] {
  return [
    ...texts(['landlords'], facts.landlords),
    ...list(['tenants'], facts.tenants, tenantFaults),
    ...address(['rentalUnit'], facts.rentalUnit),
    ...yesOrNo(['isCondominium'], facts.isCondominium),
    ...address(['noticeAddress'], facts.noticeAddress),
    ...contactFaults(facts),
    ...date(['startsOn'], facts.startsOn),
    ...termFaults(facts),
    ...rentFaults(facts.rent ?? {}),
    ...serviceFaults(facts.services ?? {}),
    ...conditionFaults(facts),
  ];
}

function tenantFaults(tenant: Draft<LeaseTenant>, path: Path): readonly Fault[] {
  return [...text([...path, 'lastName'], tenant.lastName), ...text([...path, 'firstName'], tenant.firstName)];
}

function contactFaults({ emailService, dailyContact }: Draft<LeaseFacts>): readonly Fault[] {
  return [
    ...yesOrNo(['emailService', 'agreed'], emailService?.agreed),
    ...faultsIf(emailService?.agreed, texts(['emailService', 'addresses'], emailService?.addresses)),
    ...yesOrNo(['dailyContact', 'given'], dailyContact?.given),
    ...faultsIf(dailyContact?.given, text(['dailyContact', 'details'], dailyContact?.details)),
  ];
}

function termFaults({ term }: Draft<LeaseFacts>): readonly Fault[] {
  if (term?.kind === 'FIXED') return date(['term', 'endsOn'], term.endsOn);
  if (term?.kind === 'OTHER') return text(['term', 'description'], term.description);
  return oneOf<string>(['term', 'kind'], term?.kind, ['FIXED', 'MONTHLY', 'OTHER']);
}

function rentFaults(rent: Draft<LeaseRent>): readonly Fault[] {
  const { baseCents, parkingCents, services = [], totalCents, partial } = rent;
  const faults = [
    ...(['dueDay', 'duePeriod', 'payableTo', 'methods'] as const).flatMap((key) =>
      text(['rent', key], rent[key]),
    ),
    ...cents(['rent', 'baseCents'], baseCents),
    ...cents(['rent', 'totalCents'], totalCents),
    ...services.flatMap((service, index) => [
      ...text(['rent', 'services', index, 'description'], service.description),
      ...cents(['rent', 'services', index, 'amountCents'], service.amountCents),
    ]),
    ...(partial ? cents(['rent', 'partial', 'amountCents'], partial.amountCents) : []),
    ...(partial
      ? (['dueOn', 'from', 'to'] as const).flatMap((key) => date(['rent', 'partial', key], partial[key]))
      : []),
  ];
  if (faults.length > 0) return faults;
  const parts = [baseCents, parkingCents, ...services.map((service) => service.amountCents)];
  const sum = parts.reduce<number>((total, part) => total + (part ?? 0), 0);
  if (sum === totalCents) return [];
  return [
    faultAt(
      ['rent', 'totalCents'],
      'sum_differs',
      'The total rent differs from the sum of its parts. Correct the parts.',
    ),
  ];
}

function serviceFaults(services: Draft<LeaseServices>): readonly Fault[] {
  const { electricity, heat, water } = services;
  const tenantPays = [electricity, heat, water].includes('TENANT');
  return [
    ...(['gas', 'airConditioning', 'extraStorage'] as const).flatMap((key) =>
      yesOrNo(['services', key], services[key]),
    ),
    ...(['laundry', 'guestParking'] as const).flatMap((key) =>
      oneOf(['services', key], services[key], ['NO', 'FREE', 'PAY_PER_USE']),
    ),
    ...(['electricity', 'heat', 'water'] as const).flatMap((key) =>
      oneOf(['services', key], services[key], ['LANDLORD', 'TENANT']),
    ),
    ...faultsIf(tenantPays, text(['services', 'utilityDetails'], services.utilityDetails)),
  ];
}

function conditionFaults(facts: Draft<LeaseFacts>): readonly Fault[] {
  const { discount, rentDeposit, keyDeposit, smoking, insurance, additionalTerms } = facts;
  return [
    ...yesOrNo(['discount', 'offered'], discount?.offered),
    ...faultsIf(discount?.offered, text(['discount', 'description'], discount?.description)),
    ...yesOrNo(['rentDeposit', 'required'], rentDeposit?.required),
    ...faultsIf(rentDeposit?.required, cents(['rentDeposit', 'amountCents'], rentDeposit?.amountCents)),
    ...yesOrNo(['keyDeposit', 'required'], keyDeposit?.required),
    ...faultsIf(keyDeposit?.required, cents(['keyDeposit', 'amountCents'], keyDeposit?.amountCents)),
    ...faultsIf(keyDeposit?.required, text(['keyDeposit', 'description'], keyDeposit?.description)),
    ...yesOrNo(['smoking', 'hasRules'], smoking?.hasRules),
    ...faultsIf(smoking?.hasRules, text(['smoking', 'rules'], smoking?.rules)),
    ...yesOrNo(['insurance', 'required'], insurance?.required),
    ...yesOrNo(['additionalTerms', 'attached'], additionalTerms?.attached),
    ...faultsIf(additionalTerms?.attached, text(['additionalTerms', 'text'], additionalTerms?.text)),
  ];
}

function faultsIf(condition: boolean | undefined, faults: readonly Fault[]): readonly Fault[] {
  return condition === true ? faults : [];
}
