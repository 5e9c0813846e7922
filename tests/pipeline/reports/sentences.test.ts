import { describe, expect, it } from 'vitest';
import { smallestSeen } from '../../../models/effects.ts';
import type { Standing } from '../../../models/quality.ts';
import { churnTable } from '../../../pipeline/reports/quality/churn-table.ts';
import {
  calibrationSentence,
  exampleSentence,
} from '../../../pipeline/reports/sentences/calibration-sentences.ts';
import { challengeSentence } from '../../../pipeline/reports/sentences/challenge-sentence.ts';
import { type Holdout, holdoutSentence } from '../../../pipeline/reports/sentences/holdout-sentence.ts';
import { qualitySentences } from '../../../pipeline/reports/sentences/quality-sentences.ts';
import { stabilitySentence } from '../../../pipeline/reports/sentences/stability-sentence.ts';
import { rankerName } from '../../../pipeline/reports/sentences/standing-sentences.ts';
import { verdict } from '../../../pipeline/reports/sentences/verdict.ts';
import { about, bins, judged, judgedChurn, judgedValue, ruleBehind } from '../../support/judged-model.ts';

const noise = (p95: number) => ({ mean: p95 / 2, p95 });
const off = judgedChurn({ ece: 0.0214, eceNoise: noise(0.0209), reliability: bins(() => -0.0214) });

