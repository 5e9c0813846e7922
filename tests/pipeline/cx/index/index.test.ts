import { describe, expect, it } from 'vitest';
import type { CxIndexReport } from '../../../../contracts/artefacts/cx-index.ts';
import { cxSchema } from '../../../../contracts/config/cx.ts';
import { keys } from '../../../../contracts/keys.ts';
import type { ObjectStore } from '../../../../contracts/ports/object-store.ts';
import { randomStream } from '../../../../models/numerics.ts';
import { buildMetrics } from '../../../../pipeline/cx/build-metrics.ts';
import { catalogue } from '../../../../pipeline/cx/catalogue.ts';
import { buildIndex } from '../../../../pipeline/cx/index/build-index.ts';
import { indexTable } from '../../../../pipeline/cx/index/index-file.ts';
import { recordingWarehouse } from '../../../support/recording-warehouse.ts';
import { silence } from '../../../support/silence.ts';
import { trinoGrammar } from '../../../support/trino-grammar.ts';
import { type Business, emptyBusiness, openBusiness, smallConfig } from '../../features/business.ts';
import { asOf, at, everything, order, survey } from '../figures.ts';

interface Asked {
  readonly index?: object;
  /** Of an earlier night: the versions that were kept. */
  readonly store?: ObjectStore;
  readonly on?: string;
  readonly texts?: Set<string>;
}

/** NPS and CSAT, the first counting three times as much. */
const declared = {
  parts: [
    { metric: 'nps', weight: 3 },
    { metric: 'csat_5', weight: 1 },
  ],
};

async function indexOf(
  business: Partial<Business>,
  { index = declared, store, on = asOf, texts = new Set() }: Asked = {},
) {
  const opened = await openBusiness({ ...emptyBusiness, ...business }, 1);
  const config = smallConfig({ cx: { index } });
  const names = ['nps', 'csat_5', 'csat_7', 'reopened', 'resolution_hours', 'churn_rate'];
  const metrics = catalogue.filter(({ name }) => names.includes(name));
  const passage = {
    warehouse: recordingWarehouse(opened.warehouse, texts),
    store: opened.store,
    prefix: 'cells/',
  };
  try {
    const built = await buildMetrics({ config, asOf: on, mapped: everything, metrics }, passage, silence);
    for (const { key } of (await store?.list(keys.cxIndexes)) ?? [])
      await opened.store.put(key, (await store!.get(key))!);
    const made = await buildIndex({ ...built, config, asOf: on, passage });
    return { report: made!.report, rows: made!.rows, store: opened.store };
  } finally {
    await opened.warehouse.close();
  }
}

/** Answers to both questions in November, each of another customer or all of the same few. */
function answers(
  { nps, csat, of = (i: number) => i }: { nps: number[]; csat: number[]; of?: (i: number) => number },
  invited_at = at('2025-11-10T10:00:00'),
) {
  const rows = (kind: string, scores: number[]) =>
    scores.map((score, i) =>
      survey(`${kind}${invited_at}-${i}`, {
        kind,
        score,
        scale_max: kind === 'nps' ? 10 : 5,
        invited_at,
        customer_id: `c${of(i)}`,
      }),
    );
  return [...rows('nps', nps), ...rows('csat', csat)];
}

const many = (n: number, value: number): number[] => Array<number>(n).fill(value);
/** NPS 20: 75 − 10, of 100… in parts of 40 answers: 20 up, 12 down; and CSAT 0.75. */
const mixed = {
  nps: [...many(20, 10), ...many(8, 7), ...many(12, 3)],
  csat: [...many(30, 5), ...many(10, 2)],
};
const last = ({ periods }: CxIndexReport) => periods.at(-1)!;

