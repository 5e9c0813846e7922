import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Past, Unmeasured } from '../../../contracts/artefacts/proof.ts';
import { costOfLooks } from '../../../models/effects.ts';
import { randomStream } from '../../../models/numerics.ts';
import { outlookOf } from '../../../pipeline/proof/outlook.ts';
import { type PlanAsk, planProof } from '../../../pipeline/proof/plan-proof.ts';
import { seenIn } from '../../../pipeline/proof/seen-by.ts';
import { planReport } from '../../../pipeline/reports/proof/plan-report.ts';
import { outlookSentences } from '../../../pipeline/reports/sentences/outlook-sentences.ts';

const past: Past = {
  horizonDays: 60,
  from: '2026-01-05',
  beforeDays: 60,
  customers: 4000,
  alike: 500,
  retained: 0.6,
  mean: 40,
  spread: 80,
  correlation: 0.6,
  worthOfStaying: 55,
  cappedAt: null,
};

const ask = (over: Partial<PlanAsk> = {}): PlanAsk => ({
  asOf: '2026-03-09',
  currency: 'EUR',
  campaign: 'spring',
  horizonDays: 60,
  lagDays: 3,
  share: 0.1,
  looks: 'declared end',
  perList: 500,
  pool: 20_000,
  everyDays: 7,
  drawn: null,
  retained: null,
  savedShare: 0.1,
  gain: 12,
  contactable: { candidates: 20_000, eligible: 20_000, looked: 20_000, barred: [], waiting: [] },
  joiningKnown: true,
  ...over,
});

const plain = { share: 0.5, looks: 'declared end', past: null } as const;

describe('the smallest effect that arms can show', () => {
  it('agrees with the textbook: 80% against 70% takes about 290 a group', () => {
    // n per group = (z.975 + z.8)² · 2·p̄(1−p̄) / d² with p̄ = .75, d = .1: 294.3
    const { points } = seenIn(2 * 294.3, 294.3, { ...plain, retained: 0.75 });
    expect(points! / costOfLooks['declared end']).toBeCloseTo(0.1, 4);
  });

  it('is found in four of five simulated campaigns', () => {
    const [retention, contacted, heldOut] = [0.6, 900, 300];
    const seen = seenIn(contacted + heldOut, heldOut, { ...plain, retained: retention });
    const difference = seen.points! / costOfLooks['declared end'];
    const random = randomStream(3, 'power');
    const kept = (n: number, p: number) => {
      let count = 0;
      for (let i = 0; i < n; i++) count += random.uniform() < p ? 1 : 0;
      return count;
    };
    const campaigns = 2000;
    let found = 0;
    for (let i = 0; i < campaigns; i++) {
      const a = kept(contacted, retention + difference / 2);
      const b = kept(heldOut, retention - difference / 2);
      const pooled = (a + b) / (contacted + heldOut);
      const error = Math.sqrt(pooled * (1 - pooled) * (1 / contacted + 1 / heldOut));
      found += Math.abs(a / contacted - b / heldOut) / error > 1.959964 ? 1 : 0;
    }
    expect(found / campaigns).toBeGreaterThan(0.77);
    expect(found / campaigns).toBeLessThan(0.83);
  });

  it('is smaller in money by what the time before explains', () => {
    const seen = seenIn(5144, 2572, { ...plain, retained: 0.6, past });
    expect(seen.money! / costOfLooks['declared end']).toBeCloseTo(5, 1);
    expect(seen.money! / seen.unadjusted!).toBeCloseTo(0.8, 10);
  });

  it('is not known without a held-out group, nor without a retention', () => {
    expect(seenIn(100, 0, { ...plain, retained: 0.6 }).points).toBeNull();
    expect(seenIn(100, 50, { ...plain, retained: null }).points).toBeNull();
  });
});

