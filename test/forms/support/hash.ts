import { createHash } from 'node:crypto';
import { renderForm } from '../../../src/forms/index.ts';
import { HOSTILE, ORDINARY } from '../samples/all.ts';

/** Run in a process of its own: prints the SHA-256 of every sample document, rendered last to first. */
const hashes: string[] = [];
for (const [, document] of [...ORDINARY, ...HOSTILE].reverse()) {
  const bytes = await renderForm(document, { draft: false, generatedAt: '2026-11-23T05:00:00Z' });
  hashes.unshift(createHash('sha256').update(bytes).digest('hex'));
}
process.stdout.write(JSON.stringify(hashes));
