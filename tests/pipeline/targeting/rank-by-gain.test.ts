import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaughtPlay } from '../../../contracts/artefacts/uplift-report.ts';
import { writeScores } from '../../../pipeline/scoring/scores-file.ts';
import { writeParquet } from '../../../pipeline/tables/parquet.ts';
import { pricePlays } from '../../../pipeline/targeting/contact-cost.ts';
import { shownHarm } from '../../../pipeline/targeting/do-not-disturb.ts';
import { expectedGain } from '../../../pipeline/targeting/expected-gain.ts';
import { fillList } from '../../../pipeline/targeting/fill-list.ts';
import { profitBySize } from '../../../pipeline/targeting/profit-by-size.ts';
import { createRanked } from '../../../pipeline/targeting/rank.ts';
import { untriedNotes } from '../../../pipeline/targeting/untried-plays.ts';
import { openDuckdbWarehouse } from '../../../platform/local/duckdb-warehouse.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';
import { scratchFolder } from '../../support/scratch.ts';
import { candidate, filling, predicted, standing, targeting } from './fixtures.ts';

const none = { value: 0, low: 0, high: 0 };
const taughtPlay = (...plays: string[]): TaughtPlay => ({
  plays,
  contact: 900,
  control: 100,
  effect: none,
  gate: { open: true, z: 3, needed: 1.645, orders: 10 },
  autoc: none,
  qini: none,
  overRisk: null,
  doNotDisturb: {
    kind: 'named',
    share: 0.05,
    gainUpTo: -0.05,
    effect: { value: -0.069, low: -0.091, high: -0.047 },
  },
  anchor: 0.1,
});
const plays = [
  { name: 'Call', channel: 'phone', cost: 5, minutes: 30, when: ['support'] },
  { name: 'Note', channel: 'email', cost: 1, minutes: 0, when: [] },
  { name: 'New', channel: 'push', cost: 0.5, minutes: 0, when: [] },
];
const learned = { plays: [taughtPlay('Call'), taughtPlay('Note')] };

describe('ranked by what contact is expected to win', () => {
  const gains = [
    { id: 'won by a call', churn: 0.2, kept: 100, gain: [0.2, 0.01], harm: [false, false] },
    { id: 'won by nothing', churn: 0.9, kept: 100, gain: [0.01, 0], harm: [false, false] },
    { id: 'driven away', churn: 0.8, kept: 1000, gain: [-0.2, -0.2], harm: [true, true] },
    { id: 'no call', churn: 0.5, kept: 100, gain: [0.9, 0.06], harm: [true, false] },
  ];

  async function ranked(priced: typeof plays) {
    const root = scratchFolder();
    const store = folderStore(root);
    const warehouse = await openDuckdbWarehouse({ root, store });
    try {
      await store.put('scores/a.parquet', writeScores(predicted(gains)));
      const column = (name: string, type: 'number' | 'flag', of: (row: (typeof gains)[number]) => never) => ({
        ...{ name, type },
        values: gains.map(of),
      });
      await store.put(
        'gains/a.parquet',
        writeParquet([
          { name: 'customer_id', type: 'text', values: gains.map(({ id }) => id) },
          ...[0, 1].flatMap((p) => [
            column(`gain_${p}`, 'number', ({ gain }) => gain[p] as never),
            column(`harm_${p}`, 'flag', ({ harm }) => harm[p] as never),
          ]),
        ]),
      );
      await warehouse.attach('scores', 'scores/');
      await warehouse.attach('gains', 'gains/');
      const request = {
        ...targeting({
          goneAbove: 0.95,
          savePrior: [
            [0, 1],
            [1, 1],
          ],
          savedShare: 0.1,
        }),
        cheapestContact: 1,
        learned: {
          ...learned,
          gains: 'gains',
          priced: pricePlays(priced, standing(), 'EUR'),
          savedShare: 0.1,
        },
      };
      const thresholds = await createRanked(warehouse, 'scores', request);
      const rows = await warehouse.rows(
        `select customer_id, standing, round(priority, 6) as priority, is_harmed from ranked_scores order by customer_id`,
      );
      const { priorityAbove } = thresholds;
      const size = { ranked: 'ranked_scores', savedShare: 0.1, priorityAbove, byGain: true, listSize: 1 };
      return {
        rows: Object.fromEntries(rows.map((row) => [String(row.customer_id), row])),
        sizes: await profitBySize(warehouse, size),
      };
    } finally {
      await warehouse.close();
    }
  }

  it('the best contact decides; whom nothing wins is no candidate, whom all drive away keeps today’s place', async () => {
    const { rows, sizes } = await ranked(plays.slice(0, 2));
    expect(rows['won by a call']).toMatchObject({ standing: 'candidate', priority: 15 });
    expect(rows['won by nothing']).toMatchObject({ standing: 'not_worth_contact', priority: -1 });
    expect(rows['no call']).toMatchObject({ standing: 'candidate', priority: 5, is_harmed: false });
    expect(rows['driven away']).toMatchObject({ standing: 'candidate', priority: 79, is_harmed: true });
    expect(sizes).toEqual([
      { size: 1, profit: 15 },
      { size: 2, profit: 20 },
    ]);
  });

  it('a play that no campaign has tried keeps the share that is assumed, and changes nothing about the others', async () => {
    const { rows } = await ranked(plays);
    expect(rows['won by nothing']).toMatchObject({ standing: 'candidate', priority: 8.5 });
    expect(rows['driven away']).toMatchObject({ priority: 79.5, is_harmed: true });
    expect(rows['won by a call']).toMatchObject({ standing: 'candidate', priority: 15 });
    const { rows: alone } = await ranked(plays.slice(2));
    expect(alone['driven away']).toMatchObject({ is_harmed: false });
  });
});