describe('the plan of a comparison', () => {
  it('finds the first list after which the expected effect shows, and not one before', () => {
    const { outlook, curve } = planProof(ask(), [past]);
    const { lists, expected, days } = outlook;
    expect(expected.points).toBeCloseTo(0.04, 12);
    expect(expected.money).toBeCloseTo(0.04 * 55, 12);
    const at = (n: number) => curve.find((point) => point.lists === n)!.seen;
    expect(at(lists.points!).points!).toBeLessThanOrEqual(expected.points!);
    expect(planProof(ask({ pool: (lists.points! - 1) * 500 }), [past]).outlook.lists.points).toBeNull();
    expect(days).toBe((lists.points! - 1) * 7 + 63);
    expect(lists.money).toBeNull();
  });

  it('needs fewer lists the nearer to half is held out, and names what the holdout costs', () => {
    const { shares, keep } = planProof(ask({ pool: 200_000, perList: 1000 }), [past]);
    const lists = shares.map((one) => one.lists!);
    expect([...lists].sort((a, b) => b - a)).toEqual(lists);
    expect(shares[1]!.forgone).toBe(100 * 12);
    expect(keep).toBe(shares.find((one) => (one.lists! - 1) * 7 <= 91)!.share);
    expect(keep).toBeGreaterThan(0.05);
  });

  it('says of a small base that nothing can be shown, and what would show more', () => {
    const small = ask({ pool: 280, perList: 60 });
    const longer = { ...past, horizonDays: 180, worthOfStaying: 300, spread: 150, correlation: 0.8 };
    const plan = planProof(small, [past, longer]);
    expect(plan.outlook.lists).toEqual({ points: null, money: null });
    expect(plan.keep).toBeNull();
    expect(plan.outlook.ways.map(({ kind }) => kind)).toEqual([
      'pool',
      'share',
      'adjust',
      'horizon',
      'customers',
    ]);
    const report = planReport(plan);
    expect(report.verdict).toMatch(/cannot be shown with the 280 candidates/);
    const said = outlookSentences(plan.outlook, 'EUR').join('\n');
    expect(said).toMatch(/Pool 5 lists .* 91 days.*, which is closer but still not enough\.$/m);
    expect(said).toMatch(/^Hold out 50%.*, which is closer but still not enough\.$/m);
    const large = planProof(ask({ pool: 200_000, perList: 1000 }), [past]).outlook;
    expect(outlookSentences(large, 'EUR').join('\n')).toMatch(/^Pool \d+ lists .* per customer\.$/m);
    expect(said).toMatch(/correlation 0\.60\) removes 36% of the variance/);
    expect(said).toMatch(/Measure over 180 days instead of 60/);
    const unlike = planProof(small, [{ ...past, correlation: 0.09 }]);
    expect(unlike.outlook.ways.map(({ kind }) => kind)).toEqual(['pool', 'share', 'customers']);
  });

  it('names the customers that it takes: so many show the effect, two fewer do not', () => {
    for (const over of [{}, { retained: 0.8 }, { looks: 'always valid' as const }, { savedShare: 0.9 }]) {
      const asked = ask({ pool: 50, perList: 50, share: 0.5, ...over });
      const { ways, lists } = outlookOf(asked, { ...past, correlation: null });
      expect(lists).toEqual({ points: null, money: null });
      expect(ways.map(({ kind }) => kind)).toEqual(['customers']);
      const { customers } = ways[0] as { customers: number };
      const firstOf = (pool: number) => outlookOf({ ...asked, pool, perList: pool }, past).days;
      expect([firstOf(customers - 2), firstOf(customers)]).toEqual([null, 63]);
    }
  });

  it('always says what would show an effect, or why nothing would', () => {
    const short: Unmeasured = { horizonDays: 60, why: 'the data cover 40 days', lacking: null };
    const kindsOf = (
      over: Partial<PlanAsk>,
      measured: Past | Unmeasured,
      others: (Past | Unmeasured)[] = [],
    ) => outlookOf(ask(over), measured, others).ways.map((way) => (way.kind === 'none' ? way.why : way.kind));
    const half = { share: 0.5, perList: 20_000 };
    expect(kindsOf({ pool: 0 }, past)).toEqual(['nobody-to-draw']);
    expect(kindsOf({ share: 0 }, past)).toEqual(['nobody-held-out']);
    expect(kindsOf({ retained: 1 }, past)).toEqual(['no-effect']);
    expect(kindsOf(half, short)).toEqual(['unmeasured']);
    expect(kindsOf({ ...half, pool: 40 }, short, [short, { ...past, horizonDays: 30 }])).toEqual(['horizon']);
    const said = outlookSentences(outlookOf(ask(half), short), 'EUR');
    expect(said[0]).toMatch(
      /^Which effect can be detected over 60 days, in retention or in money, is not known/,
    );
    expect(said.at(-1)).toMatch(/not known until the data cover such a period/);
    const any = fc.record({
      pool: fc.constantFrom(0, 1, 30, 61, 500, 5000),
      perList: fc.constantFrom(1, 20, 5000),
      share: fc.constantFrom(0, 0.02, 0.3, 0.5),
      retained: fc.constantFrom(null, 0, 0.02, 0.5, 1),
    });
    const pasts = fc.constantFrom(short, past, { ...past, correlation: null, worthOfStaying: null });
    fc.assert(
      fc.property(any, pasts, (over, measured) => {
        const { days, ways } = outlookOf(ask(over), measured);
        expect(days === null && ways.length === 0).toBe(false);
      }),
    );
  });

  it('draws those who come in while it runs, so that what today is too few for can show within a year', () => {
    const today = planProof(ask({ pool: 1500, perList: 500, share: 0.3 }), [past]);
    expect(today.outlook.lists.points).toBeNull();
    const growing = planProof(ask({ pool: 1500, perList: 500, joining: 120.5, share: 0.3 }), [past]);
    const { lists, all, days } = growing.outlook;
    expect(all.customers).toBe(Math.floor(1500 + 52 * 120.5));
    expect(lists.points).toBeGreaterThan(3);
    expect(days).toBe((lists.points! - 1) * 7 + 63);
    const at = (n: number) => growing.curve.find((point) => point.lists === n)!.seen.customers;
    expect(at(1)).toBe(500);
    expect(at(lists.points!)).toBe(
      Math.min(500 * lists.points!, Math.floor(1500 + 120.5 * (lists.points! - 1))),
    );
    const never = planProof(ask({ pool: 100, perList: 500, joining: 0.4 }), [past]);
    expect(planReport(never).verdict).toMatch(/100 candidates available, nor with the 20 who join/);
    const slow = planProof(ask({ pool: 5400, perList: 10, joining: 30, savedShare: 0.001 }), [past]);
    expect(slow.outlook.all.customers).toBe(5400);
    expect(planReport(slow).verdict).toMatch(/5,400 candidates available: /);
    expect(JSON.stringify(planReport(slow))).not.toMatch(/within a year|nor with|, with those/);
  });

  it('draws no more than the budget lasts for, whoever there is and whoever comes in', () => {
    const within = (over: Partial<PlanAsk>) =>
      planProof(ask({ pool: 1500, perList: 12, most: 30, joining: 20, ...over }), [past]);
    const { outlook } = within({});
    expect([outlook.pool, outlook.beyondBudget, outlook.all.customers]).toEqual([30, 1470, 30]);
    expect(outlook.ways).toContainEqual(expect.objectContaining({ kind: 'pool', lists: 3 }));
    expect(JSON.stringify(planReport(within({})).sections)).toMatch(/what the campaign’s budget draws/);
    const ample = within({ most: 1e6, joining: 0 }).outlook;
    expect(ample).toEqual(planProof(ask({ pool: 1500, perList: 12 }), [past]).outlook);
    expect([ample.pool, ample.beyondBudget]).toEqual([1500, 0]);
  });

  it('is of the lists that the campaign is declared to make, and more are what would show it', () => {
    const enough = planProof(ask({ share: 0.3, joining: 111 }), [past]).outlook;
    const { points } = enough.lists;
    expect([enough.ownLists, points! > 3]).toEqual([null, true]);
    const own = { share: 0.3, joining: 111, listDays: [0, 21] };
    const { outlook, curve } = planProof(ask(own), [past]);
    expect(outlook.lists).toEqual({ points: null, money: null });
    expect([outlook.ownLists, outlook.days, outlook.all.customers]).toEqual([2, null, 1000]);
    expect(curve.at(-1)).toMatchObject({ lists: 2, days: 21 + 63 });
    const [pool] = outlook.ways;
    expect(pool).toMatchObject({ kind: 'pool', lists: points, days: 21 + (points! - 2) * 7 + 63 });
    const said = outlookSentences(outlook, 'EUR').join('\n');
    expect(said).toMatch(/cannot be shown after 2 lists, all that the campaign makes/);
    expect(said).toMatch(/More or longer waves would show it/);
    expect(said).not.toMatch(/candidates available|who join meanwhile/);
    // as many as it takes, three weeks apart: the same number of lists, known later
    const sparse = Array.from({ length: points! }, (_, i) => 21 * i);
    const shown = planProof(ask({ ...own, listDays: sparse }), [past]).outlook;
    expect(shown).toMatchObject({ lists: { points }, days: sparse.at(-1)! + 63 });
    // lists for which nobody is left limit nothing
    const few = planProof(ask({ pool: 900, listDays: [0, 7, 14] }), [past]).outlook;
    expect(few).toMatchObject({ ownLists: null, all: { customers: 900 } });
  });

  it('says whether the customers that it takes show retention or money', () => {
    const said = (over: Partial<Past>) =>
      outlookSentences(
        planProof(ask({ pool: 280, perList: 60 }), [{ ...past, ...over }]).outlook,
        'EUR',
      ).join('\n');
    expect(said({})).toMatch(/Showing the assumed effect in retention takes/);
    expect(said({ worthOfStaying: 300 })).toMatch(/Showing the assumed effect in money takes/);
  });

  it('says whom it can contact, and that who comes in is not known, or that the first stand for all', () => {
    const contactable = {
      ...{ candidates: 90_000, eligible: 40_000, looked: 20_000 },
      barred: [{ rule: 'no_consent', customers: 5000 }],
      waiting: [{ rule: 'touched_recently', customers: 1000 }],
    };
    const plan = planProof(ask({ pool: 30_000, contactable, joiningKnown: false }), [past]);
    const { blocks } = planReport(plan).sections.find(({ title }) => title === 'Whom it can contact')!;
    const said = JSON.stringify(blocks);
    const table = blocks[0] as unknown as { rows: { value: number }[][] };
    const numbers = table.rows.map(([, n]) => n!.value);
    expect(numbers).toEqual([90_000, -50_000, -10_000, 30_000, 2000]);
    expect(numbers[0]! + numbers[1]! + numbers[2]!).toBe(numbers[3]);
    expect(said).toMatch(/the first 20,000/);
    expect(said).toMatch(/does not go back far enough/);
  });

  it('promises nothing of ways of which nothing is known', () => {
    const short: Unmeasured = { horizonDays: 4000, why: 'the data cover 730 days', lacking: null };
    const plan = planProof(ask({ horizonDays: 4000 }), [short, past]);
    expect(plan.outlook.ways.map(({ kind }) => kind)).toContain('pool');
    const said = outlookSentences(plan.outlook, 'EUR').join('\n');
    expect(said).toMatch(/over 4,000 days, in retention or in money, is not known/);
    expect(said).not.toMatch(/Pool|Hold out|, \./);
  });

  it('says of a horizon that is nearer whether it is enough', () => {
    const said = (pool: number) =>
      outlookSentences(
        planProof(ask({ pool, perList: 60 }), [past, { ...past, horizonDays: 180, worthOfStaying: 300 }])
          .outlook,
        'EUR',
      ).join('\n');
    expect(said(280)).toMatch(/Measure over 180 days .* closer but still not enough/);
    expect(said(200_000)).not.toMatch(/still not enough/);
  });

  it('says of a period with nothing before it that everybody of that time is compared', () => {
    const { sections } = planReport(
      planProof(ask(), [past, { ...past, horizonDays: 365, correlation: null }]),
    );
    expect(JSON.stringify(sections)).toMatch(
      /365 days: margin before .* compared with all customers of that time/,
    );
    expect(JSON.stringify(sections)).not.toMatch(/60 days: margin before/);
  });

  it('has no points for a list whose held out are too few for an interval', () => {
    const { sections } = planReport(planProof(ask(), [past]));
    expect(JSON.stringify(sections)).toMatch(/too few/);
  });

  it('never shows an effect by arms below 30, whatever its size', () => {
    const plan = planProof(ask({ pool: 200, perList: 200, savedShare: 1 }), [{ ...past, retained: 0.01 }]);
    expect(plan.outlook.all.heldOut).toBe(20);
    expect(plan.outlook.lists).toEqual({ points: null, money: null });
  });

  it('speaks of points alone where the past is too short', () => {
    const short: Unmeasured = { horizonDays: 60, why: 'the data cover 40 days', lacking: null };
    const outlook = outlookOf(ask({ retained: 0.6 }), short);
    expect([outlook.past, outlook.one.money, outlook.expected.money]).toEqual([null, null, null]);
    expect(outlook.one.points).toBeGreaterThan(0);
    expect(outlookSentences(outlook, 'EUR')[0]).toBe(
      'The effect in money that can be detected over 60 days is not known: the data cover 40 days.',
    );
  });

  it('pays for looks without a declared end', () => {
    const [end, none] = [ask(), ask({ looks: 'always valid' })].map((one) => outlookOf(one, past).one);
    expect(none!.money! / end!.money!).toBeCloseTo(1.3 / 1.06, 10);
  });

  it('says nothing where nobody can be listed or held out', () => {
    expect(outlookSentences(outlookOf(ask({ pool: 0 }), past), 'EUR')).toEqual([]);
    expect(outlookSentences(outlookOf(ask({ share: 0 }), past), 'EUR')).toEqual([]);
  });
});