describe('whether the probabilities can be used', () => {
  it('they can where chance explains the miss', () => {
    expect(calibrationSentence(judgedChurn({ ece: 0.012, eceNoise: noise(0.021) }))).toBe(
      'The probabilities are accurate: on average the predicted and the realised share differ by 1.2 points, and chance alone explains up to 2.1 points.',
    );
  });

  it('they can, and it is not put on chance, where the miss is beyond chance and too small to matter', () => {
    const said = calibrationSentence(judgedChurn({ ece: 0.008, eceNoise: noise(0.007) }));
    expect(said).toMatch(
      /good enough .* differ by 0\.8 points, which is more than chance alone explains \(up to 0\.7 points\)/,
    );
    expect(said).not.toMatch(/probabilities are accurate/);
  });

  it('they cannot where they miss more, with figures that differ, and the direction', () => {
    expect(calibrationSentence(off)).toBe(
      'The probabilities are off: on average the predicted and the realised share differ by 2.14 points, where chance alone explains up to 2.09 points. They are too high: 50.0% predicted, 47.9% left.',
    );
    const low = judgedChurn({ ece: 0.05, eceNoise: noise(0.02), reliability: bins(() => 0.05) });
    expect(calibrationSentence(low)).toMatch(/too low: 50\.0% predicted, 55\.0% left/);
    const both = bins((p) => (p < 0.5 ? 0.05 : -0.05));
    expect(calibrationSentence({ ...low, reliability: both })).toMatch(
      /too high for some .* too low for others/,
    );
  });

  it('show what a predicted chance came to, whatever that is', () => {
    const example = (gap: number) => exampleSentence(judgedChurn({ reliability: bins(() => gap) }));
    expect(example(0)).toMatch(
      /^Of 100 customers with a predicted probability of 25% on average, 25% \(18% to 34%\) left/,
    );
    expect(example(0.3)).toMatch(/probability of 25% on average, 55% \(/);
    const worst = bins((p) => (p > 0.9 ? -0.4 : 0));
    expect(exampleSentence({ ...off, reliability: worst })).toMatch(/probability of 95% on average, 55% \(/);
  });
});

describe('the verdict', () => {
  it('is ahead of the best rule, level with it, or behind it', () => {
    expect(verdict(judgedChurn())).toBe(
      'Better at predicting churn than recency, the best simple rule: AUC 0.868 against 0.812, a difference of +0.056 (+0.046 to +0.066). Its probabilities are accurate.',
    );
    const level = judgedChurn({ rules: [ruleBehind('recency', 0.866, about(0.002))] });
    expect(verdict(level)).toMatch(/^No better at predicting churn than recency, .*, within chance\./);
    const behind = judgedChurn({ rules: [ruleBehind('recency', 0.9, about(-0.032))] });
    expect(verdict(behind)).toMatch(/^Worse at predicting churn than recency/);
  });

  it('is plain where the model is no better than chance, or worse, or not judged', () => {
    expect(verdict(judgedChurn({ auc: { value: 0.444, low: 0.361, high: 0.513 } }))).toMatch(
      /^No better than chance .* 0\.444 \(0\.361 to 0\.513\)\. Do not use it\.$/,
    );
    expect(verdict(judgedChurn({ auc: about(0.34) }))).toMatch(/^Worse than chance/);
    expect(verdict(judgedChurn({ rules: [] }))).toMatch(/^Better than chance at predicting churn: AUC/);
    expect(verdict(null)).toMatch(/there are no outcomes to judge it by/);
  });

  it('never says that probabilities hold which are off', () => {
    expect(verdict(off)).toMatch(/Its probabilities are off\.$/);
    expect(verdict(judgedChurn({ ece: 0.008, eceNoise: noise(0.007) }))).toMatch(/good enough to use\.$/);
  });
});

describe('the sentences of a model', () => {
  const said = (changed: Parameters<typeof judged>[0]) => qualitySentences(judged(changed)).join('\n');

  it('say what could not be judged', () => {
    expect(said({ churn: null })).toMatch(/Churn cannot be judged/);
    expect(said({ value: null })).toMatch(/Value cannot be judged/);
    expect(said({})).not.toMatch(/cannot be judged/);
  });

  it('of a rule that ranks are the rule’s, which is not beside itself, and never called the model’s', () => {
    const ranked = (rule: string): Standing => ({ ranks: 'rule', because: 'behind', rule, figures: null });
    const standings = { churn: ranked('recency'), value: ranked('past value') };
    const sentences = qualitySentences(judged(), standings).join('\n');
    expect(sentences).toMatch(/For comparison, tenure has AUC 0\.600: “recency” \(calibrated\) is ahead by/);
    expect(sentences).not.toMatch(/the model|For comparison, recency/);
    expect(churnTable(judgedChurn(), 'full', rankerName(standings.churn)).rows[0]![0]).toBe(
      '“recency” (calibrated)',
    );
    expect(churnTable(judgedChurn(), 'full', rankerName(null)).rows[0]![0]).toBe('the model');
  });

  it('name segments that miss, or say that none does, and nothing where none could be judged', () => {
    const missed = { column: 'plan', level: 'pro', rows: 1200, predicted: 0.2, realised: 0.31 };
    expect(said({ segments: { judged: 3, missed: [missed] } })).toMatch(
      /are off where plan is pro: 20\.0% predicted, 31\.0% left \(1,200 customers\)/,
    );
    expect(said({ segments: { judged: 3, missed: [] } })).toMatch(/In none of 3 segments/);
    expect(said({})).not.toMatch(/segment/);
  });

  it('praise intervals only where they hold 80% in all and in each tenth', () => {
    expect(said({})).toMatch(/hold 80\.0% .* of the values \(.*\), as they should\./);
    expect(said({ value: judgedValue({ coverage80: about(0.88) }) })).not.toMatch(/as they should/);
    const [first, ...others] = judgedValue().deciles;
    const far = judgedValue({ deciles: [{ ...first!, coverage80: 0.5 }, ...others] });
    expect(said({ value: far })).toMatch(/not 80% in every tenth of the predictions: see 1 of 10/);
  });

  it('never write a difference that is none as none, or one beyond chance as zero', () => {
    const tiny = (value: number) => ({ value, low: value - 0.00001, high: value + 0.00001 });
    const rule = (difference: number) =>
      said({ churn: judgedChurn({ rules: [ruleBehind('recency', 0.868, tiny(difference))] }) });
    expect(rule(0.00003)).toMatch(/ahead by 0\.00003 \(0\.00002 to 0\.00004\) in AUC/);
    expect(rule(-0.00003)).toMatch(/behind by 0\.00003 \(/);
    expect(rule(0.000004)).toMatch(/level within chance \(−0\.00001 to \+0\.00001\)/);
    const ahead = judgedChurn({ rules: [ruleBehind('recency', 0.868, tiny(0.00003))] });
    expect(verdict(ahead)).toMatch(/Better .* a difference of \+0\.00003 \(\+0\.00002 to \+0\.00004\)/);
  });

  it('put the model ahead, level or behind as the paired difference does', () => {
    const rule = (difference: number) =>
      said({ churn: judgedChurn({ rules: [ruleBehind('recency', 0.8, about(difference))] }) });
    expect(rule(0.05)).toMatch(
      /recency has AUC 0\.800: the model is ahead by 0\.0500 \(0\.0400 to 0\.0600\) in AUC/,
    );
    expect(rule(0)).toMatch(/level within chance \(−0\.0100 to \+0\.0100\) in AUC/);
    expect(rule(-0.05)).toMatch(/behind by 0\.0500 \(0\.0400 to 0\.0600\) in AUC/);
  });

  it('tell of a date only where its total was off by more than a tenth and more than chance', () => {
    const at = (ratio: ReturnType<typeof about>) =>
      said({
        byDate: [{ asOf: 20000, churn: { predicted: 1, realised: 1, ratio }, value: null }],
      } as unknown as Parameters<typeof judged>[0]);
    expect(at(about(1.3, 0.1))).toMatch(/At 2024-10-04 the predicted total of churners was 1\.30/);
    expect(at(about(1.3, 0.4))).not.toMatch(/At 2024/);
    expect(at(about(1.05, 0.01))).not.toMatch(/At 2024/);
  });
});

const detectable = (retention: number, treated: number, control: number): number =>
  smallestSeen({ treated, control, spread: Math.sqrt(retention * (1 - retention)) });

describe('what a holdout can see', () => {
  const holdout = (listed: number, heldOut: number, retention: number): Holdout => ({
    share: heldOut / listed,
    listed,
    heldOut,
    expectedRetention: retention,
    detectableDifference: detectable(retention, listed - heldOut, heldOut),
  });

  it('is a difference in points where it is possible at all', () => {
    expect(holdoutSentence(holdout(4000, 400, 0.6))).toBe(
      'With 10% held out, a difference in retention of 7.2 points or more can be detected (80% power at 5%; 60.0% are expected to stay without contact).',
    );
  });

  it('is nothing where even the largest effect is too small, with a list that would do', () => {
    const small = holdout(40, 4, 0.75);
    const said = holdoutSentence(small)!;
    expect(said).toMatch(/^No effect can be detected among the 40 drawn so far with 4 held out/);
    expect(said).not.toMatch(/or more can be detected/);
    const enough = Number(/list (\d+) customers in all/.exec(said)![1]);
    const seen = (n: number) => detectable(0.75, 0.9 * n, 0.1 * n);
    expect(seen(enough)).toBeLessThanOrEqual(0.25);
    expect(seen(enough - 2)).toBeGreaterThan(0.25);
  });

  it('is said to be nothing where nobody is held out, and not said where nobody is listed', () => {
    expect(holdoutSentence({ ...holdout(40, 4, 0.75), heldOut: 0 })).toMatch(/cannot be measured/);
    expect(holdoutSentence({ ...holdout(40, 4, 0.75), listed: 0, heldOut: 0 })).toBeNull();
  });
});

describe('the stability of a list', () => {
  it('is spoken of where the typical customer would as often not be listed', () => {
    expect(stabilitySentence(0.4)).toMatch(/^The choice is uncertain: .* stays listed in 40% of cases/);
    expect(stabilitySentence(0.5)).toBeNull();
    expect(stabilitySentence(null)).toBeNull();
  });
});

describe('how a challenger stands', () => {
  const difference = (mean: number) => ({ mean, standardError: 0.0012, customers: 900 });

  it('says which loss is lower and which higher, with its error', () => {
    expect(challengeSentence({ better: true, churn: difference(-0.0123), value: difference(0.0004) })).toBe(
      'The challenger is better on later rows: log loss of churn is lower by 0.0123 (standard error 0.0012), pinball loss of value is higher by 0.0004 (standard error 0.0012).',
    );
  });

  it('claims no direction where none shows, and no comparison where nothing is known', () => {
    const said = challengeSentence({ better: false, churn: difference(-0.00004), value: null });
    expect(said).toMatch(
      /is not clearly better .* churn differs by less than 0\.0001 .* value cannot be compared\.$/,
    );
    expect(said).not.toMatch(/lower|higher/);
  });
});
