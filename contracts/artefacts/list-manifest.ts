import { z } from 'zod';
import { artefact } from './document.ts';
import { outlook } from './proof.ts';
import { referrals } from './referrals.ts';
import { returning } from './returning.ts';
import { timeToAction } from './time-to-action.ts';
import { upliftReport } from './uplift-report.ts';
import { asOfDay, count, listOf, sha256Hex } from './values.ts';

const publishedFile = z.strictObject({
  name: z.string(),
  key: z.string(),
  sha256: sha256Hex,
  rows: count,
  bytes: count,
});

/** What a tool was handed: its files' rows, of so many listed, and how many were left out or lack a value, by why. */
const delivered = z.strictObject({
  name: z.string(),
  to: z.string(),
  rows: count,
  listed: count,
  counts: z.record(z.string(), count),
});

/** What became of a campaign's list since the one before, in customers; whom the tables no longer name are among those gone. */
const campaignChanges = z.strictObject({
  name: z.string(),
  new: count,
  gone: count,
  /** By another campaign or with another play than before. */
  moved: count,
  stayed: count,
  /** Of those on both lists, whose rank is better, or worse, than before. */
  higher: count,
  lower: count,
  whyNew: z.record(z.string(), count),
  whyGone: z.record(z.string(), count),
});

/** What earlier lists of a campaign planned, of whom the arms bind, and what `touches` say has happened since; in customers. */
const happened = z.strictObject({
  name: z.string(),
  /** To be contacted: contacted + undelivered + waiting + notContacted. */
  planned: count,
  contacted: count,
  /** Of the contacted: more than a week after the list, and by another channel than planned. */
  late: count,
  otherChannel: count,
  /** Sent to, and not reached. */
  undelivered: count,
  /** Drawn in the last week. */
  waiting: count,
  notContacted: count,
  heldOut: count,
  /** Of the held out: by the campaign itself, and by others alone. */
  heldOutContacted: count,
  heldOutByOthers: count,
});

/** Names every file of a published list. It is put last: a list is there when this says so, and only as it says. */
export const listManifest = z.strictObject({
  state: z.literal('complete'),
  asOf: asOfDay,
  run: z.string(),
  files: z.array(publishedFile),
  /** The ledger's files with the draws that this run made; none where everybody listed was drawn before. */
  ledger: z.array(publishedFile),
  /** Number of the ledger's last file with draws that the list went by, other runs' too; none in lists of before. */
  ledgerUpTo: count.exactOptional(),
  /** The campaigns whose lists these are: whom each drew so far, who is held out, and what a comparison will see. */
  campaigns: listOf(
    z.strictObject({
      name: z.string(),
      starts: asOfDay.nullable(),
      wave: count,
      horizonDays: count,
      share: z.number(),
      drawn: count,
      heldOut: count,
      /** Of this list's customers. */
      strata: listOf(z.strictObject({ stratum: count, listed: count, heldOut: count })),
      expectedRetention: z.number().nullable(),
      detectableDifference: z.number().nullable(),
      /** What the comparison can show, and when; lists of before it was said have none. */
      proof: outlook.exactOptional(),
    }),
  ),
  /** Customers whom no campaign contacts: of so many drawn. Null where there is no such group. */
  globalControl: z.strictObject({ share: z.number(), drawn: count, heldOut: count }).nullable(),
  funnel: z.record(z.string(), count),
  winBack: z.record(z.string(), count),
  /** How the chance of coming back is told, and how well; null where too few came back to learn from, none in lists of before. */
  returning: returning.nullable().default(null),
  /** Open escalations; null where the config escalates nothing, none in lists of before. */
  escalations: z
    .strictObject({
      open: count,
      flagged: count,
      overdue: count,
      queues: z.record(z.string(), count),
      /** From what customers said until somebody acted; null where nothing was escalated yet. */
      toAction: timeToAction.nullable().default(null),
    })
    .nullable()
    .exactOptional(),
  /** Lists beside those of the campaigns, by name: found = listed + heldOut + suppressed + beyondListSize. */
  beside: z
    .record(
      z.string(),
      z.strictObject({
        found: count,
        listed: count,
        heldOut: count,
        suppressed: count,
        beyondListSize: count,
      }),
    )
    .default({}),
  /** What invitations brought; none where the config invites nobody, or no source says who referred whom. */
  referrals: referrals.exactOptional(),
  /** How new customers to watch are told, and how well; none where the config watches nobody, or early signals tell nothing. */
  newcomers: returning.exactOptional(),
  /** Median over the listed of the share of redraws in which they stay listed; null where nobody is. */
  rankStability: z.number().nullable(),
  /** Expected profit of contacting so many of those worth a contact, before anybody is left alone; the last size is the best. */
  profitBySize: listOf(z.strictObject({ size: count, profit: z.number() })).default([]),
  /** What the list takes for given: thresholds, priors, horizons, extrapolation. */
  assumptions: z.record(z.string(), z.json()),
  /** What finished campaigns taught of who gains, and whether that ranks; null where none was finished. */
  uplift: upliftReport.nullable().default(null),
  /** Contacts drawn at random among those whom no list takes, and what they cost and are expected to win; null where none are wanted. */
  exploration: z
    .strictObject({
      campaign: z.string(),
      /** Chance of being drawn, and how many might have been. */
      share: z.number(),
      others: count,
      drawn: count,
      heldOut: count,
      contacted: count,
      cost: z.number(),
      expectedGain: z.number(),
    })
    .nullable()
    .default(null),
  /** Who ranked the customers where it was not the model, and why. */
  ranking: z.array(z.string()).default([]),
  notes: z.array(z.string()),
  /** Against the list before; null where there is none. */
  changes: z
    .strictObject({ comparedWith: asOfDay, campaigns: listOf(campaignChanges) })
    .nullable()
    .default(null),
  /** Planned against happened; null where contacts are not known. */
  happened: listOf(happened).nullable().default(null),
  /** Files in the form of other tools. */
  deliveries: z.array(delivered).default([]),
});

/** Stands in the manifest's place while a run publishes: for a reader, no list. */
const claim = z.strictObject({ state: z.literal('publishing'), run: z.string(), files: z.tuple([]) });

/** Manifests of lists, however old, as far as the next list reads them. */
export const earlierListDocument = artefact({
  name: 'manifest of a list',
  schema: z.object({
    state: z.string(),
    run: z.string(),
    files: z.array(publishedFile.partial({ bytes: true })),
  }),
});

/** Of manifests of lists, however old, the files of the ledger that they rest on. */
export const ledgerOfListDocument = artefact({
  name: 'manifest of a list',
  schema: z.object({
    ledger: z.array(z.object({ key: z.string(), bytes: count.exactOptional() })).default([]),
    ledgerUpTo: count.default(0),
  }),
});

export type CampaignChanges = z.infer<typeof campaignChanges>;
export type ListManifest = z.infer<typeof listManifest>;
export type Delivered = z.infer<typeof delivered>;
export type PublishedFile = z.infer<typeof publishedFile>;

export const listManifestDocument = artefact({
  name: 'manifest of a list',
  schema: z.discriminatedUnion('state', [listManifest, claim]),
});
