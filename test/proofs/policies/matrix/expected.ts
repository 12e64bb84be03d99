import type { RoleName } from '../../../support/workspace.ts';
import { ROLES } from '../../../support/workspace.ts';
import { readTable } from './table.ts';
import type { Place } from './targets.ts';

/** What comes of an operation; `-`: there is nothing such for this role. */
export type Outcome = 'ok' | 'none' | 'null' | 'FORBIDDEN' | 'NOT_FOUND' | 'UNAUTHENTICATED' | '-';

const WORDS: Readonly<Record<string, Outcome>> = {
  ok: 'ok',
  none: 'none',
  null: 'null',
  F: 'FORBIDDEN',
  NF: 'NOT_FOUND',
  U: 'UNAUTHENTICATED',
  '-': '-',
};

export interface Expectation {
  readonly name: string;
  /** By place; an operation that names no row has `mine` alone. */
  readonly roles: Readonly<Record<RoleName, Partial<Record<Place, Outcome>>>>;
  /** For an API key of the landlord's without any scope, about what is the landlord's own. */
  readonly key: Outcome;
  readonly signedOut: Outcome;
}

function word(text: string): Outcome {
  const outcome = WORDS[text];
  if (outcome === undefined) throw new Error(`${text} is none of ${Object.keys(WORDS).join(', ')}.`);
  return outcome;
}

function table(text: string): readonly Expectation[] {
  return readTable(text).map(({ name, roles, key, signedOut }) => {
    const words = ROLES.map((role) => {
      const cells = Object.entries(roles[role]).map(([place, cell]) => [place, word(cell)]);
      return [role, Object.fromEntries(cells)];
    });
    const byRole = Object.fromEntries(words) as Expectation['roles'];
    return { name, roles: byRole, key: word(key), signedOut: word(signedOut) };
  });
}

/** Queries, from the contract's roles: rows that may not be seen are not found, lists are without them. */
export const QUERIES = table(`
                    | admin     | landlord  | manager      | tenant       | contractor     | key  | signed out
apiKeys             | ok        | ok        | F            | F            | F              | F    | U
auditEvents         | ok        | F         | F            | F            | F              | F    | U
charge              | ok - NF   | ok - NF   | ok NF NF     | ok NF NF     | NF NF NF       | F    | U
charges             | ok - none | ok - none | ok none none | ok none none | none none none | F    | U
contractors         | ok        | ok        | ok           | none         | ok             | ok   | U
dashboard           | ok        | ok        | ok           | F            | F              | F    | U
deposit             | ok - NF   | ok - NF   | ok NF NF     | ok NF NF     | NF NF NF       | F    | U
deposits            | ok - none | ok - none | ok none none | ok none none | none none none | F    | U
earliestTermination | ok        | ok        | ok           | ok           | ok             | ok   | U
form                | ok - NF   | ok - NF   | ok NF NF     | ok NF NF     | NF NF NF       | F    | U
forms               | ok - none | ok - none | ok none none | ok none none | none none none | F    | U
invitations         | ok        | F         | F            | F            | F              | F    | U
lease               | ok - NF   | ok - NF   | ok NF NF     | ok NF NF     | NF NF NF       | F    | U
leases              | ok - none | ok - none | ok none none | ok none none | none none none | F    | U
member              | ok - NF   | ok - NF   | F F F        | F F F        | F F F          | F    | U
members             | ok        | ok        | F            | F            | F              | F    | U
node                | ok - null | ok - null | ok null null | ok null null | null null null | null | U
nodes               | ok - null | ok - null | ok null null | ok null null | null null null | null | U
noticeOptions       | ok - NF   | ok - NF   | ok NF NF     | ok NF NF     | NF NF NF       | F    | U
payment             | ok - NF   | ok - NF   | ok NF NF     | ok NF NF     | NF NF NF       | F    | U
payments            | ok - none | ok - none | ok none none | ok none none | none none none | F    | U
planRentIncrease    | ok - NF   | ok - NF   | ok NF NF     | F F F        | F F F          | F    | U
properties          | ok        | ok        | ok           | ok           | none           | F    | U
property            | ok - NF   | ok - NF   | ok NF NF     | ok NF NF     | NF NF NF       | F    | U
receipt             | ok - NF   | ok - NF   | ok NF NF     | ok NF NF     | NF NF NF       | F    | U
rentRun             | ok        | F         | F            | F            | F              | F    | U
rentRuns            | ok        | F         | F            | F            | F              | F    | U
search              | ok        | ok        | ok           | ok           | ok             | ok   | U
session             | ok        | ok        | ok           | ok           | ok             | F    | U
sessions            | ok        | ok        | ok           | ok           | ok             | F    | U
suggestion          | ok - NF   | ok - NF   | ok NF NF     | NF NF NF     | NF NF NF       | F    | U
suggestions         | ok        | ok        | ok           | none         | none           | F    | U
tenant              | ok - NF   | ok - NF   | ok NF NF     | ok NF NF     | NF NF NF       | F    | U
tenants             | ok - none | ok - none | ok none none | ok none none | none none none | F    | U
ticket              | ok - NF   | ok - NF   | ok NF NF     | ok NF NF     | ok NF NF       | F    | U
tickets             | ok - none | ok - none | ok none none | ok none none | ok none none   | F    | U
unit                | ok - NF   | ok - NF   | ok NF NF     | ok NF NF     | NF NF NF       | F    | U
units               | ok - none | ok - none | ok none none | ok none none | none none none | F    | U
validateForm N4     | ok - NF   | ok - NF   | ok NF NF     | F F F        | F F F          | F    | U
validateForm N9     | ok - NF   | ok - NF   | ok NF NF     | ok NF NF     | F F F          | F    | U
viewer              | ok        | ok        | ok           | ok           | ok             | ok   | U
workspace           | ok        | ok        | ok           | ok           | ok             | ok   | U
`);

