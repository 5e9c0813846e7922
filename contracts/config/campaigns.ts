import { z } from 'zod';
import {
  escalationCampaign,
  fixedCampaign,
  globalControl,
  referralCampaign,
  standingCampaign,
} from '../campaign.ts';
import { lastDayOf, makesLists } from '../campaign-calendar.ts';
import { budgetSchema } from './budget.ts';
import { holdoutSchema } from './holdout.ts';
import { whoSchema } from './plays.ts';
import { day, days } from './values.ts';

/** Holdfast itself draws, or tells of contacts, under these. */
const ownNames = [standingCampaign, globalControl, escalationCampaign, fixedCampaign, referralCampaign];

const spanSchema = z
  .strictObject({ starts: day, ends: day.optional().describe('The last day; default: the first') })
  .refine(({ starts, ends = starts }) => starts <= ends, 'it ends before it starts');

/** Of money, when an effect is measured. */
export const winsorise = z
  .number()
  .min(0.9)
  .max(1)
  .default(0.999)
  .describe(
    'Money above this quantile of the time before counts as the quantile when the effect is measured; declared before launch. 1: as it is',
  );

const areDays = (span: {
  readonly starts?: string | undefined;
  readonly ends?: string | undefined;
}): boolean => [span.starts, span.ends].every((one) => one === undefined || day.safeParse(one).success);

export const campaignSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9][\w .-]{0,79}$/, 'letters, digits, spaces, . _ and -, at most 80')
      .refine((name) => !ownNames.includes(name), 'this name is reserved: Holdfast itself draws under it'),
    starts: day.optional().describe('The first as-of date of its lists'),
    ends: day.optional().describe('The last; default: horizonDays after the start'),
    waves: z.array(spanSchema).min(1).optional().describe('Instead of starts and ends: when it makes lists'),
    paused: z
      .array(spanSchema)
      .default([])
      .describe('Days on which it makes no lists; arms already drawn still bind'),
    eligible: whoSchema.optional().describe('Facts that must hold for a customer; default: everybody'),
    plays: z.array(z.string().min(1)).min(1).optional().describe('Names of its plays; default: all'),
    channels: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('Its channels; default: all of its plays'),
    listSize: z.number().int().min(1).optional().describe('Of each list; default: targeting.listSize'),
    budget: budgetSchema.optional().describe('Of the whole campaign'),
    holdout: holdoutSchema.prefault({}),
    horizonDays: days.describe(
      'Days over which the effect is measured, and for which an arm binds from its draw',
    ),
    alongside: z
      .array(z.string())
      .default([])
      .describe(
        'Campaigns whose contacted customers may be drawn here as well: the effect is then that of both contacts. Customers of other campaigns are not drawn while their arm binds',
      ),
    costPerContact: z
      .number()
      .min(0)
      .optional()
      .describe(
        'Cost of a contact by a play without a cost of its own, reporting currency; default: targeting.costPerContact',
      ),
    costPerOffer: z.number().min(0).default(0).describe('Cost of what is offered with it, where accepted'),
    fixedCost: z
      .number()
      .min(0)
      .default(0)
      .describe(
        'Cost beside its contacts (set-up, staff), reporting currency: counted when its effect is measured',
      ),
    acceptedShare: z
      .number()
      .min(0)
      .max(1)
      .default(1)
      .describe('Share of the contacted who accept the offer'),
    winsorise,
  })
  .superRefine(({ starts, ends, waves, paused, horizonDays }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const spans = [{ starts, ends }, ...(waves ?? []), ...paused];
    if (waves?.length === 0 || !days.safeParse(horizonDays).success || !spans.every(areDays)) return; // refused already
    if ((starts === undefined) === (waves === undefined))
      return refuse('starts', 'give either starts (and ends) or waves');
    if (waves !== undefined && ends !== undefined) refuse('ends', 'each wave has its own end');
    if (starts !== undefined && ends !== undefined && ends < starts)
      refuse('ends', `it ends on ${ends}, before it starts on ${starts}`);
    waves?.slice(1).forEach((wave, i) => {
      const before = waves[i]!;
      if (wave.starts <= (before.ends ?? before.starts))
        refuse(
          'waves',
          `wave ${i + 2} starts before wave ${i + 1} is over: write them in order, one after the other`,
        );
    });
    const first = starts ?? waves![0]!.starts;
    const last = lastDayOf({ starts, ends, waves, horizonDays });
    for (const pause of paused)
      if ((pause.ends ?? pause.starts) < first || pause.starts > last)
        refuse('paused', `the pause of ${pause.starts} is not within the campaign, ${first} to ${last}`);
    if (paused.length > 0 && !makesLists({ starts, ends, waves, paused, horizonDays }))
      refuse(
        'paused',
        'it is paused on every day of its lists: shorten the pause, or leave the campaign out',
      );
  });

/** A campaign that Holdfast did not draw: `touches` says who was contacted and who was not. */
export const pastCampaignSchema = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .refine((name) => !/^\.+$/.test(name), 'a name of dots cannot name the folder of its report')
      .describe('As in the column `campaign` of touches'),
    randomised: z
      .boolean()
      .describe(
        'Whether customers were drawn at random. If not, the contacted are compared with similar customers',
      ),
    heldOut: z
      .number()
      .gt(0)
      .lt(1)
      .optional()
      .describe('Share that was to be held out: the arms found in touches are checked against it'),
    horizonDays: days.describe('Days over which the effect is measured'),
    winsorise,
    fixedCost: z.number().min(0).default(0).describe('Cost beside its contacts, reporting currency'),
  })
  .refine(({ randomised, heldOut }) => !randomised || heldOut !== undefined, {
    path: ['heldOut'],
    message: 'give the share that was to be held out: without it the arms cannot be checked against the draw',
  });

export type DeclaredCampaign = z.infer<typeof campaignSchema>;
