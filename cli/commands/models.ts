import { Command } from 'commander';
import { ConfigError } from '../../contracts/errors.ts';
import { prepareBackend, tryBackends } from '../../models/backend.ts';
import { BackendError } from '../../models/errors.ts';
import { backendsScreen } from '../screens/backends-screen.ts';
import type { Streams } from '../terminal.ts';
import { registryCommands } from './registry.ts';
import { onTerminal } from './stages.ts';
import { validateCommand } from './validate.ts';

interface ModelsOptions {
  readonly backends: boolean;
  readonly json: boolean;
}

/** Models and what they compute with. */
export function modelsCommand(streams: Streams): Command {
  const command = new Command('models')
    .enablePositionalOptions()
    .description(
      'The versions of a model: which one is champion and how good each is; and which backend computes',
    )
    .option('--backends', 'which backend is in use and why, and how starting each went', false)
    .option('--json', 'print one JSON document on standard output', false)
    .action((options: ModelsOptions, command: Command) =>
      options.backends ? showBackends(streams, options) : command.help({ error: true }),
    );
  for (const sub of registryCommands(streams)) command.addCommand(sub);
  command.addCommand(validateCommand(streams));
  return command;
}

function showBackends(streams: Streams, options: ModelsOptions): Promise<void> {
  return onTerminal(streams, options, async (terminal) => {
    const inUse = await prepareBackend().catch((error) => {
      throw error instanceof BackendError ? new ConfigError(error.message, { cause: error }) : error;
    });
    const trials = await tryBackends();
    for (const line of backendsScreen(inUse, trials)) terminal.print(line);
    terminal.json({ inUse, trials });
  });
}
