import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Config, InputConfig } from '../../contracts/config/config.ts';
import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import type { ListInputs } from '../../contracts/ports/raw-files.ts';
import type { RawInput } from '../../contracts/ports/warehouse.ts';
import { rawInput } from '../configured-input.ts';
import { isDataFile } from '../data-files.ts';
import { digestOf, isDamage, takeStock } from '../take-stock.ts';
import { inZip } from './open-text.ts';
import { writingState } from './writing-state.ts';

export interface LocalInput extends RawInput {
  readonly fingerprint: string;
}

/**
 * Finds the config's files, relative to the config, and takes the fingerprint of what they hold.
 * @throws ConfigError for a file that is not there, DataRefusedError for an empty one.
 */
export async function findInputs(config: Config, configFile: string): Promise<LocalInput[]> {
  const inputs: LocalInput[] = [];
  for (const [name, input] of Object.entries(config.inputs))
    inputs.push(await findInput(name, input, configFile));
  return inputs;
}

/** The files of some inputs, relative to the config, as the folder lists them; none is read. */
export const listLocalInputs =
  (configFile: string): ListInputs =>
  (config, names) =>
    Promise.all(
      names.map(async (name) => {
        const input = config.inputs[name]!;
        const { member } = input;
        const paths = await locateInput(name, input, configFile);
        const files = await Promise.all(
          paths.map((path) =>
            reached(name, path, async () => {
              const info = await stat(path);
              const location = member === undefined ? path : inZip(path, member);
              const state = await writingState(path, info, input.format);
              return {
                ...{ location, tag: `${info.size}-${info.mtimeMs}`, landedAt: info.mtimeMs, ...state },
                size: info.size,
                digest: () => digestOf(createReadStream(path), input.format),
              };
            }),
          ),
        );
        return { input: rawInput(name, input, []), files };
      }),
    );

async function findInput(name: string, input: InputConfig, configFile: string): Promise<LocalInput> {
  const files = await locateInput(name, input, configFile);
  const { member, format } = input;
  const stock = await takeStock({
    files: await heldFiles(files, configFile, input),
    format,
    open: ({ location }) => createReadStream(location, { highWaterMark: 1 << 20 }),
    failed: ({ location }, cause) => unreadable(name, location, cause),
  });
  const locations = stock.own.map(({ location }) =>
    member === undefined ? location : inZip(location, member),
  );
  return {
    ...rawInput(name, input, locations),
    ...(stock.copies.length === 0 ? {} : { copies: stock.copies }),
    fingerprint: stock.fingerprint,
  };
}

const heldFiles = (files: readonly string[], configFile: string, { file = '' }: InputConfig) =>
  Promise.all(
    files.map(async (location) => ({
      location,
      path:
        relative(resolve(dirname(configFile), file), location)
          .split(sep)
          .join('/') || basename(location),
      size: (await stat(location)).size,
    })),
  );

/** The SQL engine reads a compressed file that is cut short as far as it goes and says nothing. */
const unreadable = (name: string, file: string, cause: unknown): unknown =>
  isDamage(cause)
    ? new DataRefusedError(`inputs.${name}: ${file} is cut short or damaged; fetch it again`, { cause })
    : cause;

/**
 * The files of an input, in the order of their paths.
 * @throws ConfigError where there is none, DataRefusedError for an empty one
 */
export async function locateInput(name: string, input: InputConfig, configFile: string): Promise<string[]> {
  if (input.file === undefined) {
    throw new ConfigError(
      `inputs.${name}.table: this machine has no Glue catalogue to find ${input.table} in. Give the input a \`file\` in its place, such as the Parquet files of an UNLOAD of it (\`format: parquet\`)`,
    );
  }
  return filesAt(name, resolve(dirname(configFile), input.file), input.format);
}

/** One file, or all data files of the format below a folder, in the order of their paths. */
async function filesAt(name: string, path: string, format: RawInput['format']): Promise<string[]> {
  const info = await stat(path).catch(() => null);
  if (info === null) throw new ConfigError(`inputs.${name}.file: there is no ${path}`);
  if (!info.isDirectory()) {
    if (info.size === 0) throw new DataRefusedError(`inputs.${name}: the file ${path} is empty`);
    return [path];
  }
  const files = await dataFilesBelow(name, path, format);
  if (files.length > 0) return files;
  throw new ConfigError(`inputs.${name}.file: the folder ${path} holds no ${format} file with rows`);
}

async function dataFilesBelow(name: string, folder: string, format: RawInput['format']): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const below = relative(folder, path).split(sep).join('/');
    const { size } = await reached(name, path, () => stat(path));
    if (isDataFile(below, size, format)) found.push(below);
  }
  return found.sort().map((below) => join(folder, below));
}

/** @throws DataRefusedError that names the file where the system does not let it be looked at: a link that leads nowhere, no right to read */
async function reached<T>(name: string, path: string, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new DataRefusedError(
      `inputs.${name}: ${path} cannot be read (${code}): it was removed, is a link that leads nowhere, or may not be opened`,
    );
  }
}
