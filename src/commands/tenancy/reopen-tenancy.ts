import { tenancyStatusOn } from '../../accounts/tenancy-status.ts';
import { fromColumn, fromColumnOrNull } from '../../db/date-column.ts';
import { DomainError, notFound } from '../../errors.ts';
import { authorize } from '../../policies/acts.ts';
import type { Context } from '../../request/context.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';
import { agreedTerm } from './agreed-term.ts';
import { lastDayBefore, withColumns } from './lease-life.ts';
import { lockLease, nextTenancyOn, reserveUnit, withVacantUnit } from './occupancy.ts';

const NO_END = {
  endedOn: null,
  lastDayOn: null,
  lastDayKnownOn: null,
  rentOwedUntil: null,
  endReason: null,
  endedByFormId: null,
} as const;

function notOverYet(): DomainError {
  const message = 'This tenancy is not over, so there is no end to take back. Leave it as it is.';
  return new DomainError('CONFLICT', message, { reason: 'illegal_transition' });
}

/**
 * Takes back the end of a tenancy that was a mistake. It goes on as if it had not ended, with the term that was agreed.
 *
 * @throws DomainError CONFLICT `illegal_transition` for one that is not over, `unit_occupied` if the unit is let again.
 */
export async function reopenTenancy(
  context: Context,
  id: string,
  { reason }: { readonly reason: string },
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const tenant = await context.db.tenant.findUnique({ where: { id }, include: { lease: true } });
  if (!tenant) throw notFound('tenant');
  authorize(context.viewer, 'updateTenant');
  assertVersion(tenant, expectedVersion);
  const { today } = context;
  if (tenancyStatusOn(tenant.lease, today) !== 'PAST') throw notOverYet();
  const write = context.write(async (tx) => {
    const { leaseId, lease } = tenant;
    const startsOn = fromColumn(lease.startsOn);
    const { endsOn } = withColumns(lease, agreedTerm(lease));
    const days = { leaseId, unitId: lease.unitId, startsOn, lastOn: fromColumnOrNull(endsOn) };
    await reserveUnit(context, tx, days);
    await lockLease(tx, leaseId);
    const { count } = await tx.tenant.updateMany({ where: { id, ...ifVersion(expectedVersion) }, data: {} });
    if (count === 0) throw notFoundOrStale('tenant', expectedVersion);
    const current = await tx.lease.findUniqueOrThrow({ where: { id: leaseId } });
    if (tenancyStatusOn(current, today) !== 'PAST') throw notOverYet();
    const status = startsOn > today ? ('PENDING' as const) : ('ACTIVE' as const);
    const term = agreedTerm(current);
    const lastDay = lastDayBefore(withColumns(current, term), await nextTenancyOn(tx, current), today);
    const data = { ...NO_END, ...term, ...lastDay, status, reason };
    await tx.lease.updateMany({ where: { id: leaseId }, data });
    await tx.tenant.updateMany({ where: { leaseId, id: { not: id } }, data: {} });
  });
  await withVacantUnit(write);
}
