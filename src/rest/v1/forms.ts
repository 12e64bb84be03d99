import {
  CreateFormDocument,
  GetFormDocument,
  ListFormsDocument,
  UpdateFormDocument,
  type FormResourceFragment,
} from '../../generated/operations.ts';
import { FORM_STATUS_WORDS, FORM_TYPE_WORDS } from '../../vocabulary/form.ts';
import { STANDINGS } from '../../vocabulary/standing.ts';
import { SERVER_CAPACITY_WORDS } from '../../vocabulary/server-capacity.ts';
import { SERVICE_METHOD_WORDS } from '../../vocabulary/service-method.ts';
import { wordFor } from '../../vocabulary/words.ts';
import { listOf, nextCursor, nodesOf, PAGE_PARAMETERS, pageVariables } from '../page.ts';
import { route } from '../route.ts';
import { memberInAnyCase, wordOrNull } from '../words.ts';

/** Layouts as `/v1` tells them; input has words of its own. */
const STORED_LAYOUT_WORDS = { OWN: 'KEYNEST', OFFICIAL: 'OFFICIAL' } as const;

/** A document as `/v1` presents it. */
export function presentForm(form: FormResourceFragment) {
  return {
    id: form.id,
    type: wordFor(FORM_TYPE_WORDS, form.type),
    status: wordFor(FORM_STATUS_WORDS, form.status),
    pdfUrl: form.pdfUrl,
    tenantId: form.tenantId,
    createdAt: form.createdOn,
    updatedAt: form.updatedAt,
    servedOn: form.servedOn,
    serviceMethod: wordOrNull(SERVICE_METHOD_WORDS, form.serviceMethod),
    deemedGivenOn: form.deemedGivenOn,
    terminationDate: form.terminationDate,
    servedBy: form.servedBy,
    serverCapacity: wordOrNull(SERVER_CAPACITY_WORDS, form.serverCapacity),
    serverPhone: form.serverPhone,
    services: form.services.map((service) => ({
      ...service,
      serviceMethod: wordFor(SERVICE_METHOD_WORDS, service.serviceMethod),
      serverCapacity: wordOrNull(SERVER_CAPACITY_WORDS, service.serverCapacity),
    })),
    appliedOn: form.appliedOn,
    fileNumber: form.fileNumber,
    hearingOn: form.hearingOn,
    correctedOn: form.correctedOn,
    compensationPaidOn: form.compensationPaidOn,
    withdrawnOn: form.withdrawnOn,
    deadlines: form.deadlines,
    deadlinesUrl: form.deadlinesUrl,
    earlierNotices: form.earlierNotices,
    standing: form.standing,
    certificateUrl: form.certificateUrl,
    layout: wordFor(STORED_LAYOUT_WORDS, form.layout),
    warnings: form.warnings,
    supersedesId: form.supersedesId,
    supersededById: form.supersededById,
    sha256: form.sha256,
    fields: form.fields,
  };
}

/** Standings by the words of `/v1`, which are the core's. */
const STANDING_WORDS = Object.fromEntries(STANDINGS.map((standing) => [standing, standing]));

/** Links are signed anew with every read. */
export const LINKS = ['pdfUrl', 'certificateUrl', 'deadlinesUrl'];

/** Layouts that a caller can choose. */
const LAYOUT_WORDS = { OWN: 'Own', OFFICIAL: 'Official' } as const;

/** Fields of a form with enum members, e.g. `hand` or `HAND`. */
const FORM_CODES = [
  'serviceMethod',
  'reason',
  'reasons',
  'landlordType',
  'movingIn',
  'caregiverFor',
  'entryReason',
  'inExchangeFor',
  'permits',
  'application',
];

export const formRoutes = [
  route({
    method: 'POST',
    path: '/forms/:type',
    document: CreateFormDocument,
    pathCodes: { type: 'unknown_form' },
    words: { layout: LAYOUT_WORDS },
    codes: FORM_CODES,
    codeWords: { serviceMethod: SERVICE_METHOD_WORDS },
    addresses: ['noticeAddress', 'representative.address'],
    variables: ({ params, body }) => ({
      type: memberInAnyCase(FORM_TYPE_WORDS, params['type'] ?? ''),
      input: body,
    }),
    present: ({ generateForm }) => presentForm(generateForm),
    version: ({ generateForm }) => generateForm.version,
    volatile: LINKS,
    location: ({ generateForm }) => `/forms/${generateForm.id}`,
  }),
  route({
    method: 'GET',
    path: '/forms',
    document: ListFormsDocument,
    parameters: {
      type: FORM_TYPE_WORDS,
      status: FORM_STATUS_WORDS,
      standing: STANDING_WORDS,
      tenant: null,
      property: null,
      servedFrom: null,
      servedTo: null,
      ...PAGE_PARAMETERS,
    },
    variables: ({ query }) => {
      const { type, status, standing, tenant, property, servedFrom, servedTo } = query;
      const filter = {
        type: listOf(type),
        status: listOf(status),
        standing: listOf(standing),
        tenant,
        property,
        servedFrom,
        servedTo,
      };
      return { filter, ...pageVariables(query) };
    },
    present: ({ forms }) => nodesOf(forms).map(presentForm),
    next: ({ forms }) => nextCursor(forms),
  }),
  route({
    method: 'GET',
    path: '/forms/:id',
    document: GetFormDocument,
    parameters: { asOf: null },
    variables: ({ params, query }) => ({ id: params['id'], asOf: query['asOf'] }),
    present: ({ form }) => form && presentForm(form),
    version: ({ form }) => form?.version ?? null,
    volatile: LINKS,
  }),
  route({
    method: 'PATCH',
    path: '/forms/:id',
    document: UpdateFormDocument,
    words: {
      status: FORM_STATUS_WORDS,
      serverCapacity: SERVER_CAPACITY_WORDS,
      'services[].serverCapacity': SERVER_CAPACITY_WORDS,
    },
    codes: ['serviceMethod', 'services[].serviceMethod'],
    codeWords: { serviceMethod: SERVICE_METHOD_WORDS },
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ updateForm }) => presentForm(updateForm),
    version: ({ updateForm }) => updateForm.version,
    volatile: LINKS,
  }),
];
