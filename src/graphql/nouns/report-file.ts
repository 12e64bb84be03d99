import { assertWithinHorizon } from '../../faults/date-bounds.ts';
import { statementOf, statementSpan } from '../../accounts/tenancy-ledger.ts';
import { STATEMENT_SELECTION } from '../../documents/account-statement.ts';
import { reportFile, type ReportRequest } from '../../documents/report/request.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { AS_OF_ARGUMENT, STATEMENT_ARGUMENTS } from './ledger.ts';
import { PROPERTY_ARGUMENT } from './rent-roll.ts';
import { Tenant } from './tenant.ts';
import { Workspace } from './workspace.ts';

const ReportFile = builder.objectRef<ReportRequest>('ReportFile').implement({
  description: 'Report as a file.',
  fields: (t) => ({
    pdfUrl: t.string({
      description:
        'Absolute link to the PDF. It requires no token and expires, by default after one hour. The PDF shows the rows that the viewer can see when it is opened.',
      resolve: (report, _args, { links, origin, viewer }) =>
        links.sign(origin, reportFile(report, viewer), 0),
    }),
  }),
});

/** The day of a report; today by default. @throws DomainError BAD_INPUT `date_too_late`. */
function dayOf({ today }: Context, asOf: string | null | undefined): string {
  const day = asOf ?? today;
  assertWithinHorizon('asOf', day, today);
  return day;
}

builder.prismaObjectField(Tenant, 'ledgerFile', (t) =>
  t.field({
    type: ReportFile,
    description: 'Rent ledger of the tenancy as of a day, as a file.',
    args: { asOf: t.arg(AS_OF_ARGUMENT) },
    select: { id: true },
    resolve: ({ id: tenantId }, { asOf }, context): ReportRequest => ({
      kind: 'LEDGER',
      tenantId,
      asOf: dayOf(context, asOf),
    }),
  }),
);

builder.prismaObjectField(Tenant, 'statementFile', (t) =>
  t.field({
    type: ReportFile,
    description: 'Statement of the tenancy between two days, as a file.',
    args: { from: t.arg(STATEMENT_ARGUMENTS.from), to: t.arg(STATEMENT_ARGUMENTS.to) },
    select: { id: true, lease: { select: STATEMENT_SELECTION } },
    resolve: async ({ id: tenantId, lease }, days, context): Promise<ReportRequest> => {
      const span = statementSpan(lease, days, context.today);
      assertWithinHorizon('to', span.to, context.today);
      // Refuses days that the PDF could not show.
      await statementOf(lease, span, context.ledgerBudget);
      return { kind: 'STATEMENT', tenantId, ...span };
    },
  }),
);

builder.prismaObjectField(Workspace, 'rentRollFile', (t) =>
  t.field({
    type: ReportFile,
    description: 'Rent roll of a day, as a file.',
    args: { asOf: t.arg(AS_OF_ARGUMENT), property: t.arg.id(PROPERTY_ARGUMENT) },
    resolve: (_workspace, { asOf, property }, context): ReportRequest => ({
      kind: 'RENT_ROLL',
      property: property ?? null,
      asOf: dayOf(context, asOf),
    }),
  }),
);

builder.prismaObjectField(Workspace, 'arrearsFile', (t) =>
  t.field({
    type: ReportFile,
    description: 'Arrears as of a day, as a file.',
    args: { asOf: t.arg(AS_OF_ARGUMENT), property: t.arg.id(PROPERTY_ARGUMENT) },
    resolve: (_workspace, { asOf, property }, context): ReportRequest => ({
      kind: 'ARREARS',
      property: property ?? null,
      asOf: dayOf(context, asOf),
    }),
  }),
);
