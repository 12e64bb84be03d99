import {
  CreateFormDocument,
  GetFormDocument,
  UpdateFormDocument,
  type FormResourceFragment,
} from '../../generated/operations.ts';
import { FORM_STATUS_WORDS, FORM_TYPE_WORDS } from '../../vocabulary/form.ts';
import { SERVICE_METHOD_WORDS } from '../../vocabulary/service-method.ts';
import { wordFor } from '../../vocabulary/words.ts';
import { route } from '../route.ts';
import { memberInAnyCase, wordOrNull } from '../words.ts';

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
    standing: form.standing,
    certificateUrl: form.certificateUrl,
    layout: form.layout,
    warnings: form.warnings,
    supersedesId: form.supersedesId,
    supersededById: form.supersededById,
    sha256: form.sha256,
    fields: form.fields,
  };
}

/** Links are signed anew with every read. */
export const LINKS = ['pdfUrl', 'certificateUrl'];

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
];

export const formRoutes = [
  route({
    method: 'POST',
    path: '/forms/:type',
    document: CreateFormDocument,
    pathCodes: { type: 'unknown_form' },
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
    path: '/forms/:id',
    document: GetFormDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ form }) => form && presentForm(form),
    version: ({ form }) => form?.version ?? null,
    volatile: LINKS,
  }),
  route({
    method: 'PATCH',
    path: '/forms/:id',
    document: UpdateFormDocument,
    words: { status: FORM_STATUS_WORDS },
    codes: ['serviceMethod'],
    codeWords: { serviceMethod: SERVICE_METHOD_WORDS },
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ updateForm }) => presentForm(updateForm),
    version: ({ updateForm }) => updateForm.version,
    volatile: LINKS,
  }),
];
