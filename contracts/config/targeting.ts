import { z } from 'zod';
import { budgetSchema } from './budget.ts';
import { deliverySchema } from './delivery.ts';
import { escalationsSchema } from './escalations.ts';
import { explorationSchema } from './exploration.ts';
import { globalControlSchema, holdoutSchema } from './holdout.ts';
import { newcomersSchema } from './newcomers.ts';
import { playSchema, type Who, whoSchema } from './plays.ts';
import { problemSchema } from './problems.ts';
import { promotersSchema } from './promoters.ts';
import { quietSchema } from './quiet.ts';
import { share } from './values.ts';

/** Whether every set of facts has one: none at all holds of everybody. */
const namesFacts = (who: Who): boolean => [who].flat().every((all) => Object.keys(all).length > 0);

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
  highValueShare: share
    .optional()
    .describe(
      'Only the most valuable share of active customers; default: the customers with the most value to save',
    ),
  atRiskAbove: share
    .optional()
    .describe('Only above this probability of leaving; default: the customers with the most value to save'),
  goneAbove: share
    .optional()
    .describe(
      'Above this probability a customer counts as gone: win-back, not retention. Default: .9 where at most 30% leave, and higher with the share that leaves',
    ),
  savePrior: z
    .array(z.tuple([share, share]))
    .min(2)
    .optional()
    .describe(
      'Until campaigns have measured it: [probability of leaving, relative share who can still be kept]. Default: all up to .6, a quarter at .9, nobody at 1, moved up with the share that leaves',
    ),
  savedShare: z
    .number()
    .gt(0)
    .max(1)
    .default(0.1)
    .describe(
      'Share of the value at risk of those who can still be kept that a contact saves, until campaigns have measured it',
    ),
  costPerContact: z
    .number()
    .min(0)
    .optional()
    .describe(
      'Cost of a contact by a play without a cost of its own, reporting currency; default: by its channel',
    ),
  consent: consentSchema.optional().describe('Consent of customers of whom it is not known'),
  exclude: whoSchema
    .refine(namesFacts, 'it names no fact, so it would exclude everybody: name one')
    .optional()
    .describe('Facts of customers who are never contacted; default: nobody'),
  minDaysBetweenTouches: z.number().int().min(0).optional().describe('Across all campaigns; default: 7'),
  maxTouchesPer90Days: z.number().int().min(1).optional().describe('Across all campaigns; default: 12'),
  quietDaysAfterComplaint: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Days without contact after a negative support case or answer'),
  escalations: escalationsSchema
    .optional()
    .describe('Complaints of customers of high value, to be answered at once; default: none are escalated'),
  problems: z
    .array(problemSchema)
    .default([])
    .describe('Fixed problems: customers who complained about them are listed, to be told'),
  promoters: promotersSchema
    .optional()
    .describe(
      'Customers who are glad, to be invited to refer others; `{}` for the defaults; default: nobody',
    ),
  newcomers: newcomersSchema
    .optional()
    .describe('New customers to watch, by early signals; `{}` for the defaults; default: no list'),
  quiet: quietSchema.optional().describe('When nobody is contacted; default: at any hour of any day'),
  budget: budgetSchema.optional().describe('Of each list of the standing campaign'),
  holdout: holdoutSchema.prefault({}).describe('Of the standing campaign'),
  globalControl: globalControlSchema
    .optional()
    .describe('Customers whom no campaign contacts; default: none'),
  exploration: explorationSchema
    .optional()
    .describe('Contacts drawn at random among all others, so that campaigns cover them too; default: none'),
  plays: z.array(playSchema).optional(),
  changesOverDays: z
    .number()
    .int()
    .min(1)
    .default(1)
    .describe(
      'Lists say what has changed since the last one at least this many days older: 7 compares with last week where lists are made nightly',
    ),
  deliver: z
    .array(deliverySchema)
    .default([])
    .describe('Files of the lists in the form that other tools import; docs/delivery.md'),
  csv: z
    .strictObject({
      delimiter: z.enum([',', ';', '\t']).default(','),
      decimal: z.enum(['.', ',']).default('.'),
    })
    .prefault({})
    .describe("Separators of your spreadsheet's locale"),
});
