import { z } from 'zod';
import { artefact } from './document.ts';
import { asOfDay, count, figure, listOf } from './values.ts';

/** What later nights are compared with, as `models/drift` measures it: the words of each figure stand there. */

const bins = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), least: figure, cuts: listOf(z.number()) }),
  z.strictObject({
    kind: z.literal('category'),
    levels: listOf(z.string()),
    others: listOf(z.string()).nullable(),
  }),
]);

const distribution = { bins, counts: listOf(z.number()) };

const estimated = z.strictObject({ value: figure, error: figure });

export const estimatedPerformance = z.strictObject({
  customers: count,
  listShare: figure,
  churn: estimated,
  auc: estimated,
  logLoss: estimated,
  brier: estimated,
  precisionAtList: estimated,
  liftAtList: estimated,
  spread: z.strictObject({ auc: figure, logLoss: figure }),
});

const promised = z.strictObject({
  churn: figure,
  auc: figure,
  logLoss: figure,
  estimated: estimatedPerformance,
  rowsPerCustomer: figure,
});

export const baselineDocument = artefact({
  name: "model's baseline",
  schema: z.strictObject({
    asOf: asOfDay,
    rows: count,
    features: listOf(z.strictObject({ name: z.string(), ...distribution, usualPsi: figure })),
    churn: z.strictObject(distribution),
    value: z.strictObject(distribution),
    estimated: estimatedPerformance.nullable(),
    promised: promised.nullable(),
  }),
});
