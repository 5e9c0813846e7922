import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLocalRun } from '../../cli/local-run.ts';
import { keys } from '../../contracts/keys.ts';
import { readChampion } from '../../pipeline/registry/registry.ts';
import { keyOf } from '../../pipeline/stages/stage.ts';
import type { FeaturesGain } from '../../pipeline/training/without-features.ts';
import { folderStore } from '../../platform/local/folder-store.ts';
import { holdfast } from '../support/command-line.ts';
import { scratchFolder, writeText } from '../support/scratch.ts';
import { silence } from '../support/silence.ts';
import { few, smallBusiness } from '../support/small-business.ts';

const folder = scratchFolder({ for: 'file' });

interface Origin {
  readonly asOf: string;
  readonly trainedOn: readonly string[];
  readonly judgedOn: readonly string[];
  readonly quality: { readonly churn: { readonly auc: { readonly value: number } } };
}

describe('holdfast models validate', () => {
  it('judges at several days of the past, each knowing nothing from its day on', async () => {
    const config = await smallBusiness(folder, few);
    const out = join(folder, 'out');
    const options = ['--config', config, '--out', out, '--json'];
    const rolled = await holdfast('models', 'validate', ...options, '--origins', '2');
    expect(rolled.code).toBe(0);
    const origins: Origin[] = JSON.parse(rolled.out);
    expect(origins.map(({ asOf }) => asOf)).toEqual(['2025-08-25', '2025-09-24']);
    for (const { asOf, trainedOn, judgedOn } of origins) {
      const horizon = 60 * 86_400_000;
      for (const day of judgedOn) expect(Date.parse(day) + horizon).toBeLessThanOrEqual(Date.parse(asOf));
      for (const day of trainedOn) {
        expect(Date.parse(day) + horizon).toBeLessThanOrEqual(Date.parse(judgedOn[0]!));
      }
    }
    expect(await readChampion(folderStore(out))).toBeNull();
    const alone = await holdfast(
      'train',
      '--config',
      config,
      '--out',
      join(folder, 'alone'),
      '--as-of',
      origins[0]!.asOf,
      '--json',
    );
    expect(JSON.parse(alone.out).entry.quality).toEqual(origins[0]!.quality);
  });

  it('fits once, as a config does that wants no second fit', async () => {
    const text = readFileSync(join(folder, 'holdfast.yaml'), 'utf8');
    const config = writeText(folder, 'once.yaml', text.replace('training: {', 'training: { refit: false,'));
    const { run } = await openLocalRun({ config, out: join(folder, 'once'), asOf: '2025-08-25' }, silence);
    const done = keys.stageRecord(keyOf(run, 'train'), 'train');
    expect(await folderStore(join(folder, 'out/validation')).tag(done)).not.toBeNull();
  });

  it('holds the model against one without some features: as if their source were not there', async () => {
    const gain = ['--origins', '1', '--without', 'touches'];
    const out = ['--out', join(folder, 'out')];
    const ran = await holdfast(
      'models',
      'validate',
      '--config',
      join(folder, 'holdfast.yaml'),
      ...out,
      '--json',
      ...gain,
    );
    const [{ quality, without }]: [Origin & { without: FeaturesGain }] = JSON.parse(ran.out);
    const bare = readFileSync(join(folder, 'holdfast.yaml'), 'utf8').replace(
      / {2}touches:\n(?: {4}.*\n)+/,
      '',
    );
    const config = writeText(folder, 'bare.yaml', bare);
    const alone = await holdfast(
      'train',
      '--config',
      config,
      '--out',
      join(folder, 'bare'),
      '--as-of',
      '2025-09-24',
      '--json',
    );
    const { entry } = JSON.parse(alone.out);
    expect(without.features.kept).toBe(entry.features.length);
    expect(without.features.leftOut).toBeGreaterThan(0);
    const { difference, auc } = without.churn!.rules[0]!;
    expect(auc.value).toBe(entry.quality.churn.auc.value);
    expect(difference.auc.value).toBeCloseTo(quality.churn.auc.value - auc.value, 12);
  });

  it('refuses features that are not there, and those that the rules go by', async () => {
    const asked = (names: string) =>
      holdfast(
        'models',
        'validate',
        '--config',
        join(folder, 'holdfast.yaml'),
        '--out',
        join(folder, 'out'),
        '--origins',
        '1',
        '--without',
        names,
      );
    const [unknown, blank, absent, needed] = [
      await asked('touches,smoke'),
      await asked('touches,'),
      await asked('subscriptions'),
      await asked('touches,orders'),
    ];
    expect([unknown.code, blank.code, absent.code, needed.code]).toEqual([2, 2, 2, 2]);
    // before any data is read
    expect(unknown.err).toMatch(
      /--without smoke: no feature is of such a family.* There are .*margin, orders, /,
    );
    expect(unknown.err).not.toContain('as of');
    expect(blank.err).toContain('--without names nothing between two commas');
    expect(absent.err).toMatch(/--without .*: .* It has .*margin, orders, /);
    expect(needed.err).toMatch(/would leave out order_recency_days, .*name other families/);
  });

  it('shows a line per origin', async () => {
    const out = join(folder, 'out');
    const { out: screen } = await holdfast(
      'models',
      'validate',
      '--config',
      join(folder, 'holdfast.yaml'),
      '--out',
      out,
      '--origins',
      '2',
    );
    expect(screen).toMatch(/2025-08-25 .+\n {2}2025-09-24 /);
    expect(screen).toMatch(/beyond chance, at \d of 2 origins/);
  });
});
