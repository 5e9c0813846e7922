import { z } from 'zod';
import { share } from './values.ts';

const playSchema = z.strictObject({
  name: z.string().min(1),
  channel: z.string().min(1),
  when: z.array(z.string()).describe('Reason groups this play answers; empty: any'),
});

const holdoutSchema = z.strictObject({
  share: share.default(0.1),
  strata: z
    .number()
    .int()
    .min(1)
    .max(20)
    .default(5)
    .describe('Value strata within which customers are drawn'),
  salt: z.string().min(1).default('holdfast').describe('Change it to draw anew'),
});

const consentSchema = z.strictObject({
  assumed: z
    .string()
    .trim()
    .min(10, 'say why they may be contacted, such as: all agreed when they opened the account')
    .describe('Why customers without a yes or a no may be contacted; lists and manifests repeat it'),
});

/** Who is listed, who is left alone, who is held out, and how the files are written. */
export const targetingSchema = z.strictObject({
  listSize: z.number().int().min(1).default(500),
  highValueShare: share.default(0.5).describe('Only the most valuable share of active customers'),
  atRiskAbove: share
    .optional()
    .describe('Only above this chance of leaving; default: the mean of active customers'),
  goneAbove: share
    .default(0.9)
    .describe('Above this chance a customer counts as gone: win-back, not retention'),
  savePrior: z
    .array(z.tuple([share, share]))
    .min(2)
    .default([
      [0, 1],
      [0.6, 1],
      [0.9, 0.25],
      [1, 0],
    ])
    .describe('Until a campaign has taught it: [chance of leaving, relative share who can still be kept]'),
  consent: consentSchema.optional().describe('Consent of customers of whom it is not known'),
  minDaysBetweenTouches: z.number().int().min(0).default(7),
  maxTouchesPer90Days: z.number().int().min(1).default(12),
  holdout: holdoutSchema.prefault({}),
  plays: z.array(playSchema).optional(),
  csv: z
    .strictObject({
      delimiter: z.enum([',', ';', '\t']).default(','),
      decimal: z.enum(['.', ',']).default('.'),
    })
    .prefault({})
    .describe("Separators of your spreadsheet's locale"),
});
