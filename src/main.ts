// Before the rest is loaded, so that its errors name lines of the sources.
process.setSourceMapsEnabled(true);
const { runCommandLine } = await import('./cli/command-line.ts');

process.exit(await runCommandLine(process.argv));