describe('the CX index', () => {
  it('is the weighted mean of its parts on scales of 0 to 100, and they add up to it', async () => {
    const { report } = await indexOf({ surveys: answers(mixed) });
    // NPS 20 is 60 of 100, counts 3 of 4; CSAT .75 is 75, counts 1 of 4
    expect(last(report).index?.value).toBeCloseTo(0.75 * 60 + 0.25 * 75, 9);
    expect(last(report).parts).toMatchObject([
      { metric: 'nps', n: 40, value: 20, score: 60, contribution: 45 },
      { metric: 'csat_5', n: 40, value: 0.75, score: 75, contribution: 18.75 },
    ]);
    expect(report.version?.parts.map(({ weight }) => weight)).toEqual([0.75, 0.25]);
    expect(last(report)).toMatchObject({ first: '2025-11-03', last: '2025-11-30' });
  });

  it('has wider limits where the same customers stand behind both parts, and where few stand behind many answers', async () => {
    const width = async (of: (i: number) => number) => {
      const { low, high } = last((await indexOf({ surveys: answers({ ...mixed, of }) })).report).index!;
      return high - low;
    };
    const apart = { ...mixed };
    const other = answers(apart).map((row) => ({ ...row, customer_id: `${row.kind}${row.survey_id}` }));
    const { low, high } = last((await indexOf({ surveys: other })).report).index!;
    const [same, few] = [await width((i) => i), await width((i) => Math.floor(i / 10))];
    expect(same).toBeGreaterThan(1.02 * (high - low));
    expect(few).toBeGreaterThan(1.5 * same);
  });

  it('is not given where a part is lacking, and the others are not weighed anew', async () => {
    const { report } = await indexOf({ surveys: answers({ ...mixed, csat: many(7, 5) }) });
    expect(last(report)).toMatchObject({
      index: null,
      lacking: [{ metric: 'csat_5', why: '7 are too few' }],
    });
    expect(last(report).parts).toMatchObject([{ metric: 'nps', contribution: 45 }]);
    const none = await indexOf({});
    expect(last(none.report).lacking.map(({ why }) => why)).toEqual([
      'nothing was counted',
      'nothing was counted',
    ]);
  });

  it('has a change, and a period for each four weeks since the first, whether it is given or not', async () => {
    const before = answers({ nps: many(40, 3), csat: mixed.csat }, at('2025-10-10T10:00:00'));
    const old = answers({ nps: many(3, 9), csat: [] }, at('2025-08-20T10:00:00'));
    const { report, rows } = await indexOf({ surveys: [...old, ...before, ...answers(mixed)] });
    expect(report.periods.map(({ index }) => index === null)).toEqual([true, true, false, false]);
    expect(report.change).toMatchObject({ value: expect.closeTo(45, 9) });
    expect(report.change!.low).toBeGreaterThan(20);
    expect(rows.every(({ metric, grain }) => metric === 'cx_index' && grain === 'four weeks')).toBe(true);
    const [first, ...columns] = indexTable(report);
    expect([first?.name, first?.values.length]).toEqual(['version', columns[2]?.values.length]);
    const scores = columns.find(({ name }) => name === 'score')!.values;
    expect(scores[scores.length - 3]).toBeCloseTo(63.75, 9);
  });

  it('keeps each version: other weights are another series, and say so; the same ones stay what they are', async () => {
    const surveys = answers(mixed);
    const first = await indexOf({ surveys });
    const { store } = first;
    const later = await indexOf({ surveys }, { store, on: '2025-12-08' });
    expect(later.report).toMatchObject({
      before: null,
      version: { since: asOf, version: first.report.version!.version },
    });
    const parts = [
      { metric: 'nps', weight: 1 },
      { metric: 'csat_5', weight: 1 },
    ];
    const changed = await indexOf({ surveys }, { store, on: '2025-12-08', index: { parts } });
    expect(changed.report.before).toEqual({ version: first.report.version!.version, since: asOf });
    expect((await changed.store.list(keys.cxIndexes)).length).toBe(2);
  });

  it('takes declared ends, turned round where less is better, and counts a figure beyond them as the end', async () => {
    const ends = (worst: number, best: number) =>
      indexOf(
        { surveys: answers(mixed) },
        { index: { parts: [{ metric: 'csat_5', weight: 1, worst, best }] } },
      );
    expect(last((await ends(0.5, 1)).report).index?.value).toBeCloseTo(50, 9);
    expect(last((await ends(0, 0.5)).report).index).toMatchObject({ value: 100, high: 100 });
    await expect(ends(1, 0)).rejects.toThrow('cx.index.parts[0]: of csat_5 a higher figure is better');
    const lower = await indexOf({}, { index: { parts: [{ metric: 'reopened', weight: 1 }] } });
    expect(lower.report.version?.parts).toEqual([{ metric: 'reopened', weight: 1, worst: 1, best: 0 }]);
  });

  it('refuses what it cannot scale or learn, naming the place', async () => {
    const of = (index: object) => indexOf({}, { index });
    await expect(of({ parts: [{ metric: 'contacts_per_case', weight: 1 }] })).rejects.toThrow(
      'cx.index.parts[0]: contacts_per_case has no scale',
    );
    await expect(of({ parts: [{ metric: 'resolution_hours', weight: 1 }] })).rejects.toThrow(
      'cx.index.parts[0]: resolution_hours has no scale',
    );
    await expect(of({ parts: [{ metric: 'smiles', weight: 1 }] })).rejects.toThrow(
      'there is no metric smiles',
    );
    await expect(
      of({ parts: [{ metric: 'churn_rate' }], weights: 'learned', learnedOn: '2025-11-01' }),
    ).rejects.toThrow('the weight of churn_rate cannot be learned');
    expect(cxSchema.safeParse({ index: { parts: [{ metric: 'nps' }] } }).success).toBe(false);
    expect(
      cxSchema.safeParse({ index: { ...declared, weights: 'learned', learnedOn: '2025-11-01' } }).success,
    ).toBe(false);
    expect(cxSchema.safeParse({ index: { parts: [...declared.parts, declared.parts[0]] } }).success).toBe(
      false,
    );
  });
});

