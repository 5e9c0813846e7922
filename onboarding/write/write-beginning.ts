import { Document } from 'yaml';
import type { ColumnProfile, InputProfile } from '../../contracts/profile.ts';
import { ofShape, type Shape } from '../read/shape.ts';
import type { NothingRecognisedError } from '../tables/nothing-recognised.ts';

/**
 * A config that is begun: the inputs as they are read, and for each the questions with the columns that could answer them,
 * as lines to uncomment.
 */
export function writeBeginning(
  { inputs }: NothingRecognisedError,
  fileOf: (input: InputProfile) => string,
): string {
  const read = Object.fromEntries(
    inputs.map((input) => [input.name, { file: fileOf(input), ...input.reading }]),
  );
  return [
    '# Written by `holdfast init`, which could not tell what customers do in these files. To settle: which of them holds',
    '# orders, events or subscriptions, and which column is which. Uncomment and choose, then run init again with --force',
    '# and --customer, --date, --amount, or complete this file as docs/sources.md describes.',
    '',
    'version: 1',
    '',
    new Document({ inputs: read }).toString({ lineWidth: 0 }).trimEnd(),
    '',
    '# sources:',
    ...inputs.flatMap(questionsOf),
    '',
  ].join('\n');
}

function questionsOf(input: InputProfile): string[] {
  const line = (name: string, ...shapes: readonly Shape[]) => {
    const names = ofShape(input, ...shapes).map((column: ColumnProfile) => column.name);
    return `#       ${name}: ${names.length === 0 ? '…' : names.join(' | ')}`;
  };
  return [
    '#   orders:',
    `#     from: ${input.name}`,
    '#     columns:',
    line('customer_id', 'id', 'text', 'count'),
    line('ordered_at', 'time', 'maybe time'),
    line('amount', 'number', 'count'),
  ];
}
