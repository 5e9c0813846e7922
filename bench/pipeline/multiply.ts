import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { readConfig } from '../../contracts/config/read-config.ts';

export interface Multiple {
  /** How often each customer stands there, with all that is theirs. */
  readonly copies: number;
  /** How often each event of a customer stands there, a minute apart. */
  readonly repeats: number;
}

/**
 * Makes a shop of many customers of a simulated one, as typed Parquet: everybody so often under other ids.
 * @returns path of its config
 */
export async function multiply(config: string, folder: string, multiple: Multiple): Promise<string> {
  const made = join(folder, basename(config));
  if (existsSync(made)) return made;
  mkdirSync(folder, { recursive: true });
  const text = readFileSync(config, 'utf8');
  const { inputs } = readConfig(text, config);
  const connection = await (
    await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2GB' })
  ).connect();
  for (const { file } of Object.values(inputs)) {
    const described = await connection.runAndReadAll(`describe from '${join(config, '..', file!)}'`);
    const names = described.getRowObjectsJS().map(({ column_name: name }) => String(name));
    const draft = join(folder, `${file}.draft`);
    await connection.run(
      `copy (${manySelect(join(config, '..', file!), names, multiple)}) to '${draft}' (format parquet, compression zstd)`,
    );
    renameSync(draft, join(folder, file!));
  }
  connection.closeSync();
  writeFileSync(made, text);
  return made;
}

/** Ids that many customers share. */
const shared = ['product_id'];

function manySelect(file: string, names: readonly string[], { copies, repeats }: Multiple): string {
  const isEvents = names.includes('event_id');
  const changed = names.flatMap((name) => {
    const again = name === 'event_id' ? ` || '-' || again` : '';
    if (name.endsWith('_id') && !shared.includes(name)) return [`${name} || '-' || copy${again} as ${name}`];
    return isEvents && name.endsWith('_at') ? [`${name} - to_minutes(again) as ${name}`] : [];
  });
  return `select * exclude (copy, again) replace (${changed.join(', ')})
    from read_parquet('${file}'), range(${copies}) c(copy), range(${isEvents ? repeats : 1}) r(again)`;
}
