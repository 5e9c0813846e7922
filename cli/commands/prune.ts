import { Command } from 'commander';
import { findUnneeded } from '../../pipeline/published/unneeded.ts';
import { write } from '../../pipeline/reports/format.ts';
import { openStore, storeOption } from '../open-store.ts';
import type { Streams } from '../terminal.ts';
import { onTerminal } from './stages.ts';

interface PruneOptions {
  readonly out: string;
  readonly yes: boolean;
  readonly json: boolean;
}

/** `holdfast prune`: removes what stages wrote and no published run points to any more. */
export const pruneCommand = (streams: Streams): Command =>
  new Command('prune')
    .description('Remove outputs of stages that no published run needs; never lists, ledger or models')
    .option(...storeOption, 'holdfast-out')
    .option('--yes', 'remove it; without this, only show what would be removed', false)
    .option('--json', 'print one JSON document on standard output', false)
    .action((options: PruneOptions) => prune(options, streams));

function prune({ out, yes, json }: PruneOptions, streams: Streams): Promise<void> {
  return onTerminal(streams, { json }, async (terminal) => {
    const store = await openStore(out);
    const { objects, byFolder } = await findUnneeded(store);
    if (yes) for (const { key } of objects) await store.delete(key);
    for (const [folder, { files, bytes }] of Object.entries(byFolder)) {
      terminal.print(
        `  ${store.locate(`${folder}/`)}  ${filesOf(files)}, ${write.number(bytes / 1e6, 1)} MB`,
      );
    }
    terminal.print(sentence(objects.length, yes));
    terminal.json({ removed: yes, byFolder });
  });
}

function sentence(files: number, removed: boolean): string {
  if (files === 0) return 'Everything is needed by a published run.';
  return removed
    ? `${filesOf(files)} removed.`
    : `${filesOf(files)} would be removed: no published run needs ${files === 1 ? 'it' : 'them'}. Remove with --yes, while no run is in progress.`;
}

const filesOf = (files: number): string => `${write.count(files)} ${files === 1 ? 'file' : 'files'}`;
