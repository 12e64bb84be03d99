import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { renderForm } from '../../src/forms/index.ts';
import { HOSTILE, ORDINARY } from './samples/all.ts';

const generatedAt = '2026-11-23T05:00:00Z';
const script = fileURLToPath(new URL('support/hash.ts', import.meta.url));
const DOCUMENTS = [...ORDINARY, ...HOSTILE].map(([, document]) => document);

test('are the same from another process that renders in another order', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const there = JSON.parse(stdout) as string[];
  const here: string[] = [];
  for (const document of DOCUMENTS) {
    const bytes = await renderForm(document, { draft: false, generatedAt });
    here.push(createHash('sha256').update(bytes).digest('hex'));
  }
  expect(here).toEqual(there);
  expect(new Set(here).size).toBe(DOCUMENTS.length);
});

test('contain no date but the instant of generation', async () => {
  const [first] = DOCUMENTS;
  const one = await renderForm(first!, { draft: false, generatedAt });
  const other = await renderForm(first!, { draft: false, generatedAt: '2027-01-01T00:00:00Z' });
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
  await expect(renderForm(first!, { draft: false, generatedAt: 'soon' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    details: [{ code: 'invalid_instant' }],
  });
});
