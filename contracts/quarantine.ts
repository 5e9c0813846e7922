import type { Column } from './sources/column.ts';

/**
 * What stands in the quarantine whatever the source: rows carry their reasons and themselves, lines that are no rows their
 * place and text; the rest is empty. Beside these the files of rows have the columns of the input, each as text.
 */
export const quarantineColumns = {
  quarantine_reason: { type: 'category', means: 'the first rule that was broken' },
  quarantine_reasons: { type: 'text', means: 'every rule that was broken, comma-separated' },
  quarantine_row: {
    type: 'text',
    means: 'the row as it stood: JSON, by the names of its columns in lower case',
  },
  quarantine_input: { type: 'category', means: 'where a line is no row: its input' },
  quarantine_line: { type: 'integer', means: 'its number among the records of its file, from 1' },
  quarantine_problem: { type: 'text', means: 'why it could not be read' },
  quarantine_text: { type: 'text', means: 'the line as it stood' },
} as const satisfies Record<string, Column>;

/** The two kinds of what is set aside, each in a folder of its own. */
export const quarantineKinds = ['rows', 'lines'] as const;

export type QuarantineKind = (typeof quarantineKinds)[number];
