import { format } from 'node:util';
import type { Output } from './notebook.ts';
import { linesOf, outputOf } from './output-of.ts';

/**
 * Runs inside the process of a notebook: notes what each cell prints and displays, and sends it to the parent at the
 * end. A cell that throws ends the process and says which it was.
 */
const outputs = new Map<number, Output[]>();
let current = { index: -1, count: 0 };

/** Everything that follows belongs to this cell: its index in the file, and its number among the code cells. */
export function startCell(index: number, count: number): void {
  current = { index, count };
  outputs.set(index, []);
}

/** Shows the value of a cell's last expression. */
export function display(value: unknown): void {
  if (value !== undefined) outputs.get(current.index)?.push(outputOf(value));
}

/** Prints into the current cell. What libraries say while they load, before the first cell, is nobody's output. */
function print(...values: unknown[]): void {
  const own = outputs.get(current.index);
  const text = linesOf(`${format(...values)}\n`);
  const last = own?.at(-1);
  if (last?.output_type === 'stream') own![own!.length - 1] = { ...last, text: [...last.text, ...text] };
  else own?.push({ output_type: 'stream', name: 'stdout', text });
}

/** The notebook is through. */
export function finish(): void {
  process.send?.([...outputs], () => process.exit(0));
}

Object.assign(console, { log: print, info: print, warn: print });
process.on('uncaughtException', (error) => {
  process.stderr.write(`cell ${current.count}: ${error.stack ?? error}\n`);
  process.exit(1);
});
