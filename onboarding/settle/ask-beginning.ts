import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { ofShape, type Shape } from '../read/shape.ts';
import type { Answers } from '../tables/related-input.ts';
import type { Ask } from './ask.ts';

interface Blank {
  readonly option: 'customer' | 'date' | 'amount';
  readonly text: string;
  readonly shapes: readonly Shape[];
}

/** What makes a row an order, and the shapes that it may have. */
const blanks: readonly Blank[] = [
  { option: 'customer', text: 'Which column names the customer?', shapes: ['id', 'text', 'count', 'words'] },
  { option: 'date', text: 'Which column says when it was?', shapes: ['time', 'maybe time'] },
  { option: 'amount', text: 'Which column holds what was paid?', shapes: ['number', 'count', 'id'] },
];

/**
 * Asks where nothing was recognised: which file shows what customers bought, and which of its columns is which.
 * @returns what the person said, null where they left the file open
 */
export async function askBeginning(inputs: readonly InputProfile[], ask: Ask): Promise<Answers | null> {
  const input = await chooseOne('Which file shows what customers bought?', inputs, ({ path }) => path, ask);
  if (input === null) return null;
  const told: Partial<Record<Blank['option'], string>> = {};
  for (const { option, text, shapes } of blanks) {
    const fitting = ofShape(input, ...shapes);
    const columns: readonly ColumnProfile[] = fitting.length > 0 ? fitting : input.columns;
    const column = await chooseOne(text, columns, ({ name }) => name, ask);
    if (column !== null) told[option] = column.name;
  }
  return { ...told, sources: { orders: input.path } };
}

/** One of several by its number or its name; the only one is not asked about. */
async function chooseOne<T>(
  text: string,
  of: readonly T[],
  nameOf: (one: T) => string,
  ask: Ask,
): Promise<T | null> {
  if (of.length < 2) return of[0] ?? null;
  const lines = of.map((one, i) => `  ${i + 1}  ${nameOf(one)}`);
  const said = (
    await ask([text, ...lines, 'A number, a name, or Enter to leave it open: '].join('\n'))
  )?.trim();
  if (!said) return null;
  return of[Number(said) - 1] ?? of.find((one) => nameOf(one) === said) ?? null;
}
