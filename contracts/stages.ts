import type { z } from 'zod';
import { alertsReport } from './artefacts/alerts-report.ts';
import { checkReport } from './artefacts/check-report.ts';
import { driversReport } from './artefacts/drivers-report.ts';
import { roiReport } from './artefacts/effect-report.ts';
import { featureReport } from './artefacts/feature-report.ts';
import { healthReport } from './artefacts/health-report.ts';
import { listManifest } from './artefacts/list-manifest.ts';
import { metricsReport } from './artefacts/metrics-report.ts';
import { scoreReport } from './artefacts/score-report.ts';
import { textsReport } from './artefacts/texts-report.ts';
import { themesReport } from './artefacts/themes-report.ts';
import { trainReport } from './artefacts/train-report.ts';
import { upliftReport } from './artefacts/uplift-report.ts';
import type { Folder } from './keys.ts';

/**
 * A stage of the pipeline, stated once: the order, the keys, the functions with their rights, the state machines, the
 * commands, the alarms and the table in the docs derive from it.
 */
export interface Stage {
  /** One line for people: what it does. */
  readonly about: string;
  /** What it leaves for the stages after it. */
  readonly result: z.ZodType;
  /** The stages whose results it reads. */
  readonly needs: readonly string[];
  /** Paths of the config that it reads: another value there is another key. Everything else is hidden from it. */
  readonly config: readonly string[];
  /** Paths that it only repeats to people: they change no key, and what stands keeps the value of its time. */
  readonly shows?: readonly string[];
  /** What else its key depends on, beside its code and the keys of the stages that it needs. */
  readonly reads: {
    /** The inputs: what they hold, and how they are read. */
    readonly inputs?: true;
    readonly asOf?: true;
    /** Whether the run trains. */
    readonly training?: true;
    /** The version that scored until now. */
    readonly champion?: true;
  };
  /** Folders of the object store beside the plan, its record and its own key's: what it reads, puts, and writes by queries. */
  readonly folders: {
    readonly reads?: readonly Folder[];
    readonly writes?: readonly Folder[];
    /** What a killed attempt left there is cleared first. */
    readonly unloads?: readonly Folder[];
  };
  /** Asks the warehouse: its engines and readers are part of its code. */
  readonly queries: boolean;
  /** Asks the service that the config chooses to read moods by: its adapters are part of its code, and it may write to `answers`. */
  readonly asksServices?: true;
  /** Computes with models. */
  readonly computes: boolean;
  /** Memory buys processor time as well: a function has a whole core from 1,769 MB on. */
  readonly memoryMegabytes: number;
  readonly minutes: number;
  /** It may fail: a run is complete without it, and whatever needs it does without. */
  readonly optional?: true;
  /** Its work is split over one function for each file of features; the stage itself then counts. */
  readonly shards?: { readonly memoryMegabytes: number; readonly minutes: number };
  /** `holdfast <stage>` takes a run until here. */
  readonly command: boolean;
  /** A figure that the stage leaves, and when it wakes a person; docs/runbook.md has a section under the alarm's name. */
  readonly alarm?: {
    readonly name: string;
    readonly figure: string;
    readonly above: number | 'badRowPercent';
    readonly says: string;
  };
}

/** How metrics are counted, but for what is watched, aimed at and shown of them. */
const countsMetrics = [
  'business.currency',
  'business.timeZone',
  'sources',
  'churn',
  'cx.cesMeans',
  'cx.referralChannels',
  'cx.selfService',
  'cx.index',
  'cx.days',
  'cx.weeks',
  'cx.months',
  'cx.mostValues',
] as const;

