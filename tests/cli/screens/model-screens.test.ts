import { describe, expect, it } from 'vitest';
import { gainScreen } from '../../../cli/screens/gain-screen.ts';
import { modelTables, qualityScreen } from '../../../cli/screens/quality-screen.ts';
import { compareScreen, entryScreen, modelsScreen } from '../../../cli/screens/registry-screen.ts';
import { validationScreen } from '../../../cli/screens/validation-screen.ts';
import type { Champion } from '../../../contracts/artefacts/champion.ts';
import type { ModelEntry } from '../../../contracts/artefacts/model-entry.ts';
import { modelRanks } from '../../../contracts/artefacts/quality.ts';
import type { TrainReport } from '../../../contracts/artefacts/train-report.ts';
import { noExtrapolation } from '../../../pipeline/training/extrapolation.ts';
import { about, bins, judged, judgedChurn, ruleBehind } from '../../support/judged-model.ts';
import { memoryStore } from '../../support/memory-store.ts';

const sha = 'a'.repeat(64);
const entry = (changed: Partial<ModelEntry> = {}): ModelEntry => ({
  kind: 'retention',
  version: 'v1',
  business: { name: 'Maren & Vale', currency: 'EUR' },
  asOf: '2026-11-16',
  codeVersion: 'c',
  features: [],
  trainedOn: ['2026-02-01'],
  judgedOn: ['2026-05-01'],
  rows: { train: 12340, later: 4000 },
  quality: judged(),
  standings: modelRanks,
  extrapolation: noExtrapolation,
  drivers: [],
  doubts: [],
  notes: [],
  moods: null,
  sha256: { 'weights.bin': sha, 'model.json': sha },
  ...changed,
});
const champion: Champion = {
  version: 'v1',
  asOf: '2026-11-16',
  previous: null,
  decision: { promoted: true, because: 'first', sentence: 'The first model of this store.', challenge: null },
};

