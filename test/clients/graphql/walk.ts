import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { print } from 'graphql';
import type { Cache, OperationName, Variables } from './cache.ts';
import * as documents from './documents.ts';

/** Asks the server without any cache. */
export type Ask = (query: string, variables?: Variables) => Promise<Readonly<Record<string, unknown>>>;

/** Without the type names that clients add. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (name, child: unknown) =>
    name === '__typename' ? undefined : child,
  );
}

export class Walk {
  constructor(
    readonly cache: Cache,
    readonly ask: Ask,
  ) {}

  /** The cache gives exactly what the server says. */
  async #agree(operation: OperationName, variables?: Variables): Promise<unknown> {
    const told = await this.ask(print(documents[operation]), variables);
    deepEqual(plain(this.cache.cached(operation, variables)), plain(told));
    return told;
  }

  /** Two versions of one rule stay two. */
  async rules(): Promise<void> {
    await this.cache.read('TwoVersions');
    const { before, after } = (await this.#agree('TwoVersions')) as Record<
      string,
      { rules: { name: string; value: string }[] }
    >;
    const days = [before, after].map(
      (part) => part?.rules.find(({ name }) => name === 'n4.notice_days')?.value,
    );
    deepEqual(days, ['14', '7']);
  }

  /** A member is not their user. */
  async people(): Promise<void> {
    await this.cache.read('People');
    const { viewer, members } = (await this.#agree('People')) as {
      viewer: { id: string };
      members: { nodes: { id: string; userId: string }[] };
    };
    const own = members.nodes.find(({ userId }) => userId === viewer.id);
    ok(own);
    notEqual(own.id, viewer.id);
  }

  /** Two queries that read parts of one embedded object do not take it from each other. */
  async parts(): Promise<void> {
    await this.cache.read('Streets');
    await this.cache.read('Cities');
    await this.#agree('Streets');
    await this.#agree('Cities');
  }

  /** A page and the next one make one list, in the server's order. */
  async pages(): Promise<void> {
    await this.cache.loadUnits();
    const first = this.cache.labels();
    await this.cache.loadUnits();
    const { units } = (await this.ask(print(documents.UnitPage), { first: 100 })) as {
      units: { edges: { node: { label: string } }[] };
    };
    const labels = units.edges.map(({ node }) => node.label);
    ok(labels.length > first.length && first.length > 0, 'The demo has more than one page of units.');
    deepEqual(this.cache.labels(), labels.slice(0, this.cache.labels().length));
    equal(this.cache.labels().length, Math.min(labels.length, 2 * first.length));
  }

  /** An object read by two queries is one: a mutation shows in both. */
  async changes(title: string): Promise<void> {
    const { units } = (await this.ask('{ units(first: 1) { nodes { id } } }')) as {
      units: { nodes: { id: string }[] };
    };
    const unitId = units.nodes[0]?.id ?? '';
    const { openTicket } = (await this.cache.change('OpenTicket', { title, unitId })) as {
      openTicket: { id: string };
    };
    const { id } = openTicket;
    await this.cache.read('Tickets');
    await this.cache.read('OneTicket', { id });
    await this.cache.change('MoveTicket', { id, status: 'SCHEDULED' });
    const { ticket } = (await this.#agree('OneTicket', { id })) as { ticket: { status: string } };
    equal(ticket.status, 'SCHEDULED');
    await this.#agree('Tickets');
  }
}
