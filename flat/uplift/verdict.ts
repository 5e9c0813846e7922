import type { ArmAssessment, Interval } from '../../models/uplift.ts';
import { type Estimate, estimateOf, money, number, points } from '../../pipeline/reports/estimate.ts';
import { write } from '../../pipeline/reports/format.ts';
import type { UpliftStudy } from './study.ts';

/** Effects as they are written: points of a share, or an amount. */
export function effectOf({ ask, plan, read }: UpliftStudy, interval: Interval, method: string): Estimate {
  const unit = plan.outcome.kind === 'share' ? points(0) : money(0, ask.currency ?? null, 2);
  return estimateOf(
    interval,
    { unit: unit.unit, digits: unit.digits ?? 1, signed: true },
    { level: 0.95, method, n: read.trial.outcome.length },
  );
}

/** The answer in a sentence for each arm, and whom to leave alone; a warning where a check failed. */
export function verdict(study: UpliftStudy): string {
  const broken = brokenChecks(study);
  if (broken.length > 0) return `Nobody can be ranked from this table: ${broken.join('; ')}.`;
  return study.arms.map((arm, a) => `${armVerdict(study, arm, study.plan.treated[a]!.name)}`).join(' ');
}

function armVerdict(study: UpliftStudy, arm: ArmAssessment, name: string): string {
  const { gate } = arm;
  const z = `z ${write.number(gate.z, 2)}, ${write.number(gate.needed, 3)} needed`;
  if (!gate.open)
    return `${name}: the gate is closed (${z}). It is not shown that some customers gain more than others from contact${study.plan.risk === null ? '' : `, and ${study.plan.value === null ? 'risk' : 'value at risk'} stays the ranking`}.`;
  return [
    `${name}: the gate is open (${z}). Customers may be ranked by what contact is expected to change.`,
    againstRisk(arm),
    harmedSentence(study, arm),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** Only the paired comparison says that the learned ranking is better than today's. */
function againstRisk({ overRisk }: ArmAssessment): string {
  if (overRisk === null) return '';
  if (overRisk.autoc.low > 0) return 'It is better than the ranking by risk.';
  if (overRisk.autoc.high < 0) return 'It is worse than the ranking by risk.';
  return 'It is not shown to be better than the ranking by risk.';
}

export function harmedSentence(study: UpliftStudy, { harmed }: ArmAssessment): string {
  switch (harmed.kind) {
    case 'named':
      return `Do not contact the ${write.percent(harmed.share, 0)} with the lowest gains: contact changed the outcome of such customers by ${write.spoken(effectOf(study, harmed.effect, 'held-out mean'))}.`;
    case 'nobody':
      return 'No group is shown to be driven away by contact.';
    case 'too few':
      return 'There are too few customers to tell whether contact drives some of them away.';
  }
}

/** What speaks against every figure. */
export function brokenChecks({
  ask,
  plan,
  draw,
  attrition,
  imbalances,
  tellers,
  riskOfStayers,
}: UpliftStudy): string[] {
  const [[first], [teller]] = [imbalances, tellers];
  const isLearnedFrom = plan.before.some(({ name }) => name === first?.column);
  const cure =
    ask.before.length > 0
      ? 'leave out of --before what became known afterwards'
      : 'name what became known afterwards with --after';
  return [
    draw?.broken
      ? `the arms are not as large as planned (χ² ${write.number(draw.statistic, 1)}, p ${write.p(draw.p)})`
      : '',
    attrition?.uneven
      ? `outcomes are missing more often in one arm than in another (p ${write.p(attrition.p)})`
      : '',
    first === undefined
      ? ''
      : `"${first.column}" differs between ${first.arm} and the control by more than chance allows (z ${write.number(first.z, 1)}): either the arms were not randomised, or it was not known before${isLearnedFrom ? `; ${cure}` : ''}`,
    teller === undefined || ask.before.length > 0
      ? ''
      : `"${teller.column}" alone gives away ${plan.outcome.name} (AUC ${write.number(teller.auc, 3)}), as what becomes known afterwards does: name it with --after, or, if it was known before, name all that was with --before`,
    riskOfStayers === null
      ? ''
      : `${plan.risk!.name} was higher for those whose outcome was good (z ${write.number(riskOfStayers, 1)} in the control): --risk needs the probability of leaving, not of staying`,
  ].filter((text) => text !== '');
}

/** What a policy won, for a thousand customers. */
export function wonOf({ ask, plan, read }: UpliftStudy, interval: Interval, method: string): Estimate {
  const inMoney = plan.value !== null || plan.outcome.kind === 'amount';
  const { unit, digits } = inMoney ? money(0, ask.currency ?? null) : number(0, 1);
  const times = (value: number) => 1000 * value;
  return estimateOf(
    { value: times(interval.value), low: times(interval.low), high: times(interval.high) },
    { unit, digits: digits ?? 0, signed: true },
    { level: 0.95, method, n: read.trial.outcome.length },
  );
}
