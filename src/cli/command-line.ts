import { Command, CommanderError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { DamagedFolder } from '../db/damaged-folder.ts';
import type { WorkspaceOptions } from './create-workspace.ts';
import { FailedOutcome, type Outcome } from './outcome.ts';
import { print, printError } from './output.ts';
import { UsageError } from './usage-error.ts';

const VERSION = manifest.version;

const WRONG_USAGE = 2;
const FAILURE = 1;

const json = () => new Option('--json', 'Print the result as JSON.');

/** Prints a command's outcome in the form asked for. */
function report({ text, data, isFailure }: Outcome, { json: isJson }: { json?: boolean }): void {
  print(isJson === true ? JSON.stringify(data) : text);
  if (isFailure === true) throw new FailedOutcome();
}

function addServe(program: Command): void {
  program
    .command('serve')
    .description('Run the server. The environment holds its settings; see .env.example.')
    .action(async () => {
      const { serve } = await import('./serve.ts');
      await serve();
    });
}

function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('Apply the pending migrations to the database.')
    .option('--status', 'List the migrations and change nothing.')
    .addOption(json())
    .action(async (options: { status?: boolean; json?: boolean }) => {
      const { listMigrations, migrate } = await import('./migrate.ts');
      report(await (options.status === true ? listMigrations() : migrate()), options);
    });
}

function addDemo(program: Command): void {
  program
    .command('demo')
    .description('Fill an empty database with the demo workspace. DEMO_PASSWORD holds its password.')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const { fillDemo } = await import('./demo.ts');
      report(await fillDemo(), options);
    });
}

function addWorkspace(program: Command): void {
  program
    .command('workspace')
    .description('Manage workspaces.')
    .command('create')
    .description(
      'Create a workspace and its first account, an admin and landlord. KEYNEST_PASSWORD holds the password.',
    )
    .requiredOption('--landlord <name>', 'Legal name of the landlord.')
    .requiredOption('--email <address>', 'Email address that the landlord signs in with.')
    .option('--name <name>', "Name of the workspace. Default: the landlord's name.")
    .option('--phone <number>', "The landlord's phone number.")
    .option('--street <line>', "Street of the landlord's address.")
    .option('--city <name>', "City of the landlord's address.")
    .option('--province <province>', "Province of the landlord's address, by code or name.", 'ON')
    .option('--postal-code <code>', "Postal code of the landlord's address.")
    .option('--time-zone <zone>', 'Time zone of the workspace.', 'America/Toronto')
    .addOption(json())
    .action(async (options: WorkspaceOptions & { json?: boolean }) => {
      const { createWorkspace } = await import('./create-workspace.ts');
      report(await createWorkspace(options), options);
    });
}

function addUser(program: Command): void {
  program
    .command('user')
    .description('Manage accounts.')
    .command('set-password')
    .description(
      'Set the password of an account and end its sessions. KEYNEST_PASSWORD holds the password. API keys stay valid.',
    )
    .requiredOption('--email <address>', 'Email address of the account.')
    .addOption(json())
    .action(async (options: { email: string; json?: boolean }) => {
      const { setPassword } = await import('./set-password.ts');
      report(await setPassword(options.email), options);
    });
}

function addBackup(program: Command): void {
  program
    .command('backup')
    .description('Write the whole database to one file and verify it. A server may run meanwhile.')
    .argument('<file>', 'File to write. It is readable by its owner only.')
    .option('--force', 'Replace a file of that name.')
    .addOption(json())
    .action(async (file: string, options: { force?: boolean; json?: boolean }) => {
      const { backUp } = await import('./backup.ts');
      report(await backUp(file, options.force === true), options);
    });
}

function addRestore(program: Command): void {
  program
    .command('restore')
    .description('Load a file that `keynest backup` wrote into an empty place. No server may run on it.')
    .argument('<file>', 'File to load.')
    .option('--force', 'Put the embedded database that is there aside. It is kept under another name.')
    .addOption(json())
    .action(async (file: string, options: { force?: boolean; json?: boolean }) => {
      const { restore } = await import('./restore.ts');
      report(await restore(file, options.force === true), options);
    });
}

function addLinks(program: Command): void {
  program
    .command('links')
    .description('Manage links to files.')
    .command('renew-keys')
    .description('Replace the keys that sign links to files. Every earlier link stops working.')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const { renewKeys } = await import('./renew-keys.ts');
      report(await renewKeys(), options);
    });
}

function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'Check settings, database, keys, clock, room, fonts and backups, and say what to do. Changes nothing.',
    )
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const { examine } = await import('./doctor/doctor.ts');
      report(await examine(), options);
    });
}

function createProgram(): Command {
  const program = new Command('keynest')
    .description('KeyNest: rental management for Ontario, over GraphQL and REST.')
    .version(VERSION, '--version', 'Print the version.')
    .addHelpText('after', '\nExit codes: 0 success, 1 failure, 2 wrong usage.')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  const adders = [
    addServe,
    addMigrate,
    addDemo,
    addWorkspace,
    addUser,
    addLinks,
    addBackup,
    addRestore,
    addDoctor,
  ];
  for (const add of adders) add(program);
  return program;
}

/** Adds the remedy to an error about the data folder, which only the settings tell. */
async function withRemedy(error: unknown): Promise<unknown> {
  if (!(error instanceof DamagedFolder)) return error;
  const { explainDamage } = await import('./explain-damage.ts');
  return explainDamage(error);
}

/** An error's message, with its cause where that adds something. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return cause === '' || error.message.includes(cause) ? error.message : `${error.message}\nCause: ${cause}`;
}

/**
 * Runs the command that the arguments name. Gives the exit code: 0, 1 on failure, 2 on wrong usage.
 *
 * @param argv - as Node gives them: two paths, then the arguments.
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(argv);
    return 0;
  } catch (error) {
    // Commander has printed its own message.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    if (error instanceof FailedOutcome) return FAILURE;
    printError(explain(await withRemedy(error)));
    return error instanceof UsageError ? WRONG_USAGE : FAILURE;
  }
}
