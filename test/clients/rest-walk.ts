import { ONTARIO_TIME_ZONE, dateIn } from '../../src/calendar/zone.ts';
import {
  METHODS,
  OPERATIONS,
  at,
  membersAt,
  resolve,
  type Json,
  type Operation,
  type Place,
} from '../support/openapi.ts';

/** An answer, with what Prism found wrong in it or in its request. */
export interface Answer {
  readonly operationId: string;
  readonly request: string;
  readonly status: number;
  readonly violations: readonly string[];
}

interface Violation {
  readonly location?: readonly string[];
  readonly message: string;
}

interface Sent {
  readonly operation: Operation;
  readonly path: string;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the contract forbids the request: then only the answer is judged. */
  readonly isWrong?: boolean;
}

const NOBODY = '00000000000000000000000000';
const textAt = (place: Place) => (at(place) ?? '') as string;
const idOf = ({ place }: Operation) => textAt([...place, 'operationId']);

/** Parameters of an operation that stand in its path, with their examples. */
function pathParameters(operation: Operation): { name: string; example: string }[] {
  const lists = [
    [...operation.place.slice(0, -1), 'parameters'],
    [...operation.place, 'parameters'],
  ];
  return lists.flatMap((list) =>
    ((at(list) ?? []) as readonly Json[]).flatMap((_, index) => {
      const place = resolve([...list, String(index)]);
      if (at([...place, 'in']) !== 'path') return [];
      return [{ name: textAt([...place, 'name']), example: textAt([...place, 'example']) }];
    }),
  );
}

/** Bodies that the contract gives as examples. */
function bodiesOf({ place }: Operation): Json[] {
  const [media] = membersAt([...place, 'requestBody', 'content']);
  if (!media) return [];
  return membersAt([...media.place, 'examples']).map(
    (example) => at([...resolve(example.place), 'value']) as Json,
  );
}

/** Reads first, removals late, and signing out at the end. */
function rankOf(operation: Operation): number {
  return idOf(operation) === 'DeleteSession' ? METHODS.length : METHODS.indexOf(operation.method);
}

/** Sends requests of every operation through a validating proxy, and keeps what it finds. */
export class RestWalk {
  readonly answers: Answer[] = [];
  readonly #ids = new Map<string, string>();
  readonly #links = new Map<string, string>();
  #token = '';

  /** @param proxy - the origin of the proxy. @param links - signed links to files that no operation of /v1 gives. */
  constructor(
    readonly proxy: string,
    links: readonly string[],
  ) {
    links.forEach(this.#keepLink);
  }

  /** Ids of rows that exist; those that this walk made are preferred, since they may still be changed. */
  #remember(answer: string, isNew: boolean): void {
    for (const [, id, prefix = ''] of answer.matchAll(/"(([a-z]+_)[0-9a-z]{26})"/g))
      if (!this.#ids.has(prefix)) this.#ids.set(prefix, id ?? '');
    const [, id, prefix = ''] = /^\{"id":"(([a-z]+_)[0-9a-z]{26})"/.exec(answer) ?? [];
    if (isNew && id !== undefined) this.#ids.set(prefix, id);
    for (const [, link = ''] of answer.matchAll(/"[a-z]+Url":"([^"]+)"/g)) this.#keepLink(link);
  }

  /** Signed links, by the end of their path, which tells the operation. */
  readonly #keepLink = (link: string): void => {
    const { pathname, search } = new URL(link);
    this.#links.set(pathname.replace(/^\/files\/[^/]+/, ''), pathname + search);
  };

  /** The address of an operation: a signed link, or the path with ids of rows that exist. */
  #address(operation: Operation): string {
    const link = this.#links.get(operation.path.replace(/^\/files\/[^/]+/, ''));
    return link ?? this.#fill(operation, this.#known);
  }