/**
 * Mutations: what a role may never do is forbidden; on rows, those that may not be seen are not found, whether it might
 * be done to them or not. Programs do not see accounts.
 */
export const MUTATIONS = table(`
                      | admin   | landlord | manager  | tenant   | contractor | key | signed out
acceptInvitation      | ok      | ok       | ok       | ok       | ok         | ok  | ok
addLeaseTenant        | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
addCharge             | ok - NF | ok - NF  | ok NF NF | F F F    | F F F      | F   | U
applyDeposit          | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
assignManager         | ok - NF | ok - NF  | F NF NF  | F NF NF  | NF NF NF   | NF   | U
changePassword        | ok      | ok       | ok       | ok       | ok         | F   | U
createApiKey          | ok      | ok       | F        | F        | F          | F   | U
createInvitation      | ok - NF | F - F    | F F F    | F F F    | F F F      | F   | U
createProperty        | ok      | ok       | ok       | F        | F          | F   | U
createTenant          | ok - NF | ok - NF  | ok NF NF | F F F    | F F F      | F   | U
deleteProperty        | ok - NF | ok - NF  | F NF NF  | F NF NF  | NF NF NF   | F   | U
deleteTenant          | ok - NF | ok - NF  | F NF NF  | F NF NF  | NF NF NF   | F   | U
departLeaseTenant     | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
endTenancy            | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
generateForm N4       | ok - NF | ok - NF  | ok NF NF | F F F    | F F F      | F   | U
generateForm N9       | ok - NF | ok - NF  | ok NF NF | ok NF NF | F F F      | F   | U
issueReceipt          | ok - NF | ok - NF  | ok NF NF | ok NF NF | NF NF NF   | F   | U
issueReceiptForDays   | ok - NF | ok - NF  | ok NF NF | ok NF NF | NF NF NF   | F   | U
moveLease             | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
openTicket property   | ok - NF | ok - NF  | ok NF NF | ok NF NF | F F F      | F   | U
openTicket unit       | ok - NF | ok - NF  | ok NF NF | ok NF NF | F F F      | F   | U
payDepositInterest    | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
recordDeposit         | ok - NF | ok - NF  | ok NF NF | F F F    | F F F      | F   | U
recordPayment         | ok - NF | ok - NF  | ok NF NF | F F F    | F F F      | F   | U
refundDeposit         | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
refundPayment         | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
removeMember          | ok - NF | F - F    | F F F    | F F F    | F F F      | F   | U
renewLease            | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
reopenTenancy         | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
restoreProperty       | ok - NF | ok - NF  | F F F    | F F F    | F F F      | F   | U
returnPayment         | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
revokeApiKey          | ok - NF | ok NF NF | F F F    | F F F    | F F F      | F   | U
revokeInvitation      | ok - NF | F - F    | F F F    | F F F    | F F F      | F   | U
revokeSession         | ok - NF | ok NF NF | ok NF NF | ok NF NF | ok NF NF   | F   | U
runRent               | ok      | F        | F        | F        | F          | F   | U
scheduleRentIncrease  | ok - NF | ok - NF  | ok NF NF | F F F    | F F F      | F   | U
setMemberRoles        | ok - NF | F - F    | F F F    | F F F    | F F F      | F   | U
signIn                | ok      | ok       | ok       | ok       | ok         | ok  | ok
signOut               | ok      | ok       | ok       | ok       | ok         | F   | U
topUpDeposit          | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
transferProperty      | ok - NF | ok - NF  | F NF NF  | F NF NF  | NF NF NF   | F   | U
unassignManager       | ok - NF | ok - NF  | F NF NF  | F NF NF  | NF NF NF   | NF   | U
updateForm N4         | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
updateForm N9         | ok - NF | ok - NF  | ok NF NF | ok NF NF | NF NF NF   | F   | U
updateLease           | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
updatePayment         | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
updateProperty        | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
updateSuggestion      | ok - NF | ok - NF  | ok NF NF | NF NF NF | NF NF NF   | F   | U
updateTenant          | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
updateTicket priority | ok - NF | ok - NF  | ok NF NF | F NF NF  | F NF NF    | F   | U
updateTicket status   | ok - NF | ok - NF  | ok NF NF | F NF NF  | ok NF NF   | F   | U
updateWorkspace       | ok      | F        | F        | F        | F          | F   | U
voidCharge            | ok - NF | ok - NF  | ok NF NF | F NF NF  | NF NF NF   | F   | U
`);
