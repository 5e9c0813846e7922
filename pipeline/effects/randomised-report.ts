import type { EffectReport } from '../../contracts/artefacts/effect-report.ts';
import type { Config } from '../../contracts/config/config.ts';
import { brokenBelow } from '../../models/effects.ts';
import { adjustedEffect } from './adjusted.ts';
import { armOf } from './arms.ts';
import type { CampaignData } from './campaign-data.ts';
import { cohortsOf } from './cohorts.ts';
import { curveDays, curveOf } from './curve.ts';
import type { Reading } from './estimates.ts';
import { balanceOf, checksOf, sampleRatioOf } from './gate.ts';
import { laterValue } from './later-value.ts';
import { feeSteps } from './make-outcomes.ts';
import { keptDays } from './make-units.ts';
import { moneyOf } from './money.ts';
import { reachedOf } from './reached.ts';
import { covariates } from './read-sums.ts';
import { readingOf } from './reading-of.ts';
import { retentionOf } from './retention.ts';
import { segmentsOf } from './segments.ts';
import { verdictOf } from './verdict.ts';

/** What all reports of an as-of date have in common. */
export interface ReportRequest {
  readonly config: Pick<Config, 'business' | 'churn' | 'clv'>;
  readonly asOf: string;
  readonly level: number;
  /** Key of the stage. */
  readonly key: string;
  /** The version whose scores are read. */
  readonly model: string;
  readonly ledgerFiles: number;
  readonly ledgerGaps: number;
}

/** The report of a randomised campaign. */
export function randomisedReport(data: CampaignData, request: ReportRequest): EffectReport {
  const { asOf, level } = request;
  const reading = readingOf(data, { level, asOf });
  const balance = balanceOf(data, covariates);
  const checks = checksOf(data, { ...request, balance });
  const figures = isComparable(data) ? figuresOf(data, reading, request) : nothing(level);
  return {
    ...frameOf(data, reading, request),
    ...figures,
    verdict: verdictOf(checks, {
      money: figures.money,
      maturity: data.window.maturity,
      kind: data.window.campaign.kind,
    }),
    balance,
    observed: null,
    checks,
  };
}

const isComparable = ({ arms }: CampaignData): boolean => Math.min(arms.contact.n, arms.control.n) >= 2;

type Figures = Pick<
  EffectReport,
  'retention' | 'money' | 'value' | 'reached' | 'curves' | 'segments' | 'cohorts'
>;

const nothing = (level: number): Figures => ({
  retention: null,
  money: null,
  value: null,
  reached: null,
  curves: [],
  segments: { groups: 0, level, rows: [] },
  cohorts: { groups: 0, level, rows: [] },
});

function figuresOf(data: CampaignData, reading: Reading, { config, model }: ReportRequest): Figures {
  const { days } = data.window;
  const curves = curveOf(
    data,
    reading,
    config.churn.kind === 'contractual' ? feeSteps(days) : curveDays(days),
  );
  return {
    retention: retentionOf(data, reading),
    money: moneyOf(data, reading, curves),
    value: laterValue(data, reading, { model, days: config.clv.horizonDays }),
    reached: reachedOf(data, reading),
    curves,
    segments: segmentsOf(data, reading),
    cohorts: cohortsOf(data, reading),
  };
}

type Frame = Omit<EffectReport, keyof Figures | 'verdict' | 'balance' | 'observed' | 'checks'>;

/** What stands on every report, whatever was found. */
export function frameOf(data: CampaignData, reading: Reading, request: ReportRequest): Frame {
  const { window, counts } = data;
  const { config, asOf, level } = request;
  const { campaign, dates, days, lagDays, maturesOn, maturity } = window;
  return {
    question: {
      campaign: campaign.name,
      kind: campaign.kind,
      design: campaign.randomised ? 'randomised' : 'not-randomised',
      business: config.business.name,
      plays: data.plays,
      channels: data.channels,
      table: null,
      exposed: campaign.exposed?.rule ?? null,
    },
    dates: {
      asOf,
      firstDrawn: dates[0]?.asOf ?? null,
      lastDrawn: dates.at(-1)?.asOf ?? null,
      declaredEnd: campaign.span?.ends ?? null,
      horizonDays: campaign.horizonDays,
      windowDays: days,
      lagDays,
      maturesOn: maturity === 'matured' ? null : maturesOn,
    },
    currency: config.business.currency,
    level,
    maturity,
    arms: [armOf(data, 'contact', reading), armOf(data, 'control', reading)],
    sampleRatio: ratioOfDraw(data),
    kept: keptBy(config, days),
    gained: null,
    everyLook: null,
    method: methodOf(data, reading),
    source: {
      key: request.key,
      model: request.model,
      ledgerFiles: campaign.kind === 'past' ? 0 : request.ledgerFiles,
      draws: counts.contact.drawn + counts.control.drawn,
    },
  };
}

function ratioOfDraw(data: CampaignData): EffectReport['sampleRatio'] {
  const { counts, faults, window } = data;
  const ratio = window.campaign.randomised ? sampleRatioOf(data) : null;
  if (ratio === null) return null;
  return {
    planned: faults.heldOut!,
    found: counts.control.drawn / (counts.contact.drawn + counts.control.drawn),
    limit: brokenBelow,
    ...ratio,
  };
}

const keptBy = ({ churn }: Pick<Config, 'churn'>, days: number): EffectReport['kept'] =>
  churn.kind === 'contractual'
    ? { by: 'subscription', days }
    : { by: churn.by, days: keptDays(days, { churn }) };

function methodOf(data: CampaignData, { safe, level }: Reading): EffectReport['method'] {
  const { window, cap, counts } = data;
  const { randomised, winsorise } = window.campaign;
  return {
    estimator: randomised ? 'cuped' : 'aipw',
    covariates: randomised ? [...covariates] : [],
    varianceCut: randomised && isComparable(data) ? cutOf(data, level) : null,
    winsorise: { quantile: winsorise, cap, capped: counts.contact.capped + counts.control.capped },
    safe,
  };
}

const cutOf = ({ arms }: CampaignData, level: number): number =>
  1 - adjustedEffect(arms, { capped: 1 }, level).varianceRatio;