/** The stages of the product. */
export const stages = {
  check: {
    about: 'Check which rows are good, which are set aside and why, and which features missing sources cost',
    result: checkReport,
    needs: [],
    config: [
      'business.currency',
      'business.timeZone',
      'business.rates',
      'business.dataUntil',
      'inputs',
      'sources',
      'churn.kind',
      'churn.by',
      'churn.lagDays',
      'training.minCustomers',
      'checks.maxBadShare',
      'checks.acceptStale',
    ],
    reads: { inputs: true },
    folders: { reads: ['raw'], unloads: ['clean', 'quarantine'] },
    queries: true,
    computes: false,
    memoryMegabytes: 3008,
    minutes: 15,
    command: true,
    alarm: {
      name: 'BadRows',
      figure: 'BadRowShare',
      above: 'badRowPercent',
      says: 'More rows than usual were set aside. Lists are published until checks.maxBadShare is passed; fix the source before that.',
    },
  },
  texts: {
    about:
      'Read the sentiment of tickets, comments and reviews, learned from comments that came with a score',
    result: textsReport,
    needs: ['check'],
    config: ['business.timeZone', 'cx.cesMeans', 'cx.sentiment', 'training.seed'],
    reads: { asOf: true },
    folders: { reads: ['clean'], writes: ['texts'], unloads: ['stages'] },
    queries: true,
    asksServices: true,
    computes: false,
    memoryMegabytes: 3008,
    minutes: 15,
    optional: true,
    command: true,
  },
  features: {
    about: 'Build the matrix of features and labels at every as-of date',
    result: featureReport,
    needs: ['check', 'texts'],
    config: [
      'business.timeZone',
      'business.dataUntil',
      'sources',
      'checks.acceptGaps',
      'churn',
      'clv',
      'training.origins',
      'training.everyDays',
      'training.minHistoryDays',
      'training.maxRows',
      'training.allow',
      'training.seed',
    ],
    reads: { asOf: true, training: true },
    folders: { reads: ['clean', 'texts'], unloads: ['features', 'labels'] },
    queries: true,
    computes: false,
    memoryMegabytes: 1769,
    minutes: 15,
    command: true,
  },
  train: {
    about: 'Train churn and value models on earlier dates and evaluate them on later ones',
    result: trainReport,
    needs: ['features'],
    config: [
      'business.currency',
      'sources',
      'churn',
      'clv',
      'training.refit',
      'training.allow',
      'training.seed',
    ],
    shows: ['business.name'],
    reads: { training: true, champion: true },
    folders: { reads: ['features', 'labels'], writes: ['models'] },
    queries: false,
    computes: true,
    memoryMegabytes: 10_240,
    minutes: 15,
    command: true,
  },
  score: {
    about: 'Score every customer at the as-of date',
    result: scoreReport,
    needs: ['features', 'train'],
    config: [],
    reads: {},
    folders: { reads: ['features', 'models'], writes: ['scores'] },
    queries: true,
    computes: true,
    memoryMegabytes: 1769,
    minutes: 15,
    shards: { memoryMegabytes: 1769, minutes: 15 },
    command: true,
  },
  health: {
    about: 'Measure drift, expected performance, and how earlier scores turned out',
    result: healthReport,
    needs: ['check', 'features', 'score'],
    config: ['business.currency', 'business.timeZone', 'churn', 'clv', 'training.maxRows', 'training.seed'],
    reads: {},
    folders: {
      reads: ['clean', 'features', 'models', 'scores', 'lists', 'ledger', 'published'],
      unloads: ['matured', 'stages'],
    },
    queries: true,
    computes: false,
    memoryMegabytes: 3008,
    minutes: 15,
    optional: true,
    command: false,
    alarm: {
      name: 'Drift',
      figure: 'HealthAlarms',
      above: 0,
      says: 'Scores or features have moved, or matured outcomes are not what the model promised. The lists are out; look at the health of the model before acting on them.',
    },
  },
  themes: {
    about:
      'Say what customers write about, by theme: volume, mood, value at risk, spikes, groups not yet named; and which problems come first',
    result: themesReport,
    needs: ['check', 'texts', 'score', 'drivers'],
    config: ['business.currency', 'business.timeZone', 'churn', 'cx.cesMeans', 'training.seed', 'themes'],
    reads: { asOf: true },
    folders: { reads: ['clean', 'texts', 'scores'], writes: ['themes'], unloads: ['stages'] },
    queries: true,
    computes: false,
    memoryMegabytes: 3008,
    minutes: 15,
    optional: true,
    command: true,
  },
  metrics: {
    about: 'Count the metrics of customer experience, each with its n and interval',
    result: metricsReport,
    needs: ['check', 'texts'],
    config: countsMetrics,
    reads: { asOf: true },
    folders: {
      reads: ['clean', 'texts', 'published'],
      writes: ['metrics', 'published'],
      unloads: ['stages'],
    },
    queries: true,
    computes: false,
    memoryMegabytes: 3008,
    minutes: 15,
    optional: true,
    command: true,
  },
  alerts: {
    about:
      'Hold the metrics against targets and limits: which are off course, and which alerts open or close',
    result: alertsReport,
    needs: ['check', 'texts', 'metrics'],
    config: [...countsMetrics, 'cx.targets', 'cx.alerts'],
    reads: { asOf: true },
    folders: {
      reads: ['clean', 'texts', 'metrics', 'ledger'],
      writes: ['alerts', 'ledger'],
      unloads: ['stages'],
    },
    queries: true,
    computes: false,
    memoryMegabytes: 3008,
    minutes: 15,
    optional: true,
    command: true,
    alarm: {
      name: 'MetricAlerts',
      figure: 'MetricAlertsOpened',
      above: 0,
      says: 'A metric of customer experience that cx.alerts watches has moved, or has passed its limit. The report of the alerts says which, since when and with whom.',
    },
  },
  drivers: {
    about: 'Measure what moves money: the effect of a point of each metric on retention and margin',
    result: driversReport,
    needs: ['check', 'texts'],
    config: ['business.currency', 'business.timeZone', 'sources', 'churn', 'cx.cesMeans', 'training.seed'],
    reads: { asOf: true },
    folders: { reads: ['clean', 'texts'], unloads: ['stages'] },
    queries: true,
    computes: false,
    memoryMegabytes: 3008,
    minutes: 15,
    optional: true,
    command: true,
  },
  uplift: {
    about: 'Learn from finished campaigns who gains from contact, and test whether lists may be ranked by it',
    result: upliftReport,
    needs: ['check', 'texts', 'features', 'score'],
    config: [
      'business.timeZone',
      'churn',
      'clv',
      'campaigns',
      'pastCampaigns',
      'exposures',
      'training.allow',
      'training.maxRows',
      'training.seed',
    ],
    reads: { asOf: true },
    folders: {
      reads: ['clean', 'texts', 'features', 'scores', 'ledger', 'lists'],
      writes: ['gains'],
      unloads: ['stages'],
    },
    queries: true,
    computes: true,
    memoryMegabytes: 3008,
    minutes: 15,
    optional: true,
    command: false,
  },
  list: {
    about: "Publish this week's lists: whom to contact, whom to leave alone, whom to win back",
    result: listManifest,
    needs: ['check', 'features', 'train', 'score', 'texts', 'themes', 'uplift'],
    config: [
      'business.currency',
      'business.timeZone',
      'business.language',
      'sources',
      'checks.acceptStale',
      'checks.acceptGaps',
      'churn',
      'clv',
      'training.seed',
      'targeting',
      'campaigns',
    ],
    reads: {},
    folders: {
      reads: ['clean', 'features', 'models', 'scores', 'gains', 'texts', 'themes', 'ledger'],
      writes: ['lists', 'ledger', 'published'],
      unloads: ['runs'],
    },
    queries: true,
    computes: true,
    memoryMegabytes: 3008,
    minutes: 15,
    command: true,
  },
  roi: {
    about: 'Measure what campaigns earned: effect, cost and ROI, with all checks',
    result: roiReport,
    needs: ['check', 'score'],
    config: [
      'business.currency',
      'business.timeZone',
      'business.language',
      'churn',
      'clv',
      'campaigns',
      'pastCampaigns',
      'exposures',
      'training.maxRows',
      'training.seed',
    ],
    shows: ['business.name'],
    reads: { asOf: true },
    folders: { reads: ['clean', 'scores', 'ledger', 'lists'], writes: ['roi'], unloads: ['stages'] },
    queries: true,
    computes: false,
    memoryMegabytes: 3008,
    minutes: 15,
    optional: true,
    command: true,
  },
} as const satisfies StageTable;

export type StageName = keyof typeof stages;
export type StageResults = { [Name in StageName]: z.infer<(typeof stages)[Name]['result']> };

/** Any set of stages, by name. */
export type StageTable = Readonly<Record<string, Stage>>;

/**
 * The names of stages, each after all that it needs; otherwise as they are declared.
 * @param until only this stage and what it needs
 * @throws RangeError where stages need each other in a circle, or one that is not there
 */
export function orderOf(table: StageTable, until?: string): string[] {
  const order: string[] = [];
  const open = new Set<string>();
  const visit = (name: string) => {
    if (order.includes(name)) return;
    const stage = table[name];
    if (stage === undefined) throw new RangeError(`There is no stage ${name}`);
    if (open.has(name)) throw new RangeError(`Stage ${name} needs itself`);
    open.add(name);
    stage.needs.forEach(visit);
    order.push(name);
  };
  (until === undefined ? Object.keys(table) : [until]).forEach(visit);
  return order;
}
