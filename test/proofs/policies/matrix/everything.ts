import type { Viewer } from '../../../../src/policies/viewer.ts';
import { ask } from './answers.ts';
import { isNode, NOUN_TYPES, stepsOf, type Step } from './graph.ts';
import { LEADS } from './leads.ts';
import { rootSteps } from './operations.ts';
import { rowsOf, sightOf, type Noun, type Sight } from './oracle.ts';
import type { Rows } from './rows.ts';
import { selectionOf } from './selection.ts';
import type { World } from './world.ts';

/** Rows that may not be asked for, but are shown because something that may be seen belongs to them. */
export function mentionedBy(rows: Rows, sight: Sight): Readonly<Record<string, ReadonlySet<string>>> {
  const mentioned: Record<string, Set<string>> = {};
  const isKnown = (noun: string, id: string) => sight[noun as Noun].has(id) || mentioned[noun]?.has(id);
  const steps = NOUN_TYPES.flatMap(stepsOf).filter(({ shape }) => shape === 'one');
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false;
    for (const { type, name, target } of steps) {
      const known = rowsOf(rows, type.name as Noun).filter(({ id }) => isKnown(type.name, id));
      for (const row of known) {
        const [id] = LEADS[`${type.name}.${name}`]!.ids(row as never, rows, null as never);
        if (!id || isKnown(target!.name, id)) continue;
        (mentioned[target!.name] ??= new Set()).add(id);
        isGrowing = true;
      }
    }
  }
  return mentioned;
}

async function readRows(world: World, viewer: Viewer, steps: readonly Step[], ids: readonly string[]) {
  const selections = steps.map((step) => selectionOf(step)).join('\n');
  const [first] = steps;
  const document = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${first!.type.name} { id ${selections} } } }`;
  const { data, errors } = await ask(world, viewer, document, { ids });
  expect(errors).toEqual([]);
  return data as unknown;
}

/** All fields of what is mentioned: one by one, since such rows can't be read twice for one document. */
async function readMentioned(world: World, viewer: Viewer, reference: Step, ids: readonly string[]) {
  const steps = stepsOf(reference.target!);
  const read = steps.map((step) => {
    const document = `query ($ids: [ID!]!) {
      nodes(ids: $ids) { ... on ${reference.type.name} { ${reference.name} { id ${selectionOf(step)} } } }
    }`;
    return ask(world, viewer, document, { ids });
  });
  return Promise.all(read);
}

async function readNoun(world: World, viewer: Viewer, rows: Rows, sight: Sight, noun: Noun) {
  const ids = rowsOf(rows, noun).flatMap(({ id }) => (sight[noun].has(id) ? id : []));
  if (ids.length === 0) return null;
  const steps = stepsOf(NOUN_TYPES.find(({ name }) => name === noun)!);
  const answers: unknown[] = [await readRows(world, viewer, steps, ids)];
  for (const reference of steps.filter(({ shape }) => shape === 'one')) {
    const { ids: idsOf } = LEADS[`${noun}.${reference.name}`]!;
    const target = reference.target!.name as Noun;
    const beyond = rowsOf(rows, noun).filter((row) => {
      const [id] = idsOf(row as never, rows, viewer);
      return sight[noun].has(row.id) && id && !sight[target].has(id);
    });
    if (beyond.length === 0) continue;
    answers.push(
      await readMentioned(
        world,
        viewer,
        reference,
        beyond.map(({ id }) => id),
      ),
    );
  }
  return answers;
}

/** All that somebody can be told: every field of every row that they may see, and every list. */
export async function everythingFor(world: World, viewer: Viewer, rows: Rows): Promise<unknown> {
  const sight = sightOf(viewer, rows);
  const nouns = NOUN_TYPES.filter(isNode).map(({ name }) => name as Noun);
  const told: Record<string, unknown> = {};
  for (const noun of nouns) told[noun] = await readNoun(world, viewer, rows, sight, noun);
  for (const step of rootSteps('query').filter(({ shape }) => shape === 'connection')) {
    told[step.name] = await ask(world, viewer, `{ ${selectionOf(step)} }`);
  }
  const dashboard = rootSteps('query').find(({ name }) => name === 'dashboard');
  told['dashboard'] = await ask(world, viewer, `{ ${selectionOf(dashboard!)} }`);
  return told;
}
