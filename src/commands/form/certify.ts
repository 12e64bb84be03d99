import { withLandlordOn } from '../../address/property-owner.ts';
import { fromColumn } from '../../db/date-column.ts';
import { certificatesOf, hasOpenServer, type KeptService } from '../../documents/certificate.ts';
import type { Tenancy } from '../../documents/plan/tenancy.ts';
import type { Form } from '../../generated/prisma/client.ts';
import type { Warning } from '../../law/index.ts';
import type { Context } from '../../request/context.ts';

type ServedForm = Omit<Form, 'services'> & {
  readonly services: readonly KeptService[];
  readonly servedOn: Date;
};

/**
 * Who recorded a service, as its server: the landlord, or a manager by name. Nobody knows whom an API key or an admin speaks
 * for, unless the admin is the landlord. An N9 is served by its tenant.
 */
async function recorderOf({ viewer, db }: Context, { type }: ServedForm, landlordName: string) {
  const { role, apiKeyId, userId } = viewer;
  if (type === 'N9') return {};
  if (apiKeyId !== null) return { recorder: {} };
  if (role === 'LANDLORD') return {};
  const { name } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
  if (role === 'MANAGER') return { recorder: { capacity: 'MANAGER' as const, name } };
  return name === landlordName ? {} : { recorder: {} };
}

/** `server_unknown`: nobody says who served, and the certificate must not guess. */
function serverWarnings(certificate: ReturnType<typeof certificatesOf>): Warning[] {
  if (certificate === null || !hasOpenServer(certificate)) return [];
  const message =
    'Nobody is named as the person who served, so the certificate leaves the name open. The person who served writes it in.';
  return [{ code: 'server_unknown', message, section: 'RTA s.191' }];
}

/** The certificate of a service, and what is doubtful about it. */
export async function certify(context: Context, form: ServedForm, tenancy: Tenancy) {
  const { property } = tenancy.lease.unit;
  const workspace = withLandlordOn(tenancy.workspace, property, fromColumn(form.servedOn));
  const recorder = await recorderOf(context, form, workspace.landlordName);
  const certificate = certificatesOf({ ...form, tenant: tenancy, workspace, ...recorder });
  return { certificate, warnings: serverWarnings(certificate) };
}
