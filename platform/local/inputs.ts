import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Config, InputConfig } from '../../contracts/config/config.ts';
import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import type { RawInput } from '../../contracts/ports/warehouse.ts';
import { rawInput } from '../configured-input.ts';

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

async function findInput(name: string, input: InputConfig, configFile: string): Promise<LocalInput> {
  if (input.file === undefined) {
    throw new ConfigError(
      `inputs.${name}.table: this machine has no Glue catalogue to find ${input.table} in. Give the input a \`file\` in its place, such as the Parquet files of an UNLOAD of it (\`format: parquet\`)`,
    );
  }
  const path = resolve(dirname(configFile), input.file);
  const files = await filesAt(name, path, input.format);
  return { ...rawInput(name, input, files), fingerprint: await fingerprint(name, files) };
}

/** One file, or all files of the format in a folder, in the order of their names. */
async function filesAt(name: string, path: string, format: string): Promise<string[]> {
  const info = await stat(path).catch(() => null);
  if (info === null) throw new ConfigError(`inputs.${name}.file: there is no ${path}`);
  const files = info.isDirectory()
    ? (await readdir(path))
        .filter((file) => file.includes(`.${format}`))
        .sort()
        .map((file) => join(path, file))
    : [path];
  if (files.length === 0)
    throw new ConfigError(`inputs.${name}.file: the folder ${path} holds no .${format} file`);
  for (const file of files) {
    if ((await stat(file)).size === 0)
      throw new DataRefusedError(`inputs.${name}: the file ${file} is empty`);
  }
  return files;
}

async function fingerprint(name: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
    if (file.endsWith('.gz')) await refuseDamaged(name, file);
  }
  return hash.digest('hex');
}

/** The SQL engine reads a compressed file that is cut short as far as it goes and says nothing. */
async function refuseDamaged(name: string, file: string): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(createReadStream(file), createGunzip(), nowhere).catch((cause) => {
    throw new DataRefusedError(`inputs.${name}: ${file} is cut short or damaged; fetch it again`, { cause });
  });
}
