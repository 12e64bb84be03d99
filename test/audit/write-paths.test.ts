import { readdir, readFile } from 'node:fs/promises';

const COMMANDS = new URL('../../src/commands/', import.meta.url);

/** A write on the viewer's client or the system's itself, which the log could give no name to. */
const NAMELESS =
  /\b(?:db|system)\s*\.\s*(?:\$transaction|\$executeRaw|\w+\s*\.\s*(?:create|update|upsert|delete)\w*)\b/;

describe('commands', () => {
  test('write through Context.write, so that the log has the user', async () => {
    const entries = await readdir(COMMANDS, { recursive: true });
    const sources = await Promise.all(
      entries
        .filter((name) => name.endsWith('.ts'))
        .map(async (name) => ({ name, source: await readFile(new URL(name, COMMANDS), 'utf8') })),
    );
    const nameless = sources.filter(({ source }) => NAMELESS.test(source)).map(({ name }) => name);
    expect(nameless).toEqual([]);
  });
});