  /** The path with ids of rows that exist, where any are known. */
  #fill(operation: Operation, make: (example: string) => string): string {
    return pathParameters(operation).reduce(
      (path, { name, example }) => path.replace(`{${name}}`, make(example)),
      operation.path,
    );
  }

  readonly #known = (example: string): string => {
    const [prefix] = /^[a-z]+_/.exec(example) ?? [];
    return this.#ids.get(prefix ?? '') ?? example;
  };

  async #send({ operation, path, body, headers = {}, isWrong = false }: Sent): Promise<void> {
    const { method } = operation;
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = method === 'patch' ? 'application/merge-patch+json' : 'application/json';
    const response = await fetch(this.proxy + path, {
      method: method.toUpperCase(),
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'content-type': type }),
        ...headers,
      },
      ...json,
    });
    const found = JSON.parse(response.headers.get('sl-violations') ?? '[]') as Violation[];
    const told = isWrong ? found.filter(({ location }) => location?.[0] === 'response') : found;
    const violations = told.map(({ location, message }) => `${location?.join('.') ?? ''}: ${message}`);
    const request = `${method.toUpperCase()} ${path} ${json.body ?? ''}`;
    this.answers.push({ operationId: idOf(operation), request, status: response.status, violations });
    const answer = await response.text();
    if (response.ok && response.headers.get('content-type')?.startsWith('application/json'))
      this.#remember(answer, method === 'post');
  }

  async #signIn(): Promise<void> {
    const response = await fetch(`${this.proxy}/v1/auth/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'admin@example.com', password: 'keynest-demo' }),
    });
    this.#token = ((await response.json()) as { token: string }).token;
  }

  /** As the contract shows it, on rows that exist. */
  async #asShown(operation: Operation): Promise<void> {
    const path = this.#address(operation);
    if (operation.method === 'get' || operation.method === 'delete') await this.#send({ operation, path });
    const bodies = bodiesOf(operation);
    for (const body of bodies) await this.#send({ operation, path, body: this.#withKnownIds(body) });
    if (operation.method === 'post' && bodies.length === 0) await this.#send({ operation, path });
  }

  #withKnownIds(body: Json): Json {
    const text = JSON.stringify(body).replace(/"([a-z]+_)[0-9a-z]{26}"/g, (id, prefix: string) =>
      JSON.stringify(this.#ids.get(prefix) ?? JSON.parse(id)),
    );
    return JSON.parse(text) as Json;
  }

  /** Wrong in each of the usual ways: no token, an unknown id, an unknown field, another media type. */
  async #wrongly(operation: Operation): Promise<void> {
    const path = this.#fill(operation, this.#known);
    const unknown = this.#fill(operation, (example) => example.replace(/_[0-9a-z]{26}$/, `_${NOBODY}`));
    const withBody = at([...operation.place, 'requestBody']) !== undefined;
    const body = withBody ? { body: { nonsense: true } } : {};
    await this.#send({
      operation,
      path,
      ...body,
      headers: { authorization: 'Bearer kn_nobody' },
      isWrong: true,
    });
    await this.#send({ operation, path: unknown, ...body, isWrong: true });
    await this.#send({ operation, path: `${path}?nonsense=1`, ...body, isWrong: true });
    await this.#send({ operation, path, ...body, headers: { accept: 'image/png' }, isWrong: true });
    if (withBody) await this.#send({ operation, path, body: [], isWrong: true });
  }

  #operation(operationId: string): Operation {
    const operation = OPERATIONS.find((one) => idOf(one) === operationId);
    if (!operation) throw new Error(`No operation is called ${operationId}.`);
    return operation;
  }

  /** Makes what some operations read: a payment and a charge of today, and a notice that was served today. */
  async #prepare(): Promise<void> {
    const tenantId = this.#known('t_');
    const payment = { tenantId, amount: 10, method: 'Cash' };
    await this.#send({ operation: this.#operation('CreatePayment'), path: '/v1/payments', body: payment });
    const charge = { operation: this.#operation('CreateCharge'), path: `/v1/tenants/${tenantId}/charges` };
    await this.#send({ ...charge, body: { kind: 'Other', amount: 5 } });
    const notice = { operation: this.#operation('CreateForm'), path: '/v1/forms/N4', body: { tenantId } };
    await this.#send(notice);
    const service = {
      status: 'Served',
      servedOn: dateIn(ONTARIO_TIME_ZONE, new Date()),
      serviceMethod: 'hand',
    };
    const path = `/v1/forms/${this.#known('f_')}`;
    await this.#send({ operation: this.#operation('UpdateForm'), path, body: service });
  }

  #isUnread(operation: Operation): boolean {
    return !this.answers.some(({ operationId, status }) => operationId === idOf(operation) && status === 200);
  }

  async run(): Promise<void> {
    await this.#signIn();
    const [signOut, ...others] = [...OPERATIONS].sort((a, b) => rankOf(a) - rankOf(b)).reverse();
    const inOrder = others.reverse();
    const reads = inOrder.filter(({ method }) => method === 'get');
    const lists = reads.filter((operation) => pathParameters(operation).length === 0);
    for (const operation of lists) await this.#asShown(operation);
    await this.#prepare();
    // Twice: some show the ids that others need.
    for (const operation of [...reads, ...reads])
      if (this.#isUnread(operation)) await this.#asShown(operation);
    for (const operation of inOrder) if (operation.method !== 'get') await this.#asShown(operation);
    for (const operation of inOrder) await this.#wrongly(operation);
    if (signOut) await this.#asShown(signOut);
  }
}
