import type { EffectEstimate, EffectReport, RoiReport } from '../../contracts/artefacts/effect-report.ts';
import { keys } from '../../contracts/keys.ts';
import { normalReach } from '../../models/numerics.ts';

/** All campaigns as rows, and what those did together whose figures may be added up. */
export function togetherOf(
  reports: readonly EffectReport[],
  key: string,
): Pick<RoiReport, 'campaigns' | 'together'> {
  return {
    campaigns: reports.map((report) => ({
      campaign: report.question.campaign,
      kind: report.question.kind,
      design: report.question.design,
      report: `${keys.effect(key, report.question.campaign)}report.json`,
      answer: report.verdict.answer,
      contact: report.arms[0]!.customers,
      control: report.arms[1]!.customers,
      margin: report.money?.margin ?? null,
      cost: report.money?.cost?.total ?? null,
      net: report.money?.net ?? null,
    })),
    together: sumOf(reports.filter(isSound)),
  };
}

/** Randomised, no check failed, and it is not too early: of such a campaign the costs are in and the gains are not. The global control group is another measure of the same, so that it is no part. */
const isSound = ({ question, verdict, money }: EffectReport): boolean =>
  question.design === 'randomised' &&
  question.kind !== 'global-control' &&
  verdict.answer !== 'warning' &&
  verdict.answer !== 'not-matured' &&
  money !== null;

function sumOf(reports: readonly EffectReport[]): RoiReport['together'] {
  if (reports.length === 0) return null;
  const money = reports.map((report) => report.money!);
  const costs = money.map(({ cost }) => cost);
  const cost = costs.reduce<number | null>(
    (sum, one) => (sum === null || one === null ? null : sum + one.total),
    0,
  );
  const nets = money.flatMap(({ net }) => (net === null ? [] : [net]));
  const level = reports[0]!.level;
  const net = nets.length === money.length ? added(nets, level) : null;
  return {
    campaigns: reports.map(({ question }) => question.campaign),
    margin: added(
      money.map(({ margin }) => margin),
      level,
    ),
    cost,
    net,
    roi: net === null || cost === null || !(cost > 0) ? null : net.value / cost,
  };
}

/** Draws of different campaigns are independent: variances add up. The widest reach of a bound serves for all. */
function added(figures: readonly EffectEstimate[], level: number): EffectEstimate {
  const value = figures.reduce((sum, one) => sum + one.value, 0);
  const standardError = Math.hypot(...figures.map((one) => one.standardError ?? 0));
  const holds = figures.every(({ interval }) => interval !== null);
  const reaches = figures.map(({ safe, standardError: error, value: middle }) =>
    safe === null || !error ? 0 : (safe.high - middle) / error,
  );
  const around = (reach: number, method: EffectEstimate['interval'] & {}) => ({
    ...method,
    low: value - reach * standardError,
    high: value + reach * standardError,
    level,
  });
  const shape = { low: 0, high: 0, level, method: 'sum-of-campaigns' as const };
  return {
    value,
    standardError,
    interval: holds ? around(normalReach(level), shape) : null,
    safe: holds ? around(Math.max(...reaches), shape) : null,
  };
}
