import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
  await keynest.tokenOf('admin');
});
afterAll(() => keynest.close());

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly subjectId: string } }[];
}

async function read(page: string): Promise<Page> {
  const query = `{ auditEvents(${page}) { edges { cursor node { subjectId } } } }`;
  const { data, errors } = await keynest.gql(await keynest.viewerOf('admin'), query);
  expect(errors).toBeUndefined();
  return (data as { auditEvents: Page }).auditEvents;
}

const newProperty = async () => {
  const { body } = await keynest.as('landlord').post('/v1/properties', { name: 'Elm House' });
  return (body as { id: string }).id;
};

const subjects = ({ edges }: Page) => [...new Set(edges.map(({ node }) => node.subjectId))];

test('an event is listed as soon as its request is answered', async () => {
  await keynest.tokenOf('landlord');
  const propertyId = await newProperty();
  expect(subjects(await read('filter: { subjectType: PROPERTY }, first: 1'))).toEqual([propertyId]);
});

/** What a dump brings into a new cluster: rows whose transactions have higher numbers than those of the new cluster. */
async function restoreElsewhere(): Promise<void> {
  const { prisma } = keynest;
  await prisma.$transaction([
    prisma.$executeRaw`UPDATE "AuditEpoch" SET "cluster" = "cluster" - 1`,
    prisma.$executeRaw`ALTER TABLE "AuditEvent" DISABLE TRIGGER "AuditEvent_unchanging"`,
    prisma.$executeRaw`UPDATE "AuditEvent" SET "position" = "position" + 1000000`,
    prisma.$executeRaw`ALTER TABLE "AuditEvent" ENABLE TRIGGER "AuditEvent_unchanging"`,
  ]);
}

describe('a log that was restored on another cluster', () => {
  test('is listed whole, and new events come after it', async () => {
    const filter = 'filter: { subjectType: PROPERTY }';
    await newProperty();
    await restoreElsewhere();
    const restored = await read(`${filter}, first: 100`);
    expect(restored.edges).toHaveLength(await keynest.prisma.property.count());
    const cursor = restored.edges[0]!.cursor;
    const propertyId = await newProperty();
    expect(subjects(await read(`${filter}, last: 100, before: "${cursor}"`))).toEqual([propertyId]);
    expect(subjects(await read(`${filter}, first: 1`))).toEqual([propertyId]);
    expect(await keynest.prisma.auditEpoch.count()).toBe(2);
  });
});

test('pages walk the whole log in both directions, each event once', async () => {
  const forth: string[] = [];
  for (let after = ''; ;) {
    const { edges } = await read(`first: 3${after}`);
    if (edges.length === 0) break;
    forth.push(...edges.map(({ cursor }) => cursor));
    after = `, after: "${forth.at(-1)}"`;
  }
  const back: string[] = [];
  for (let before = ''; ;) {
    const { edges } = await read(`last: 3${before}`);
    if (edges.length === 0) break;
    back.unshift(...edges.map(({ cursor }) => cursor));
    before = `, before: "${back[0]}"`;
  }
  const count = await keynest.prisma.auditEvent.count({ where: { workspaceId: keynest.own.workspace.id } });
  expect(new Set(forth).size).toBe(count);
  expect(back).toEqual(forth);
});

test('the events of one transaction have one position', async () => {
  const { body } = await keynest.as('landlord').post('/v1/properties', { name: 'Oak House', units: 40 });
  const { requestId } = await keynest.prisma.auditEvent.findFirstOrThrow({
    where: { subjectId: (body as { id: string }).id },
  });
  const positions = await keynest.prisma.auditEvent.groupBy({
    by: ['position'],
    where: { requestId },
    _count: true,
  });
  expect(positions).toEqual([{ position: positions[0]?.position, _count: 41 }]);
});
