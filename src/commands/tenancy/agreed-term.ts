import { toColumnOrNull } from '../../db/date-column.ts';
import type { Lease } from '../../generated/prisma/client.ts';

type TermColumns = Partial<Pick<Lease, 'endsOn' | 'isEndOfNotice' | 'agreedTermEnd'>>;

const AGREED = { isEndOfNotice: false, agreedTermEnd: null } as const;

/**
 * The columns of a term that a patch states. The day on which tenants leave is no agreement on a term, so the agreed term
 * is kept beside it and comes back with the tenancy.
 */
export function termAfter(
  lease: Pick<Lease, 'endsOn' | 'isEndOfNotice'>,
  leaseEnd: string | null | undefined,
  { isLeaving }: { readonly isLeaving: boolean },
): TermColumns {
  if (leaseEnd === undefined) return {};
  const endsOn = toColumnOrNull(leaseEnd);
  if (!isLeaving || endsOn === null) return { endsOn, ...AGREED };
  if (lease.isEndOfNotice || endsOn.getTime() === lease.endsOn?.getTime()) return { endsOn };
  return { endsOn, isEndOfNotice: true, agreedTermEnd: lease.endsOn };
}

/** The columns that bring the agreed term back, once a notice or an end is taken back. */
export function agreedTerm({
  isEndOfNotice,
  agreedTermEnd,
}: Pick<Lease, 'isEndOfNotice' | 'agreedTermEnd'>): TermColumns {
  return isEndOfNotice ? { endsOn: agreedTermEnd, ...AGREED } : {};
}
