import { Command } from 'commander';
import { nearest } from '../../contracts/config/nearest.ts';
import { ConfigError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { readEntry } from '../../pipeline/registry/model-store.ts';
import { listModels, promote, readChampion, rollBack } from '../../pipeline/registry/registry.ts';
import { openStore, storeOption } from '../open-store.ts';
import { compareScreen, entryScreen, modelsScreen } from '../screens/registry-screen.ts';
import type { Streams } from '../terminal.ts';
import { healthCommand } from './health.ts';
import { onTerminal } from './stages.ts';

interface RegistryOptions {
  readonly out: string;
  readonly json: boolean;
}

/** Sub-commands of `holdfast models` on the versions in an output folder or bucket. */
export function registryCommands(streams: Streams): Command[] {
  const command = (name: string, about: string, act: Action) =>
    new Command(name)
      .description(about)
      .option(...storeOption, 'holdfast-out')
      .option('--json', 'print one JSON document on standard output', false)
      .action((...args: unknown[]) => {
        const options = args.at(-2) as RegistryOptions;
        return onTerminal(streams, options, async (terminal) => {
          const store = await openStore(options.out);
          const { lines, json } = await act(store, args.slice(0, -2).map(String));
          for (const line of lines) terminal.print(line);
          terminal.json(json);
        });
      });
  return [
    command('list', 'Every version, and which one is the champion', list),
    command('show', 'What a version was trained on and how good it is', show).argument('<version>'),
    command('compare', 'Two versions side by side', compare).argument('<version>').argument('<other>'),
    command('promote', 'Make a version the champion', promoteByHand)
      .argument('<version>')
      .argument('<why>', 'the reason, kept with the decision'),
    command('rollback', 'Go back to the previous champion', goBack),
    healthCommand(streams),
  ];
}

type Action = (store: ObjectStore, args: readonly string[]) => Promise<{ lines: string[]; json: unknown }>;

const list: Action = async (store) => {
  const models = await listModels(store);
  const champion = (await readChampion(store))?.champion ?? null;
  return { lines: modelsScreen(models, champion), json: { champion, models } };
};

/** @throws ConfigError for a version that was never stored */
async function requireVersions(store: ObjectStore, ...versions: readonly string[]): Promise<void> {
  const known = (await listModels(store)).map(({ version }) => version);
  for (const version of versions)
    if (!known.includes(version))
      throw new ConfigError(
        `There is no model ${version}${nearest(version, known)}: holdfast models list names them`,
      );
}

const show: Action = async (store, [version]) => {
  await requireVersions(store, version!);
  const entry = await readEntry(store, version!);
  return { lines: entryScreen(entry, store), json: entry };
};

const compare: Action = async (store, [version, other]) => {
  await requireVersions(store, version!, other!);
  const pair = [await readEntry(store, version!), await readEntry(store, other!)] as const;
  return { lines: compareScreen(...pair), json: pair };
};

const promoteByHand: Action = async (store, [version, why]) => {
  await requireVersions(store, version!);
  const before = (await readChampion(store))?.champion.version;
  const champion = await promote(store, version!, why!);
  const says =
    before === version
      ? `${version} is the champion already; nothing was changed.`
      : `${version} scores from now on.`;
  return { lines: [says], json: champion };
};

const goBack: Action = async (store) => {
  const champion = await rollBack(store);
  return { lines: [`${champion.version} scores again.`], json: champion };
};
