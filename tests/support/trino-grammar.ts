import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../bundling.mjs';
import { scratchFolder } from './scratch.ts';

interface Problem {
  readonly startLine: number;
  readonly message: string;
}

/**
 * The grammar of Trino's SQL, as dt-sql-parser has it: answers what is wrong with a text, nothing where it parses. The
 * package cannot be imported by Node as it is (folders without an index), so it is bundled first.
 */
export const trinoGrammar = (): Promise<Grammar> => (loaded ??= load());

type Grammar = (sql: string) => readonly string[];

/** One for all files of a process: what the parser learns of the grammar as it reads costs more than most texts. */
let loaded: Promise<Grammar> | undefined;

async function load(): Promise<Grammar> {
  const outfile = join(scratchFolder(), 'trino-grammar.mjs');
  const contents = "export { TrinoSQL } from 'dt-sql-parser/dist/parser/trino/index.js'";
  const resolveDir = import.meta.dirname;
  await build(
    bundleOptions({ stdin: { contents, resolveDir }, packages: 'bundle', outfile, logLevel: 'silent' }),
  );
  const { TrinoSQL } = (await import(outfile)) as {
    TrinoSQL: new () => { validate: (sql: string) => readonly Problem[] };
  };
  const parser = new TrinoSQL();
  return (sql) => parser.validate(sql).map(({ startLine, message }) => `line ${startLine}: ${message}`);
}
