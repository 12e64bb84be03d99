import type { Answer } from './http.ts';

interface Item {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly code: string;
}

function places(body: unknown): string[] {
  const items = ((body as { errors?: Item[] }).errors ?? []).map(
    ({ pointer, parameter }) => pointer ?? parameter,
  );
  return items.map(String).toSorted();
}

/** Expects an answer to be a problem (RFC 9457); with `at`, one that names exactly these pointers or parameters. */
export function expectProblem(answer: Answer, status: number, code: string, at?: readonly string[]): void {
  const { headers, body } = answer;
  const found = { status: answer.status, code: (body as { code?: string }).code, at: at && places(body) };
  expect(found).toEqual({ status, code, at: at?.toSorted() });
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json(; charset=utf-8)?$/);
  expect(body).toMatchObject({
    type: expect.stringMatching(/^https?:\/\//),
    title: expect.stringMatching(/\S/),
    status,
    detail: expect.stringMatching(/\S/),
    instance: expect.stringMatching(/^\//),
  });
}

/** Expects the same refusal whether something is another workspace's or does not exist at all. */
export function expectSameProblem(one: Answer, another: Answer): void {
  const known = ({ status, body }: Answer) => ({ status, body: { ...(body as object), instance: null } });
  expect(known(one)).toEqual(known(another));
}

/** Expects a 201 and gives the id of what was made. */
export function expectCreated(answer: Answer, path: string): string {
  expect(answer).toMatchObject({ status: 201 });
  const { id } = answer.body as { id: string };
  expect(answer.headers.get('location')).toBe(`${path}/${id}`);
  return id;
}

/** Ids that are well formed and name nothing. */
export const NOBODY = {
  property: 'p_01m83e50age39vxhtg53jp8xkh',
  unit: 'un_01m83e50apeerr5panarfktkpk',
  tenant: 't_01m83e50bdea487zp2a7rv7ecr',
  payment: 'pay_01m83e50bdea487zp2a7rv7ecr',
  ticket: 'tk_01m83e50bdea487zp2a7rv7ecr',
  form: 'f_01m83e50bdea487zp2a7rv7ecr',
  user: 'u_01m83e50bdea487zp2a7rv7ecr',
} as const;
