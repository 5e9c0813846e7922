import ts from 'typescript';
import type { Notebook } from './notebook.ts';

/** The code cells of a notebook as one module, and where each line of it comes from. */
export interface CellModule {
  readonly text: string;
  /** The cell (counted as Jupyter counts them, from 1) and its line for a line of the module, both from 1. */
  readonly placeOf: (line: number) => { readonly cell: number; readonly line: number };
}

/**
 * Joins the code cells, each behind a marker that tells the run-time whose outputs follow. A cell that ends in an
 * expression displays it, as notebooks do.
 * @param runtime what the module imports `startCell` and `display` from
 */
export function moduleOfCells({ cells }: Notebook, runtime: string): CellModule {
  const lines = [`import { display as __display, startCell as __startCell } from '${runtime}';`];
  const places = [{ cell: 0, line: 0 }];
  let cell = 0;
  cells.forEach(({ cell_type, source }, index) => {
    if (cell_type !== 'code') return;
    cell++;
    const own = displayingLast(source.join('')).split('\n');
    lines.push(`__startCell(${index}, ${cell});`, ...own);
    places.push({ cell, line: 0 }, ...own.map((_, i) => ({ cell, line: i + 1 })));
  });
  return { text: `${lines.join('\n')}\n`, placeOf: (line) => places[line - 1] ?? places.at(-1)! };
}

/** The last statement, where it is an expression, becomes what the cell displays. */
function displayingLast(code: string): string {
  const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.Latest);
  const last = file.statements.at(-1);
  if (last === undefined || !ts.isExpressionStatement(last)) return code;
  const { expression } = last;
  const [from, to] = [expression.getStart(file), expression.getEnd()];
  return `${code.slice(0, from)}__display(${code.slice(from, to)})${code.slice(to)}`;
}
