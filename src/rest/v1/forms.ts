import {
  CreateFormDocument,
  GetFormDocument,
  UpdateFormDocument,
  type FormResourceFragment,
} from '../../generated/operations.ts';
import { route } from '../route.ts';
import { FORM_STATUS, FORM_TYPE, memberInAnyCase, SERVICE_METHOD, wordFor, wordOrNull } from '../words.ts';

function presentForm(form: FormResourceFragment) {
  return {
    id: form.id,
    type: wordFor(FORM_TYPE, form.type),
    status: wordFor(FORM_STATUS, form.status),
    pdfUrl: form.pdfUrl,
    tenantId: form.tenantId,
    createdAt: form.createdOn,
    updatedAt: form.updatedAt,
    servedOn: form.servedOn,
    serviceMethod: wordOrNull(SERVICE_METHOD, form.serviceMethod),
    deemedGivenOn: form.deemedGivenOn,
    terminationDate: form.terminationDate,
    sha256: form.sha256,
    fields: form.fields,
  };
}

export const formRoutes = [
  route({
    method: 'POST',
    path: '/forms/:type',
    document: CreateFormDocument,
    pathCodes: { type: 'unknown_form' },
    words: { serviceMethod: SERVICE_METHOD },
    variables: ({ params, body }) => ({
      type: memberInAnyCase(FORM_TYPE, params['type'] ?? ''),
      input: body,
    }),
    present: ({ generateForm }) => presentForm(generateForm),
    location: ({ generateForm }) => `/forms/${generateForm.id}`,
  }),
  route({
    method: 'GET',
    path: '/forms/:id',
    document: GetFormDocument,
    variables: ({ params }) => ({ id: params['id'] }),
    present: ({ form }) => form && presentForm(form),
  }),
  route({
    method: 'PATCH',
    path: '/forms/:id',
    document: UpdateFormDocument,
    words: { status: FORM_STATUS, serviceMethod: SERVICE_METHOD },
    variables: ({ params, body }) => ({ id: params['id'], input: body }),
    present: ({ updateForm }) => presentForm(updateForm),
  }),
];