describe('a trained model on a screen', () => {
  const screen = (changed: Partial<ModelEntry> = {}, version = 'v1') => {
    const report: TrainReport = {
      entry: entry(changed),
      backend: 'wasm',
      crowned: { version, decision: champion.decision },
    };
    return qualityScreen(report).join('\n');
  };

  it('is said to be refitted only where it was, and to score only where another does not', () => {
    expect(screen()).toMatch(
      /learned from 12,340 rows as of 2026-02-01; judged on 4,000 later rows as of 2026-05-01 \(wasm/,
    );
    expect(screen({ sha256: { 'weights.bin': sha, 'model.json': sha, 'judged-weights.bin': sha } })).toMatch(
      /, then refitted with them \(wasm/,
    );
    expect(screen()).not.toMatch(/Scored with/);
    expect(screen({}, 'v0')).toMatch(/Scored with v0\.$/);
  });

  it('never shows an example of calibration that was not measured', () => {
    const off = judgedChurn({ ece: 0.3, reliability: bins((p) => (p < 0.5 ? 0.3 : 0)) });
    const text = screen({ quality: judged({ churn: off }) });
    expect(text).toMatch(/The probabilities are off: .* differ by 30\.0 points/);
    expect(text).toMatch(/with a predicted probability of \d+% on average, \d+% \(/);
    expect(text).not.toMatch(/30%, about 30%/);
    expect(text).not.toMatch(/probabilities are accurate/);
  });

  it('is not judged where nothing could be', () => {
    const nothing = entry({ quality: judged({ churn: null, value: null }) });
    expect(modelTables(nothing).join('\n')).toMatch(
      /Churn could not be judged.*\n.*\nValue could not be judged/,
    );
    expect(modelTables(entry()).join('\n')).not.toMatch(/could not be judged/);
  });

  it('says who ranks where it does not, and is of no use where nobody does', () => {
    const figures = { model: about(0.625), rule: about(0.77), difference: about(-0.145) };
    const behind = { ranks: 'rule', because: 'behind', rule: 'recency alone', figures } as const;
    const text = screen({ standings: { ...modelRanks, churn: behind } });
    expect(text).toMatch(/“recency alone” ranks, not the model.*0\.625 .* 0\.770 .* −0\.145/);
    expect(text).not.toMatch(/Better at predicting churn/);
    const nobody = { ranks: 'nobody', because: 'chance', rule: null, figures } as const;
    expect(screen({ standings: { ...modelRanks, churn: nobody } })).toMatch(
      /Nobody is ranked.*No list is published/,
    );
    expect(screen({ standings: { ...modelRanks, value: behind } })).toMatch(
      /For value, the rule “recency alone”/,
    );
  });
});

describe('rolling origins on a screen', () => {
  const last = (...churns: (ReturnType<typeof judgedChurn> | null)[]) =>
    validationScreen(churns.map((churn) => entry({ quality: judged({ churn }) }))).at(-1);
  const level = judgedChurn({ rules: [ruleBehind('recency', 0.866, about(0.002))] });

  it('count the origins at which the model was ahead beyond chance', () => {
    expect(last(judgedChurn(), judgedChurn())).toMatch(/at 2 of 2 origins/);
    expect(last(judgedChurn(), level)).toMatch(/at 1 of 2 origins/);
    expect(last(level, null)).toMatch(/at 0 of 1 origins/);
  });

  it('count none where none could be judged', () => {
    expect(last(null)).toBe('No origin could be judged: no later outcome is known.');
  });
});

describe('what features add on a screen', () => {
  const gainOf = (logLoss: ReturnType<typeof about>) => {
    const one = ruleBehind('without', 0.8, about(0.01));
    const churn = judgedChurn({ rules: [{ ...one, difference: { ...one.difference, logLoss } }] });
    const gain = { names: ['surveys'], features: { leftOut: 2, kept: 8 }, churn, value: null };
    return { asOf: '2026-11-16', gain };
  };

  it('counts the origins at which the model is better, or worse, beyond chance', () => {
    const lines = gainScreen([-0.02, 0.02, 0].map((value) => gainOf(about(value))));
    expect(lines.join('\n')).toMatch(/surveys adds: .* \(2 of 10 left out\)/);
    expect(lines.join('\n')).toMatch(/2026-11-16 +.*−0?\.0200/);
    expect(lines.at(-2)).toMatch(/beyond chance, at 1 of 3 origins, and worse at 1\.$/);
    expect(gainScreen([gainOf(about(0))]).at(-2)).toMatch(/Nothing is gained: .* at any of 1 origin\.$/);
  });

  it('is nothing where it was not asked, and says so where no origin could be judged', () => {
    expect(gainScreen([])).toEqual([]);
    const { asOf, gain } = gainOf(about(0));
    expect(gainScreen([{ asOf, gain: { ...gain, churn: null } }]).at(-2)).toMatch(
      /No origin could be judged/,
    );
  });
});

describe('versions on a screen', () => {
  it('say each thing once', () => {
    const lines = entryScreen(entry(), memoryStore()).filter((line) => line.trim() !== '');
    expect(lines.filter((line) => /The probabilities are accurate/.test(line))).toHaveLength(1);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.at(-1)).toBe('Card: memory:models/retention/v1/card.html');
  });

  it('name the one that scores, or that none does', () => {
    expect(modelsScreen([entry()], champion).join('\n')).toMatch(/\* +v1 .*\n\n\* scores\. The first model/);
    expect(modelsScreen([entry()], null).join('\n')).toMatch(/There is no champion yet/);
    expect(modelsScreen([], null)).toEqual(['There is no model yet. `holdfast run` trains one.']);
  });

  it('side by side say whether they were judged on the same dates', () => {
    expect(compareScreen(entry(), entry({ version: 'v2' })).at(-1)).toBe(
      'Both were judged on the same dates.',
    );
    expect(compareScreen(entry(), entry({ judgedOn: ['2026-08-01'] })).at(-1)).toMatch(/on different dates/);
  });
});
