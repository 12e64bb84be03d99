/** `npm run dev`: runs the server, and builds and restarts it after every change of a source. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { context } from 'esbuild';
import { BUNDLE_OPTIONS, copyAssets } from './bundle.js';
import { generate } from './generate.js';
import { ROOT } from './stamp.js';

let server;

async function stop() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const exit = once(server, 'exit');
  server.kill('SIGTERM');
  await exit;
}

async function restart() {
  await stop();
  await copyAssets();
  server = spawn(process.execPath, [join(ROOT, 'dist/main.js'), 'serve'], {
    stdio: 'inherit',
    env: { DRAIN_SECONDS: '0', ...process.env },
  });
}

let restarts = Promise.resolve();

const restartAfterBuild = {
  name: 'restart-after-build',
  setup(build) {
    build.onEnd(({ errors }) => {
      if (errors.length === 0) restarts = restarts.then(restart);
    });
  },
};

/** Generated code changes with these; the bundler then sees the generated files change. */
function watchSchemas() {
  let timer;
  const regenerate = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      generate().catch((error) => process.stderr.write(`${error.message}\n`));
    }, 200);
  };
  for (const folder of ['prisma', 'schema', 'src/rest/v1'])
    watch(join(ROOT, folder), (_event, name) => {
      if (/\.(prisma|graphql|yaml)$/.test(name ?? '')) regenerate();
    });
}

await generate();
// What this program builds has no stamp, so `npm start` builds again.
await rm(join(ROOT, 'dist'), { recursive: true, force: true });
const bundler = await context({
  ...BUNDLE_OPTIONS,
  plugins: [...BUNDLE_OPTIONS.plugins, restartAfterBuild],
});
await bundler.watch();
watchSchemas();
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    await restarts;
    await stop();
    process.exit(0);
  });
