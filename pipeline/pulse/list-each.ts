import type { Unread } from '../../contracts/artefacts/pulse.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { ListedInput, ListInputs } from '../../contracts/ports/raw-files.ts';
import { faultOfFiles } from './fault-of-files.ts';

/** Inputs by name as they are listed, and those that cannot be: a folder that is gone, or holds nothing. */
export async function listEach(
  config: Config,
  inputs: readonly string[],
  list: ListInputs,
): Promise<{ readonly listed: ReadonlyMap<string, ListedInput>; readonly unread: readonly Unread[] }> {
  const listed = new Map<string, ListedInput>();
  const unread: Unread[] = [];
  for (const name of inputs)
    try {
      for (const one of await list(config, [name])) listed.set(name, one);
    } catch (error) {
      unread.push({ file: config.inputs[name]!.file ?? name, problem: faultOfFiles(error).message });
    }
  return { listed, unread };
}
