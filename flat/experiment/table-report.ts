import type {
  EffectCheck,
  EffectEstimate,
  EffectMethod,
  EffectReport,
} from '../../contracts/artefacts/effect-report.ts';
import { type ArmSummary, wilson } from '../../models/effects.ts';
import { sideOf } from '../../pipeline/effects/verdict.ts';
import type { ExperimentAsk } from './ask.ts';
import type { ExperimentPlan } from './plan.ts';

/** What a report says besides the figures. */
export interface ExperimentTable {
  readonly file: string;
  readonly rows: number;
  /** Rows whose outcome is not known, by arm. */
  readonly unknown: Readonly<Record<string, number>>;
  /** Columns known before in which values are missing. */
  readonly filled: readonly string[];
}

/** What all arms of a table have in common. */
export interface Compared {
  readonly ask: ExperimentAsk;
  readonly plan: ExperimentPlan;
  readonly table: ExperimentTable;
  /** Coverage of each arm's intervals: of several arms so wide that all hold together (Bonferroni). */
  readonly level: number;
}

/** The level of each of so many arms with which all of them hold together. */
export const levelOfEach = ({ level }: ExperimentAsk, { treated }: ExperimentPlan): number =>
  1 - (1 - level) / treated.length;

export const isOfShare = ({ plan }: Pick<Compared, 'plan'>): boolean => plan.outcome.kind === 'share';

type Frame = Omit<
  EffectReport,
  | 'verdict'
  | 'sampleRatio'
  | 'retention'
  | 'money'
  | 'gained'
  | 'everyLook'
  | 'balance'
  | 'observed'
  | 'checks'
  | 'method'
>;

/** What stands on the report of every arm, whatever was found; a table has no dates, no curves and no groups. */
export function frameOf(compared: Compared, treated: NamedArm, control: ArmSummary): Frame {
  const { ask, plan, table, level } = compared;
  const { arm, outcome } = plan;
  return {
    question: {
      campaign: treated.name,
      kind: 'table',
      design: ask.observational === true ? 'not-randomised' : 'randomised',
      business: null,
      plays: [],
      channels: [],
      table: {
        outcome: outcome.name,
        positive: outcome.positive,
        arm: arm.name,
        contact: treated.name,
        control: plan.control.name,
        arms: plan.treated.length,
      },
      exposed: null,
    },
    dates: null,
    currency: ask.currency ?? null,
    level,
    maturity: 'matured',
    arms: [
      armOf('contact', treated.summary, { ...compared, name: treated.name }),
      armOf('control', control, { ...compared, name: plan.control.name }),
    ],
    kept: null,
    value: null,
    reached: null,
    curves: [],
    segments: { groups: 0, level, rows: [] },
    cohorts: { groups: 0, level, rows: [] },
    source: { key: table.file, model: null, ledgerFiles: 0, draws: table.rows },
  };
}

export interface NamedArm {
  readonly name: string;
  readonly summary: ArmSummary;
}

function armOf(
  arm: 'contact' | 'control',
  { n, mean, deviation, largestShare, cost }: ArmSummary,
  compared: Compared & { readonly name: string },
): EffectReport['arms'][number] {
  const { table, name, level } = compared;
  const kept = isOfShare(compared) ? Math.round(mean * n) : null;
  return {
    arm,
    drawn: n + (table.unknown[name] ?? 0),
    customers: n,
    kept,
    retention: kept === null ? null : shareOf(kept, n, level),
    margin: mean,
    marginUncapped: mean,
    deviation,
    largestShare,
    reached: null,
    // What a table says of the control's costs is not asked for: it was left alone.
    cost: arm === 'control' && cost !== null ? 0 : cost,
  };
}

function shareOf(kept: number, n: number, level: number): EffectEstimate {
  const [low, high] = wilson({ kept, n }, level);
  const share = kept / n;
  return {
    value: share,
    standardError: Math.sqrt((share * (1 - share)) / n),
    interval: { low, high, level, method: 'wilson' },
    safe: null,
  };
}

interface Effect {
  readonly value: number;
  readonly standardError?: number;
  readonly low: number;
  readonly high: number;
}

/** A figure of a finished table: read once. */
export const readOnce = (
  { value, standardError, low, high }: Effect,
  method: EffectMethod,
  level: number,
): EffectEstimate => ({
  value,
  standardError: standardError ?? null,
  interval: { low, high, level, method },
  safe: null,
});

type Answer = EffectReport['verdict']['answer'];

/** What the figures answer: by the net gain where costs are in the money of the outcome, else by the difference. */
export function answerOf({ money, retention }: Pick<EffectReport, 'money' | 'retention'>): Answer {
  if (money?.net) return (['loses', 'not-shown', 'pays'] as const)[sideOf(money.net.interval) + 1]!;
  const figure = money?.headline ?? retention?.points;
  return (['lowers', 'no-difference', 'raises'] as const)[sideOf(figure?.interval ?? null) + 1]!;
}

const noted = (code: EffectCheck['code'], found: number | null, name: string | null = null): EffectCheck => ({
  code,
  state: 'note',
  found,
  limit: null,
  name,
});

/** What of the table itself a reader has to know. */
export function tableNotes({ plan, table }: Compared, arm: string): EffectCheck[] {
  const unknown = (table.unknown[arm] ?? 0) + (table.unknown[plan.control.name] ?? 0);
  return [
    ...(unknown === 0 ? [] : [noted('outcomes-unknown', unknown)]),
    ...(plan.withoutArm === 0 ? [] : [noted('no-arm', plan.withoutArm)]),
    ...table.filled.map((name) => noted('values-missing', null, name)),
    ...(plan.id === null ? [noted('ids-unknown', null)] : []),
  ];
}
