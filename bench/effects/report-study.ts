import { momentsOf } from '../../models/effects.ts';
import { type RandomStream, randomStream } from '../../models/numerics.ts';
import type { ArmCounts, CampaignData } from '../../pipeline/effects/campaign-data.ts';
import { randomisedReport } from '../../pipeline/effects/randomised-report.ts';
import type { BothArms } from '../../pipeline/effects/read-sums.ts';
import type { Sizes } from './simulated-arms.ts';

const level = 0.95;
const horizonDays = 60;
const [arrives, lift, predictedLift, costMean] = [0.9, 6, 3, 2];
const kept = { contact: 0.74, control: 0.7 };

/** Shares of intervals of a report that hold the truth, read once; and of bounds for daily looks. */
export interface ReportCoverage {
  readonly margin: number;
  readonly net: number;
  readonly roi: number;
  readonly reached: number;
  readonly retention: number;
  readonly stratified: number;
  readonly value: number;
  readonly safe: number;
}

/** How often the figures of `holdfast roi` hold the truth: a lift of the reached, who are 9 in 10 of the contacted. */
export function reportCoverage(sizes: Sizes, seeds: number): ReportCoverage {
  const truth = {
    margin: arrives * lift,
    value: arrives * (lift + predictedLift),
    points: kept.contact - kept.control,
  };
  const net = truth.margin - costMean;
  const sums = { margin: 0, net: 0, roi: 0, reached: 0, retention: 0, stratified: 0, value: 0, safe: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const { money, reached, retention, value } = randomisedReport(dataOf(sizes, seed), request);
    const holds = (interval: { low: number; high: number } | null | undefined, at: number) =>
      Number(!interval || (interval.low <= at && at <= interval.high));
    sums.margin += holds(money!.headline.interval, truth.margin);
    sums.net += holds(money!.net!.interval, net * sizes.treated);
    sums.roi += holds(money!.roi!.interval, net / costMean);
    sums.reached += holds(reached!.effect.interval, lift);
    sums.retention += holds(retention!.points.interval, truth.points);
    sums.stratified += holds(retention!.stratified!.interval, truth.points);
    sums.value += holds(value!.together.interval, truth.value);
    sums.safe += holds(money!.headline.safe, truth.margin);
  }
  return Object.fromEntries(
    Object.entries(sums).map(([name, total]) => [name, total / seeds]),
  ) as unknown as ReportCoverage;
}

/** What the report needs of the config. */
const request = {
  config: {
    business: { name: 'Simulated', currency: 'EUR', timeZone: 'UTC', rates: {}, dataUntil: '2026-01-01' },
    churn: {
      kind: 'non-contractual',
      by: 'orders',
      horizonDays,
      lookbackDays: 180,
      graceDays: 0,
      lagDays: 0,
    },
    clv: { horizonDays: 365, discountRate: 0.1 },
  } as unknown as Parameters<typeof randomisedReport>[1]['config'],
  asOf: '2026-01-01',
  level,
  key: 'study',
  model: 'study',
  ledgerFiles: 1,
  ledgerGaps: 0,
};

/** A campaign's sums as the warehouse would hand them over. */
export function dataOf({ treated, control }: Sizes, seed: number): CampaignData {
  const stream = randomStream(seed, 'report');
  const contact = armSums(treated, 'contact', stream);
  const heldOut = armSums(control, 'control', stream);
  const counts = (n: number): ArmCounts => ({
    drawn: n,
    followed: n,
    compared: n,
    contacts: n,
    uncosted: 0,
    toldControl: 0,
    escalated: 0,
    unscored: 0,
    capped: 0,
  });
  const strata = contact.strata.map((arm, i): BothArms => ({ contact: arm, control: heldOut.strata[i]! }));
  return {
    window: {
      campaign: {
        name: 'study',
        kind: 'campaign',
        randomised: true,
        horizonDays,
        winsorise: 1,
        fixedCost: 0,
        span: { starts: '2025-08-01', ends: '2025-08-01' },
        heldOut: control / (treated + control),
        isRenewed: false,
        exposed: null,
        changed: [],
      },
      dates: [{ campaign: 'study', asOf: '2025-08-01', armUntil: '2025-09-30', contact: treated, control }],
      days: horizonDays,
      maturity: 'matured',
      followed: ['2025-08-01'],
      maturesOn: '2025-09-30',
      lagDays: 0,
    },
    arms: { contact: contact.all, control: heldOut.all },
    counts: { contact: counts(treated), control: counts(control) },
    faults: { inBoth: 0, changed: 0, shares: 1, heldOut: control / (treated + control) },
    strata,
    groups: [],
    cohorts: [],
    days: { contact: [], control: [] },
    cap: null,
    costs: { from: 'touches', lines: [] },
    largest: { contact: null, control: null },
    ends: { contact: null, control: null },
    plays: [],
    channels: [],
  };
}

/** Half buy nothing; a customer's spending lasts; the value predicted follows it. */
function armSums(n: number, arm: 'contact' | 'control', stream: RandomStream) {
  const columns = Array.from({ length: 11 }, () => new Float64Array(n));
  const stays = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const lasting = Math.sqrt(0.75) * stream.normal();
    const buys = stream.uniform() < 0.5;
    const amount = (again: boolean) => (again ? Math.exp(3 + 1.2 * (lasting + 0.5 * stream.normal())) : 0);
    const before = amount(buys);
    const reached = arm === 'contact' && stream.uniform() < arrives ? 1 : 0;
    const earned = amount(stream.uniform() < 0.85 ? buys : !buys) + lift * reached;
    const predicted = 20 * Math.exp(lasting) + predictedLift * reached;
    const cost = arm === 'contact' ? (stream.uniform() < 0.1 ? 11 : 1) : 0;
    const year = before + amount(buys);
    [
      earned,
      before,
      Math.log1p(before),
      Number(before > 0),
      year,
      20 * Math.exp(lasting),
      cost,
      reached,
      earned,
      earned,
      predicted,
    ].forEach((value, j) => {
      columns[j]![i] = value;
    });
    stays[i] = Number(stream.uniform() < kept[arm]);
  }
  const sums = (from: number, step: number) => {
    const pick = (values: Float64Array) => values.filter((_, i) => i % step === from);
    const chosen = columns.map(pick);
    const left = pick(stays);
    return {
      n: left.length,
      kept: left.reduce((sum, one) => sum + one, 0),
      moments: momentsOf(chosen),
    };
  };
  return { all: sums(0, 1), strata: [0, 1, 2].map((from) => sums(from, 3)) };
}
