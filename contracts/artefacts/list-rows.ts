import { z } from 'zod';
import { artefact } from './document.ts';
import { asOfDay, listOf } from './values.ts';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A list as JSON: its columns with what they mean, and a row for each customer. */
export const listRowsDocument = artefact({
  name: 'list',
  schema: z.strictObject({
    asOf: asOfDay,
    run: z.string(),
    columns: listOf(z.object({ name: z.string(), type: z.string(), means: z.string() })),
    rows: listOf(z.record(z.string(), cell)),
  }),
});

export type ListedRow = z.infer<typeof listRowsDocument.schema>['rows'][number];
