import type { Fault } from '../../errors.ts';
import { faultAt } from '../../faults/faults.ts';
import { N7_REASONS } from '../../forms/n7/facts.ts';
import { RULE_SET_VERSION, ruleInForce } from '../../law/index.ts';
import type { Context } from '../../request/context.ts';
import { eventsOf } from './events.ts';
import { checkNotice } from './notice.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { reasonsFaults } from './reasons.ts';
import { landlordSigner, representativeOf } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

const SMALL_BUILDING = { section: 'RTA s.65' };

/** Faults of the reason that needs a small building in which the landlord lives (RTA s.65). */
function buildingFaults(input: FormInput): Fault[] {
  if (!input.reasons?.includes('SMALL_BUILDING_INTERFERENCE')) return [];
  const faults: Fault[] = [];
  const { landlordLivesInBuilding: lives, residentialUnitsInComplex: units } = input;
  const at = (field: string, code: string, message: string) =>
    faults.push(faultAt(['input', field], code, message, SMALL_BUILDING));
  const { value: most } = ruleInForce('n7.most_units', RULE_SET_VERSION);
  if (typeof lives !== 'boolean')
    at('landlordLivesInBuilding', 'required', 'State whether the landlord lives in the building.');
  if (lives === false)
    at(
      'landlordLivesInBuilding',
      'landlord_not_in_building',
      'This reason needs a landlord who lives in the building. Give an N5 for interference.',
    );
  if (typeof units !== 'number')
    at('residentialUnitsInComplex', 'required', 'Give the number of residential units of the building.');
  else if (units > most)
    at(
      'residentialUnitsInComplex',
      'too_many_units',
      `The building has ${units} residential units. This reason needs at most ${most}. Give an N5 for interference.`,
    );
  return faults;
}

/** N7, notice to end a tenancy for serious problems (RTA ss.63, 65, 66). It cannot be corrected. */
export function planN7(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const noticeCheck = checkNotice(context, tenancy, 'N7', input);
  return {
    ...noticeCheck,
    defects: [
      ...reasonsFaults('N7', input, 'RTA ss.63, 65, 66'),
      ...buildingFaults(input),
      ...noticeCheck.defects,
    ],
    document: {
      type: 'N7',
      facts: {
        ...partiesOf(tenancy),
        terminationDate: noticeCheck.terminationDate ?? undefined,
        reasons: N7_REASONS.filter((reason) => input.reasons?.includes(reason)),
        events: eventsOf(input),
        signer: landlordSigner(tenancy, input),
        representative: representativeOf(input),
      },
    },
  };
}