describe('learned weights', () => {
  const learned = {
    parts: [{ metric: 'nps' }, { metric: 'csat_5' }, { metric: 'csat_7' }],
    weights: 'learned',
    learnedOn: '2025-11-20',
  };

  /** Who gives a good CSAT stays, NPS goes the wrong way round, and the CSAT of seven says nothing. */
  function business(n: number): Partial<Business> {
    const asked = at('2025-06-10T10:00:00');
    const people = Array.from({ length: n }, (_, i) => ({
      id: `c${i}`,
      csat: i % 2 === 0,
      nps: i % 3 === 0,
      other: i % 5 === 0,
    }));
    return {
      surveys: people.flatMap(({ id, csat, nps, other }) => [
        survey(`s${id}`, {
          kind: 'csat',
          score: csat ? 5 : 1,
          scale_max: 5,
          invited_at: asked,
          customer_id: id,
        }),
        survey(`o${id}`, {
          kind: 'csat',
          score: other ? 7 : 1,
          scale_max: 7,
          invited_at: asked,
          customer_id: id,
        }),
        survey(`n${id}`, { kind: 'nps', score: nps ? 10 : 0, invited_at: asked, customer_id: id }),
      ]),
      orders: people.flatMap(({ id, csat, nps }, i) => {
        const stays = randomStream(1, id).uniform() < (csat ? 0.8 : 0.4) - (nps ? 0.2 : 0);
        const days = ['2025-08-02', `2025-09-${10 + (i % 20)}`, ...(stays ? ['2025-11-05'] : [])];
        return days.map((day, j) => order(`${id}-${j}`, id, day));
      }),
    };
  }

  it('are those of what goes with staying: none below 0, with their figures, and they stay until asked anew', async () => {
    const texts = new Set<string>();
    const { report, store } = await indexOf(business(700), { index: learned, texts });
    const { parts, learned: how } = report.version!;
    const [nps, csat, seven] = parts.map(({ weight }) => weight) as [number, number, number];
    expect(nps).toBe(0);
    expect(csat).toBeGreaterThan(0.8);
    expect(nps + csat + seven).toBeCloseTo(1, 12);
    expect(how).toMatchObject({ customers: 700, on: '2025-11-20', horizonDays: 30 });
    // 40 points more staying over 100 points of CSAT, 20 fewer over 100 of NPS
    expect(how!.slopes[1]!.slope).toBeCloseTo(0.004, 3);
    expect(how!.slopes[0]!.high).toBeLessThan(0);
    expect(how!.auc).toBeGreaterThan(how!.aucWithout + 0.1);
    const faultsOf = await trinoGrammar();
    for (const text of texts) expect(faultsOf(text), text).toEqual([]);
    const later = await indexOf({}, { index: learned, store, on: '2025-12-08' });
    expect(later.report.version).toEqual(report.version);
    const past = await indexOf({}, { index: learned, store, on: '2025-11-10' });
    expect(past.report).toMatchObject({
      version: null,
      refused: expect.stringContaining('after 2025-11-10'),
    });
    const anew = await indexOf(business(550), {
      index: { ...learned, learnedOn: '2025-11-21' },
      store,
      on: '2025-12-08',
    });
    expect(anew.report.version?.learned?.customers).toBe(550);
    expect(anew.report.before?.version).toBe(report.version?.version);
  });

  it('are refused with too few customers, and before their day', async () => {
    const few = await indexOf(business(40), { index: learned });
    expect(few.report).toMatchObject({
      version: null,
      refused: expect.stringMatching(/40 customers who could still leave/),
    });
    const early = await indexOf({}, { index: { ...learned, learnedOn: '2026-01-01' } });
    expect(early.report.refused).toContain('after 2025-12-01');
  });
});