describe('plays that no finished campaign has tried', () => {
  const notes = (of: typeof plays, taught: typeof learned | null = learned) =>
    untriedNotes([{ ...filling({ plays: of, savedShare: 0.12 }), learned: taught }]);

  it('are named, with what they are ranked by and on whom they are not tried', () => {
    expect(notes([...plays, { ...plays[2]!, name: 'Visit' }])).toEqual([
      'New, Visit: no finished campaign has tried them, so they are assumed to save 12% of what can be saved (targeting.savedShare), while Call, Note keep what was learned. Customers whom every tried play drives away do not get them either.',
    ]);
    expect(notes(plays)[0]).toMatch(/^New: no finished campaign has tried it, so it is assumed to save 12%/);
  });

  it('say nothing of harm where none was shown, and nothing where all are tried or nothing was learned', () => {
    const harmless = learned.plays.map((one) => ({ ...one, doNotDisturb: { kind: 'nobody' as const } }));
    expect(notes(plays, { plays: harmless })[0]).toMatch(/keep what was learned\.$/);
    expect([notes(plays.slice(0, 2)), notes(plays, null)]).toEqual([[], []]);
    expect(notes([{ ...plays[2]!, channel: 'none', cost: 0 }, ...plays.slice(0, 2)])).toEqual([]);
  });
});

describe('a list by learned gains', () => {
  const customer = (id: string, gain: readonly number[], more: Record<string, unknown> = {}) =>
    candidate({
      ...{ customer_id: id, clv_if_kept: 110, clv_if_lost: 10, savable: 50, is_harmed: false, priority: 1 },
      ...({ gain_0: gain[0], gain_1: gain[1], harm_0: false, harm_1: false, ...more } as object),
    });
  const fill = (people: ReturnType<typeof customer>[], over: Record<string, unknown> = {}) => {
    const request = filling({ plays: plays.slice(0, 2), holdout: { share: 0 }, ...over });
    const limits = { ...request.limits, harm: shownHarm(learned) };
    return fillList(people, { ...request, limits, learned });
  };
  const said = (people: ReturnType<typeof customer>[], over = {}) =>
    fill(people, over).listed.map(({ customer: { customer_id: id }, play }) => `${id} ${play?.name}`);

  it('proposes the play that wins most, in the order of what it wins', () => {
    const people = [customer('a', [0.1, 0.05]), customer('b', [0.06, 0.09]), customer('c', [0.01, 0.005])];
    expect(said(people)).toEqual(['b Note', 'a Call']); // c costs more than either wins
    expect(said(people, { listSize: 1 })).toEqual(['b Note']);
  });

  it('of two plays takes the one that the agents have hours for', () => {
    const people = [customer('a', [0.5, 0.1]), customer('b', [0.4, 0.1])];
    expect(said(people, { budget: { hours: 0.5 } })).toEqual(['a Call', 'b Note']);
  });

  it('leaves out whom contact drives away, with what was shown', () => {
    const people = [customer('a', [-0.1, -0.1], { is_harmed: true, priority: 9 }), customer('b', [0.2, 0])];
    const { listed, suppressed } = fill(people);
    expect(listed.map((one) => one.customer.customer_id)).toEqual(['b']);
    expect(suppressed).toMatchObject([
      {
        customer: { customer_id: 'a' },
        suppression: { rule: 'do_not_disturb', explanation: expect.stringMatching(/-6\.9|−6\.9/) },
      },
    ]);
  });

  it('never lists a contact whose expected profit is not above zero, whatever the gains and the budget', () => {
    const gain = fc.double({ min: -1, max: 1, noNaN: true });
    const person = fc.tuple(gain, gain, fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(
        fc.array(person, { maxLength: 12 }),
        fc.option(fc.integer({ min: 1, max: 20 })),
        (all, money) => {
          const people = all.map(([call, note, a, b], i) =>
            customer(`c${i}`, [call, note], { harm_0: a, harm_1: b, is_harmed: a && b }),
          );
          const over = money === null ? {} : { budget: { money } };
          const { listed } = fill(people, over);
          for (const { customer: one, play } of listed) {
            expect(expectedGain(one, play, { savedShare: 0.1, learned }) - play!.cost).toBeGreaterThan(0);
            expect(one.is_harmed).toBe(false);
          }
          if (money !== null)
            expect(listed.reduce((sum, { play }) => sum + play!.cost, 0)).toBeLessThanOrEqual(money + 1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });
});
