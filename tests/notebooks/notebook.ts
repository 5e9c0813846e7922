/** What a notebook file holds (nbformat 4.5), as far as it is read and written here. */
export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: Record<string, unknown>;
  readonly nbformat: number;
  readonly nbformat_minor: number;
}

export interface Cell {
  readonly cell_type: 'code' | 'markdown';
  readonly id: string;
  readonly metadata: Record<string, unknown>;
  readonly source: readonly string[];
  readonly execution_count?: number | null;
  readonly outputs?: readonly Output[];
}

/** What a cell printed or displayed. */
export type Output =
  | { readonly output_type: 'stream'; readonly name: 'stdout'; readonly text: readonly string[] }
  | {
      readonly output_type: 'display_data';
      readonly data: Readonly<Record<string, string | readonly string[]>>;
      readonly metadata: Readonly<Record<string, unknown>>;
    };

export const readNotebook = (text: string): Notebook => JSON.parse(text) as Notebook;

/** As Jupyter writes it: one space of indent and a closing newline. */
export const writeNotebook = (notebook: Notebook): string => `${JSON.stringify(notebook, null, 1)}\n`;

/** The same notebook with the outputs of a run, by the index of the cell. */
export function withOutputs(notebook: Notebook, outputs: ReadonlyMap<number, readonly Output[]>): Notebook {
  let count = 0;
  const cells = notebook.cells.map((cell, i) => {
    if (cell.cell_type !== 'code') return cell;
    count++;
    return { ...cell, execution_count: count, outputs: outputs.get(i) ?? [] };
  });
  return { ...notebook, cells };
}

/**
 * The fresh notebook with the stored pictures wherever they show the same drawing: pixels depend on the fonts of the
 * machine, the drawing (its fingerprint stands in the output's metadata) does not.
 */
export function withStoredPictures(fresh: Notebook, stored: Notebook): Notebook {
  const before = new Map(stored.cells.map(({ id, outputs }) => [id, outputs ?? []]));
  const cells = fresh.cells.map((cell) => {
    if (cell.outputs === undefined) return cell;
    const earlier = before.get(cell.id) ?? [];
    return { ...cell, outputs: cell.outputs.map((output, i) => settled(output, earlier[i])) };
  });
  return { ...fresh, cells };
}

const settled = (fresh: Output, stored: Output | undefined): Output =>
  stored !== undefined && withoutPicture(fresh) === withoutPicture(stored) ? stored : fresh;

/** For people to compare: every output but the pixels of pictures. */
export const withoutPictures = ({ cells }: Notebook): string[][] =>
  cells.map(({ outputs }) => (outputs ?? []).map(withoutPicture));

function withoutPicture(output: Output): string {
  if (output.output_type === 'stream') return output.text.join('');
  const { 'image/png': _, ...data } = output.data;
  return JSON.stringify({ data, metadata: output.metadata }, null, 1);
}
