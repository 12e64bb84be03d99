import { ask } from './matrix/answers.ts';
import { rowsOf, sightOf } from './matrix/oracle.ts';
import { buildWorld, PERSONAS, type Persona, type World } from './matrix/world.ts';

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});
afterAll(() => world.keynest.close());

const LINKS = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Form { id pdfUrl certificateUrl } } }';

interface Linked {
  readonly id: string;
  readonly pdfUrl: string;
  readonly certificateUrl: string | null;
}

/** The links of all forms there are, as far as somebody is given them. */
async function linksFor(persona: Persona): Promise<Linked[]> {
  const ids = rowsOf(world.rows, 'Form').map(({ id }) => id);
  const { data } = await ask(world, world.personas[persona], LINKS, { ids });
  return data.nodes.filter(Boolean);
}

/** As somebody without a token, from the server that listens: the link is the permission. */
async function status(url: string): Promise<number> {
  const { pathname, search } = new URL(url);
  return (await world.keynest.withToken(null).get(pathname + search)).status;
}

const renamed = (url: string, from: string, to: string) => url.replace(from, to);

test.each(PERSONAS)('links come with forms that may be seen, and with no others × %s', async (persona) => {
  const seen = sightOf(world.personas[persona], world.rows).Form;
  expect(new Set((await linksFor(persona)).map(({ id }) => id))).toEqual(seen);
});

describe('a link', () => {
  test('opens its own file, for whoever holds it', async () => {
    const [form] = await linksFor('tenant');
    expect(await status(form!.pdfUrl)).toBe(200);
  });

  test('opens no other form’s, of the same tenancy or of another workspace', async () => {
    const { own, other } = world.keynest;
    const [form] = await linksFor('tenant');
    const { id, pdfUrl } = form!;
    const all = rowsOf(world.rows, 'Form').filter((row) => row.id !== id);
    const some = [own, other].flatMap(({ workspace }) =>
      all.filter(({ workspaceId }) => workspaceId === workspace.id).slice(0, 5),
    );
    for (const row of some) expect(await status(renamed(pdfUrl, id, row.id))).toBe(403);
    expect(await status(renamed(pdfUrl, id, 'f_7zzzzzzzzzzzzzzzzzzzzzzzzz'))).toBe(403);
  });

  test('to a file opens no certificate, nor the other way', async () => {
    const served = (await linksFor('landlord')).find(({ certificateUrl }) => certificateUrl !== null);
    const { id, pdfUrl, certificateUrl } = served!;
    expect(await status(renamed(pdfUrl, id, `${id}/certificate`))).toBe(403);
    expect(await status(renamed(certificateUrl!, '/certificate', ''))).toBe(403);
  });

  test('is nothing without its signature, whoever asks', async () => {
    const [form] = await linksFor('admin');
    const path = `/files/${form!.id}`;
    expect((await world.keynest.as('admin').get(path)).status).toBe(403);
    expect((await world.keynest.as('tenant').get(`${path}?expires=9999999999&key=&signature=`)).status).toBe(
      403,
    );
  });
});
