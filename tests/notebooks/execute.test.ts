import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTypes } from './check-types.ts';
import { execute, runtime } from './execute.ts';
import { moduleOfCells } from './module-of-cells.ts';
import type { Notebook } from './notebook.ts';

const path = join(import.meta.dirname, '../../notebooks/made.cells.ts');

function made(...cells: readonly string[]): Notebook {
  const code = cells.map((text, i) => {
    const source = text.split(/(?<=\n)/);
    return { cell_type: 'code' as const, id: `code-${i}`, metadata: {}, source };
  });
  return { cells: code, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

const run = (notebook: Notebook) => execute({ path, text: moduleOfCells(notebook, runtime).text });

describe('running a notebook', () => {
  it('keeps what each cell prints and the value of its last expression, and shares names between cells', async () => {
    const notebook = made(
      "const word: string = 'said';\nconsole.log(word, 1);\nconsole.log('twice');",
      "import { quantile } from '../onboarding/read/measure.ts';\nquantile([{ gap: 3, times: 2 }], 0.5) + word.length;",
    );
    const outputs = await run(notebook);
    expect(outputs.get(0)).toEqual([
      { output_type: 'stream', name: 'stdout', text: ['said 1\n', 'twice\n'] },
    ]);
    expect(outputs.get(1)).toEqual([
      { output_type: 'display_data', data: { 'text/plain': ['7'] }, metadata: {} },
    ]);
  });

  it('fails with the cell that threw', async () => {
    const notebook = made('const one = 1;', "if (one === 1) throw new Error('no further');");
    await expect(run(notebook)).rejects.toThrow(/^made\.ipynb, cell 2: Error: no further/);
  });

  it('finds type errors with the cell and its line', () => {
    const { text, placeOf } = moduleOfCells(made('const one = 1;', "\nconst two: number = 'two';"), runtime);
    const [problem, ...others] = checkTypes([{ path, text }]);
    expect(others).toEqual([]);
    expect(placeOf(problem!.line)).toEqual({ cell: 2, line: 2 });
    expect(problem!.message).toBe("Type 'string' is not assignable to type 'number'.");
  });
});
