import { program } from '../../cli/program.ts';

export interface Finished {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line inside the test and answers what it printed and its exit code. */
export async function holdfast(...args: string[]): Promise<Finished> {
  let out = '';
  let err = '';
  const code = await program(args, {
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
  });
  return { code, out, err };
}
