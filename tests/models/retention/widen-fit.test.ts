import { beforeAll, describe, expect, it } from 'vitest';
import { prepareBackend } from '../../../models/backend.ts';
import { rowEncoder } from '../../../models/learn/encoding/encode-rows.ts';
import { fitEncoding } from '../../../models/learn/encoding/fit-encoding.ts';
import { widenEncoding } from '../../../models/learn/encoding/widen-encoding.ts';
import { binRows } from '../../../models/learn/trees/bin-rows.ts';
import { fitBinning } from '../../../models/learn/trees/fit-binning.ts';
import { widenBinning } from '../../../models/learn/trees/widen-binning.ts';
import { type FittedMembers, fitMembers } from '../../../models/retention/ensemble/fit-members.ts';
import { networkRulesFor } from '../../../models/retention/ensemble/network-rules.ts';
import { scoreMembers } from '../../../models/retention/ensemble/score-members.ts';
import { widenFit } from '../../../models/retention/ensemble/widen-fit.ts';
import { fitEnsembleModel } from '../../../models/retention/ensemble-model.ts';
import { joinRows } from '../../../models/retention/join-rows.ts';
import type { LearningSet } from '../../../models/types.ts';
import { simulatedRows } from '../simulated-rows.ts';
import { category, number, table } from '../tables.ts';

const ramp = (n: number, from = 0) => Array.from({ length: n }, (_, i) => from + i);
const all = (n: number) => Int32Array.from(ramp(n));

describe('an encoding with room for newer rows', () => {
  const learned = table(
    number('age', [...ramp(100), ...new Array<number>(20).fill(Number.NaN)]),
    category('plan', [...new Array(60).fill('a'), ...new Array(60).fill('b')]),
    number('count', ramp(120)),
  );
  const narrow = fitEncoding(learned, 4);
  const newer = table(
    number('age', [...ramp(80), ...ramp(80, 200)]),
    category('plan', new Array(160).fill('a')),
    number(
      'count',
      ramp(160).map((i) => i % 120),
    ),
  );
  const { encoding, rowOf } = widenEncoding(narrow, newer, 4);
  const [age, plan, count] = encoding.features;

  it('has as many bins beyond the last edge as newer rows fill, and no others', () => {
    expect(age).toMatchObject({
      edges: Float64Array.of(...edgesOf(0), 240, 279),
      rowCount: 7,
      missingRow: 6,
    });
    expect(plan).toMatchObject({ firstRow: 7, rowCount: 2 });
    expect(count).toMatchObject({ firstRow: 9, edges: edgesOf(2) });
    expect(encoding.tableRows).toBe(narrow.tableRows + 2);
  });

  it('says where each row of the table stands now', () => {
    // the oldest of all, at the last edge, begins the first bin beyond it
    const below = all(learned.rowCount).filter((row) => row !== 99);
    const cells = [narrow, encoding].map((own) => rowEncoder(own, learned).encode(below));
    expect(cells[0]!.row.map((row) => rowOf[row]!)).toEqual(cells[1]!.row);
    expect(cells[0]!.weight).toEqual(cells[1]!.weight);
  });

  it('stays as it is where newer rows lie within', () => {
    expect(widenEncoding(narrow, learned, 4)).toEqual({ encoding: narrow, rowOf: all(narrow.tableRows) });
  });

  function edgesOf(feature: number): Float64Array {
    const own = narrow.features[feature]!;
    return own.kind === 'number' ? own.edges : new Float64Array();
  }
});

describe('bins of trees with room for newer rows', () => {
  const learned = table(number('age', ramp(64)), number('same', new Array(64).fill(3)));
  const binning = fitBinning(learned, 8);

  it('part what lies beyond the last cut by its share, and leave all bins before it', () => {
    const newer = table(number('age', [...ramp(64), ...ramp(64, 100)]), number('same', ramp(128)));
    const wide = widenBinning(binning, newer, 8);
    const [before, after] = [binning, wide].map((own) => binRows(own, learned));
    expect(after!.bins).toEqual(before!.bins);
    expect([...after!.binCounts]).toEqual([12, 1]);
    const cuts = wide.features[0]!.kind === 'number' ? [...wide.features[0].cuts] : [];
    expect(cuts.filter((cut) => cut > 64).every((cut, i, own) => i === 0 || cut > own[i - 1]!)).toBe(true);
  });

  it('are the same where no more than a bin lies there', () => {
    expect(widenBinning(binning, learned, 8)).toEqual(binning);
  });
});

describe('members with room for newer rows', () => {
  const train = simulatedRows(600, 1);
  const moved = (set: LearningSet, by: number): LearningSet => ({
    ...set,
    table: {
      ...set.table,
      columns: set.table.columns.map((column) =>
        column.kind === 'number' ? { ...column, values: column.values.map((value) => value + by) } : column,
      ),
    },
  });
  const later = moved(simulatedRows(600, 2), 500);
  let fitted: FittedMembers;

  beforeAll(async () => {
    await prepareBackend();
    const hyper = { ...networkRulesFor(600), epochs: 2 };
    fitted = await fitMembers(train, later.table, { options: { seed: 1 }, hyper });
  });

  it('score as before, the newest rows too', () => {
    const rows = joinRows(train, later).table;
    const { members } = widenFit(fitted, rows);
    expect(members.encoding.tableRows).toBeGreaterThan(fitted.members.encoding.tableRows);
    expect(scoreMembers(members, 1, rows)).toEqual(scoreMembers(fitted.members, 1, rows));
  });
});

describe('a second fit', () => {
  it('learns what only the newest rows show, of ages that none had before', async () => {
    const made = (rows: number, oldest: number): LearningSet => {
      const age = ramp(rows).map((i) => oldest - (i % 100));
      // up to 100 a third leave, whoever they are; from 150 on all leave but one in ten, between them hardly anybody
      const leaves = age.map((own, i) => {
        if (own <= 100) return i % 3 === 0 ? 1 : 0;
        return own >= 150 === (i % 10 !== 3) ? 1 : 0;
      });
      return {
        table: table(
          number('age', age),
          number(
            'noise',
            ramp(rows).map((i) => (i * 7919) % 101),
          ),
        ),
        churned: Float64Array.from(leaves),
        value: Float64Array.from(leaves, (y, i) => (y === 1 ? 0 : 10 + (i % 5))),
        customer: all(rows),
        asOf: new Int32Array(rows).fill(oldest),
      };
    };
    const [train, later] = [made(800, 100), made(800, 200)];
    const { model } = await fitEnsembleModel(
      train,
      later,
      { seed: 1, refit: true },
      { epochs: 6, batch: 64 },
    );
    const { churn } = model.predict(table(number('age', [120, 180]), number('noise', [50, 50])));
    expect(churn[0]).toBeLessThan(0.3);
    expect(churn[1]).toBeGreaterThan(0.7);
  });
});
