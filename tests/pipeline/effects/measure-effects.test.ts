import { describe, expect, it } from 'vitest';
import { adjustedDifference, compareArms, momentsOf, newcombe, ratioOf } from '../../../models/effects.ts';
import { trinoGrammar } from '../../support/trino-grammar.ts';
import { type Drawn, drawnCustomers, drawnOn, horizonDays, measured } from './campaign.ts';

const customers = drawnCustomers(400);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const cents = (value: number) => Math.round(value * 100) / 100;

/** The same figures from plain arrays, customer by customer. */
function byHand(drawn: readonly Drawn[], arm: Drawn['arm'], until = horizonDays) {
  const own = drawn.filter((one) => one.arm === arm);
  const margin = (one: Drawn, from: number, to: number) =>
    cents(sum(one.orders.filter(({ day }) => day >= from && day < to).map(({ margin }) => margin)));
  const before = own.map((one) => margin(one, -horizonDays, 0));
  const befores = drawn.map((one) => margin(one, -horizonDays, 0)).sort((a, b) => a - b);
  const cap = befores[Math.ceil(0.999 * befores.length) - 1]!;
  return {
    outcome: own.map((one) => Math.min(cap, margin(one, 0, until))),
    before: [
      before,
      before.map((x) => cents(Math.sign(x || 1) * Math.log1p(Math.abs(x)))),
      before.map((x) => Number(x > 0)),
      own.map((one) => margin(one, -365, 0)),
      own.map(({ score }) => score),
    ],
    cost: own.map(({ cost }) => cost),
    reached: own.map(({ reached }) => Number(reached)),
    kept: own.filter((one) => one.orders.some(({ day }) => day >= horizonDays - 30 && day < horizonDays))
      .length,
  };
}

describe('a campaign off the ledger', () => {
  let once: ReturnType<typeof measured> | undefined;
  const found = () => (once ??= measured(customers));

  it('has the figures that its customers have, one by one', async () => {
    const { reports, refused } = await found();
    expect(refused).toEqual([]);
    const [report] = reports;
    const [a, b] = [byHand(customers, 'contact'), byHand(customers, 'control')];
    const rows = ({ outcome, before, cost }: typeof a) => ({
      outcome: Float64Array.from(outcome),
      before: before.map((column) => Float64Array.from(column)),
      cost: Float64Array.from(cost),
    });
    const expected = compareArms(rows(a), rows(b), 0.95);
    const { headline, unadjusted, roi, margin, net, cost } = report!.money!;
    expect(headline.value).toBeCloseTo(expected.adjusted!.value, 8);
    expect(headline.interval!.low).toBeCloseTo(expected.adjusted!.low, 8);
    expect(unadjusted.interval!.high).toBeCloseTo(expected.plain.high, 8);
    expect(roi!.value).toBeCloseTo(expected.perCost!.value - 1, 8);
    expect(roi!.interval!.high).toBeCloseTo(expected.perCost!.interval![1] - 1, 6);
    expect(cost!.total).toBeCloseTo(sum(a.cost), 6);
    expect(sum(cost!.lines.map(({ total }) => total))).toBeCloseTo(cost!.total, 6);
    expect(net!.value).toBeCloseTo(margin.value - cost!.total, 6);
    expect(report!.retention!.points.interval).toMatchObject(
      (({ low, high }) => ({ low, high }))(
        newcombe({ kept: a.kept, n: a.outcome.length }, { kept: b.kept, n: b.outcome.length }, 0.95),
      ),
    );
    expect(report!.reached!.contact).toBeCloseTo(sum(a.reached) / a.reached.length, 12);
    expect(report!.arms.map(({ kept }) => kept)).toEqual([a.kept, b.kept]);
    expect(report!.maturity).toBe('matured');
    expect(report!.sampleRatio!.broken).toBe(false);
  });

  it('has a curve whose every day is that day’s figure, and whose last is the headline', async () => {
    const { reports } = await found();
    const [report] = reports;
    const at = report!.curves.find(({ day }) => day === 21)!;
    const moments = (arm: Drawn['arm']) => {
      const { outcome, before } = byHand(customers, arm, 21);
      return momentsOf([outcome, ...before]);
    };
    expect(at.margin).toBeCloseTo(adjustedDifference(moments('contact'), moments('control'), 0.95).value, 8);
    const { headline, net, customers: n } = report!.money!;
    expect(report!.curves.at(-1)).toMatchObject({ day: horizonDays });
    expect(report!.curves.at(-1)!.margin).toBeCloseTo(headline.value, 8);
    expect(report!.curves.at(-1)!.low).toBeCloseTo(headline.safe!.low, 8);
    expect(report!.curves.at(-1)!.netLow! * n).toBeCloseTo(net!.safe!.low, 6);
  });

  it('has groups that are compared as if alone, at a level that allows for all of them', async () => {
    const { reports } = await found();
    const [report] = reports;
    const { rows, groups, level } = report!.segments;
    expect(rows.map(({ value }) => value)).toEqual(['retail', 'trade']);
    expect(groups).toBe(2);
    expect(level).toBeCloseTo(0.975, 12);
    const trade = customers.filter(({ segment }) => segment === 'trade');
    expect(rows[1]).toMatchObject({ contact: trade.filter(({ arm }) => arm === 'contact').length });
  });

  it('has the value of each cohort since the draw, and what is predicted, as if it were alone', async () => {
    const joined = (i: number) => (i % 2 === 0 ? '2025-02' : '2024-11');
    const { reports } = await measured(customers, {
      customers: (_, i) => ({ joined_at: Date.parse(`${joined(i)}-10T12:00:00Z`) / 1000 }),
    });
    const { rows, groups, level } = reports[0]!.cohorts;
    expect(rows.map(({ by, value }) => [by, value])).toEqual([
      ['acquisition_month', '2024-11'],
      ['acquisition_month', '2025-02'],
    ]);
    expect([groups, level]).toEqual([2, 0.975]);
    const own = customers.filter((_, i) => joined(i) === '2025-02');
    const [a, b] = [byHand(own, 'contact'), byHand(own, 'control')];
    const margin = (one: Drawn, until: number) =>
      sum(one.orders.filter(({ day }) => day >= 0 && day < until).map(({ margin }) => margin));
    const expected = (of: (one: Drawn) => number) => {
      const moments = (arm: Drawn['arm'], { before }: typeof a) =>
        momentsOf([own.filter((one) => one.arm === arm).map(of), ...before]);
      return adjustedDifference(moments('contact', a), moments('control', b), level);
    };
    const [, { customers: n, soFar, observed, predicted, together }] = rows as [
      unknown,
      (typeof rows)[number],
    ];
    expect(n).toEqual({ contact: a.outcome.length, control: b.outcome.length });
    expect(soFar.map(({ day }) => day)).toEqual([15, 30, 45, 60]);
    for (const { day, effect } of soFar) {
      const { value, low } = expected((one) => margin(one, day));
      expect(effect.value).toBeCloseTo(value, 8);
      expect(effect.interval!.low).toBeCloseTo(low, 8);
    }
    const toDate = expected((one) => margin(one, Number.POSITIVE_INFINITY));
    const ahead = expected(({ score }) => score);
    expect(observed.effect.value).toBeCloseTo(toDate.value, 8);
    expect(predicted.effect.value).toBeCloseTo(ahead.value, 8);
    expect(together.effect.value).toBeCloseTo(toDate.value + ahead.value, 8);
    expect(observed.contact).toBeCloseTo(
      sum(own.filter(({ arm }) => arm === 'contact').map((one) => margin(one, 999))) / n.contact,
      8,
    );
  });

  it('is not refused where margin lies around zero, so that any difference is large beside it', async () => {
    const around = drawnCustomers(200).map((one, i) => ({
      ...one,
      orders: [
        { day: -200, margin: 5 },
        { day: 5, margin: ((37 * i) % 200) - 99 + (one.arm === 'contact' ? 5 : 0) },
      ],
    }));
    const [report] = (await measured(around)).reports;
    const { contact, control } = { contact: report!.arms[0]!.margin, control: report!.arms[1]!.margin };
    expect(Math.abs(contact - control)).toBeGreaterThan(0.5 * Math.abs(control));
    const failed = report!.checks.filter(({ state }) => state === 'failed').map(({ code }) => code);
    expect(failed).toEqual([]);
    const share = report!.checks.find(({ code }) => code === 'one-customer')!;
    expect(share.limit).toBe(share.found! > 0.2 ? null : 0.2);
    // One of them who makes up most of what varies is no longer such a case.
    const large = around.map((one, i) => (i === 0 ? { ...one, orders: [{ day: 5, margin: 4000 }] } : one));
    const codes = (await measured(large)).reports[0]!.checks.filter(({ state }) => state === 'failed').map(
      ({ code }) => code,
    );
    expect(codes).toContain('one-customer');
  });

  it('has room for an order of a hundred million millions', async () => {
    const large = drawnCustomers(120).map((one, i) => ({
      ...one,
      orders: [{ day: 5, margin: 4e14 + 1e12 * ((7 * i) % 11) + (one.arm === 'contact' ? 5e13 : 0) }],
    }));
    const { reports } = await measured(large);
    const mean = (arm: Drawn['arm']) => {
      const own = large.filter((one) => one.arm === arm).map(({ orders }) => orders[0]!.margin);
      return sum(own) / own.length;
    };
    const { unadjusted } = reports[0]!.money!;
    expect(unadjusted.value / (mean('contact') - mean('control'))).toBeCloseTo(1, 9);
    expect(unadjusted.interval!.low).toBeGreaterThan(4e13);
  });

  it('is asked for in texts that Trino’s grammar reads, whatever kind of business it is', async () => {
    const problems = await trinoGrammar();
    const few = drawnCustomers(80);
    const past = [{ name: 'spring', randomised: false, horizonDays: 60, winsorise: 1, fixedCost: 0 }];
    const term = few.map(({ id }, i) => ({
      subscription_id: id,
      customer_id: id,
      started_at: Date.parse('2025-01-01') / 1000,
      known_at: Date.parse('2025-01-01') / 1000,
      ended_at: i % 3 === 0 ? Date.parse('2025-09-01') / 1000 : null,
      end_known_at: i % 3 === 0 ? Date.parse('2025-09-01') / 1000 : null,
      plan: 'a',
      monthly_amount: 20,
      monthly_margin: 10,
      period_months: 1,
    }));
    const found = await Promise.all([
      measured(few, {
        terms: term,
        config: { churn: { kind: 'contractual', horizonDays: 30, lookbackDays: 120 } },
      }),
      measured(few, {
        pastCampaigns: past,
        config: { churn: { kind: 'non-contractual', by: 'activity', horizonDays: 30, lookbackDays: 120 } },
      }),
    ]);
    const texts = found.flatMap((one) => [...one.texts]);
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.flatMap((text) => problems(text))).toEqual([]);
    const [byTerms, chosen] = found.map(({ reports }) => reports[0]!);
    expect(byTerms!.kept!.by).toBe('subscription');
    const running = few.filter(({ arm }, i) => arm === 'control' && i % 3 !== 0).length;
    expect(byTerms!.arms[1]!.kept).toBe(running);
    expect(chosen!.question).toMatchObject({ kind: 'past', design: 'not-randomised' });
  });
});

describe('who was reached', () => {
  const few = drawnCustomers(300);
  const contacted = few.filter(({ arm }) => arm === 'contact').length;
  /** So many of each arm were reached against the draw. */
  async function told(missed: number, heldOutReached: number) {
    const left = { contact: missed, control: heldOutReached };
    const touches = (rows: Record<string, unknown>[]) =>
      rows.map((row) => {
        const arm = row.arm as Drawn['arm'];
        const astray = left[arm]-- > 0;
        return { ...row, arm: 'contact', delivered: (arm === 'contact') !== astray };
      });
    const { checks, verdict } = (await measured(few, { touches })).reports[0]!;
    const cautions = verdict.cautions.map(({ code }) => code);
    return { cautions, check: (code: string) => checks.find((one) => one.code === code)! };
  }

  it('is no caution for one message that did not arrive, but a line', async () => {
    const { cautions, check } = await told(1, 0);
    expect(cautions).not.toContain('not-delivered');
    expect(check('not-delivered')).toMatchObject({ state: 'passed', limit: 0.05 });
    expect(check('not-delivered').found).toBeCloseTo(1 / contacted, 12);
  });

  it('is a caution where so many were not reached, or held-out customers were, that the effect as drawn falls short', async () => {
    const { cautions, check } = await told(Math.ceil(0.06 * contacted), 2);
    expect(cautions).toEqual(expect.arrayContaining(['not-delivered', 'control-contacted']));
    expect(check('control-contacted').found).toBeCloseTo(2 / (300 - contacted), 12);
  });
});

/** What refuses a headline, each by its own reason. */
describe('no effect is stated', () => {
  const reasons = async (drawn: readonly Drawn[], options?: Parameters<typeof measured>[1]) => {
    const [report] = (await measured(drawn, options)).reports;
    expect(report!.verdict.answer).toBe('warning');
    return report!.verdict.reasons.map(({ code }) => code);
  };
  const few = drawnCustomers(200);

  it.each([
    ['a message that nobody received', 'not-delivered', few.map((one) => ({ ...one, reached: false })), {}],
    [
      'rows of held-out customers lost',
      'sample-ratio',
      few,
      {
        ledger: (rows: Record<string, unknown>[]) =>
          rows.filter(({ arm }, i) => arm === 'contact' || i % 2 === 0),
      },
    ],
    [
      'a customer in both arms',
      'both-arms',
      few,
      {
        ledger: (rows: Record<string, unknown>[]) => [
          ...rows,
          { ...rows[0]!, arm: rows[0]!.arm === 'contact' ? 'control' : 'contact', draw: 2 },
        ],
      },
    ],
    [
      'an arm changed on the way',
      'arms-changed',
      few,
      {
        ledger: (rows: Record<string, unknown>[]) => [
          ...rows,
          {
            ...rows[0]!,
            as_of: '2025-08-11',
            arm: rows[0]!.arm === 'contact' ? 'control' : 'contact',
            draw: 2,
          },
        ],
      },
    ],
    [
      'another share from some day on',
      'shares-changed',
      few,
      {
        ledger: (rows: Record<string, unknown>[]) =>
          rows.map((row, i) => ({ ...row, share: i < 100 ? 0.3 : 0.31 })),
      },
    ],
    ['a file of the ledger missing', 'ledger-gap', few, { gaps: 1 }],
    ['nobody held out', 'no-control', few.filter(({ arm }) => arm === 'contact'), {}],
    ['few customers', 'few', few.slice(0, 60), {}],
    [
      'one customer with most of the money',
      'one-customer',
      few.map((one, i) => (i === 3 ? { ...one, orders: [...one.orders, { day: 5, margin: 90_000 }] } : one)),
      {},
    ],
    [
      'one held-out customer with a huge loss',
      'one-customer',
      few.map((one) =>
        one.id === few.find(({ arm }) => arm === 'control')!.id
          ? { ...one, orders: [...one.orders, { day: 5, margin: -90_000 }] }
          : one,
      ),
      {},
    ],
    [
      'held out who brought nothing',
      'rich',
      few.map((one) =>
        one.arm === 'control' ? { ...one, orders: one.orders.filter(({ day }) => day < 0) } : one,
      ),
      {},
    ],
    [
      'the same outcome for all',
      'all-equal',
      few.map((one) => ({ ...one, orders: [{ day: -50, margin: 9 }] })),
      {},
    ],
    [
      'the same amount for all, whose squares floating point cannot tell apart',
      'all-equal',
      few.map((one) => ({ ...one, orders: [{ day: 50, margin: 129.95 }] })),
      {},
    ],
    [
      'touches that say otherwise',
      'touches-disagree',
      few,
      { touches: (rows: Record<string, unknown>[]) => rows.map((row) => ({ ...row, arm: 'control' })) },
    ],
  ] as const)('with %s', async (_, code, drawn, options) => {
    expect(await reasons(drawn, options as Parameters<typeof measured>[1])).toContain(code);
  });
});

describe('what is not known is said', () => {
  const few = drawnCustomers(200);
  const only = async (options: Parameters<typeof measured>[1]) => (await measured(few, options)).reports[0]!;

  it('too early: days so far, a bound for the looks to come, and when it will be known', async () => {
    const campaigns = [{ name: 'spring', starts: '2025-08-04', ends: '2025-08-04', horizonDays: 60 }];
    const report = await only({ asOf: '2025-08-25', config: { campaigns } });
    expect(report).toMatchObject({ maturity: 'none', verdict: { answer: 'not-matured' } });
    expect(report.dates).toMatchObject({ windowDays: 21, maturesOn: '2025-10-03' });
    const later = await only({ config: { campaigns } });
    const width = ({ money }: typeof report) => {
      const { safe, standardError } = money!.headline;
      return (safe!.high - safe!.low) / standardError!;
    };
    expect(width(report)).toBeGreaterThan(width(later));
  });

  it('days after the draw every bound is there, however wide', async () => {
    const campaigns = [{ name: 'spring', starts: '2025-08-04', ends: '2025-08-11', horizonDays: 60 }];
    for (const config of [{ campaigns }, {}]) {
      const { retention, reached, money } = await only({ asOf: '2025-08-07', config });
      const told = [retention!.points, retention!.stratified!, reached!.effect, money!.roi!, money!.headline];
      for (const { safe } of told) {
        if (safe === null) continue; // Fieller's, where the cost cannot be told from nothing.
        expect([safe.low, safe.high].every(Number.isFinite)).toBe(true);
      }
      expect(retention!.points.safe!.high).toBeLessThanOrEqual(1);
      expect(retention!.stratified!.safe).not.toBeNull();
    }
  });

  it('on the day after the draw nobody has been followed for a day', async () => {
    const found = await measured(few, {
      config: { churn: { kind: 'non-contractual', horizonDays: 30, lookbackDays: 120, lagDays: 2 } },
      asOf: '2025-08-05',
    });
    expect(found).toMatchObject({ reports: [], refused: [{ campaign: 'spring', code: 'too-early' }] });
  });

  it('costs: no net and no ROI without them', async () => {
    const report = await only({ touches: (rows) => rows.map((row) => ({ ...row, cost: null })) });
    expect(report.money).toMatchObject({ cost: null, net: null, roi: null, payback: null });
    expect(report.verdict.cautions.map(({ code }) => code)).toContain('costs-missing');
    expect(report.verdict.answer).toMatch(/margin|no-effect-shown/);
  });

  it('costs as planned where no touch tells of the campaign', async () => {
    const report = await only({ touches: () => [] });
    expect(report.money!.cost).toMatchObject({ from: 'plan' });
    expect(report.money!.cost!.total).toBeCloseTo(sum(few.map(({ cost }) => cost)), 6);
    expect(report.reached).toBeNull();
  });

  it('held out who lose money', async () => {
    const losing = few.map((one) => ({
      ...one,
      orders: one.orders.map((order) => ({ ...order, margin: order.day < 0 ? order.margin : -order.margin })),
    }));
    const [report] = (await measured(losing)).reports;
    expect(report!.verdict.cautions.map(({ code }) => code)).toContain('negative-margins');
    expect(report!.checks).toContainEqual(expect.objectContaining({ code: 'one-customer', state: 'passed' }));
  });

  it('whose complaint was answered, which is no contact of the campaign', async () => {
    const answer = (rows: Record<string, unknown>[]) => [
      ...rows,
      { ...rows[0]!, touch_id: 'answer', campaign: 'escalations', arm: 'contact', delivered: true, cost: 50 },
    ];
    const report = await only({ touches: answer });
    expect(report.checks).toContainEqual(
      expect.objectContaining({ code: 'escalated', state: 'note', found: 1 }),
    );
    const without = await only({});
    expect(report.money).toEqual(without.money);
    expect(without.checks.map(({ code }) => code)).not.toContain('escalated');
  });

  it('who is no longer in the tables', async () => {
    const report = await only({
      ledger: (rows) => [...rows, { ...rows[0]!, customer_id: 'gone', arm: 'contact' }],
    });
    expect(report.checks).toContainEqual(expect.objectContaining({ code: 'unknown-customers', found: 1 }));
  });
});

describe('a campaign of the past', () => {
  const few = drawnCustomers(200);

  it('that drew lots has the figures of one off the ledger, but for the score that nobody gave', async () => {
    const past = [
      { name: 'spring', randomised: true, heldOut: 0.3, horizonDays: 60, winsorise: 0.999, fixedCost: 0 },
    ];
    const [ofPast] = (await measured(few, { pastCampaigns: past })).reports;
    const [ofLedger] = (await measured(few)).reports;
    expect(ofPast!.question.kind).toBe('past');
    expect(ofPast!.money!.unadjusted.value).toBeCloseTo(ofLedger!.money!.unadjusted.value, 10);
    expect(ofPast!.retention!.points.value).toBe(ofLedger!.retention!.points.value);
  });

  it('in which nobody drew lots says which figures customers were likened by, and none that it does not have', async () => {
    const past = [{ name: 'spring', randomised: false, horizonDays: 60, winsorise: 0.99, fixedCost: 0 }];
    const [report] = (await measured(drawnCustomers(120, { share: 0.5 }), { pastCampaigns: past })).reports;
    expect(report!.question.design).toBe('not-randomised');
    expect(report!.money!.uncapped).toBeNull();
    expect(report!.method.covariates).toEqual(report!.balance.map(({ name }) => name));
    expect(report!.method.covariates).toContain('recency_days');
  });

  it('that no touch names is refused', async () => {
    const past = [
      { name: 'other', randomised: true, heldOut: 0.3, horizonDays: 60, winsorise: 1, fixedCost: 0 },
    ];
    expect(await measured(few, { pastCampaigns: past })).toMatchObject({
      reports: [],
      refused: [{ campaign: 'other', code: 'nothing-in-touches' }],
    });
  });
});

describe('a change that some customers were exposed to', () => {
  const exposure = {
    since: drawnOn,
    withinDays: 40,
    horizonDays: 60,
    winsorise: 0.999,
  };
  const few = drawnCustomers(160, { share: 0.5, lift: 9 });
  /** What the contacted are in the other tests are here customers of Poland, or those who had a late parcel before. */
  const polish = (id: string) => few.find((one) => one.id === id)!.arm === 'contact';

  it('is compared with the others from the day on, in words that say that nobody drew lots', async () => {
    const exposures = [{ ...exposure, name: 'new carrier', by: 'country' as const, values: ['PL'] }];
    const { reports, texts } = await measured(few, {
      exposures,
      ledger: () => [],
      touches: () => [],
      customers: (id) => ({ country: polish(id) ? 'PL' : 'DE' }),
    });
    const [report] = reports;
    expect(report!.question).toMatchObject({
      kind: 'exposure',
      design: 'not-randomised',
      exposed: 'country = PL',
    });
    expect(report!.method.covariates.join()).not.toMatch(/country/);
    expect(report!.arms[0]!.drawn + report!.arms[1]!.drawn).toBeLessThanOrEqual(few.length);
    expect(report!.arms[0]!.drawn).toBeGreaterThan(60);
    expect(report!.money).toMatchObject({ cost: null, net: null, roi: null });
    const { value, standardError } = report!.observed!.balanced;
    expect(Math.abs(value - 9 * 3 * 0.66)).toBeLessThan(4 * standardError!);
    expect(['raises', 'no-difference', 'warning']).toContain(report!.verdict.answer);
    expect(report!.checks.map(({ code }) => code)).not.toContain('costs-missing');
    expect(report!.observed!.differencesBefore).not.toBeNull();
    const problems = await trinoGrammar();
    expect([...texts].flatMap((text) => problems(text))).toEqual([]);
  });

  it('may be a metric: who had a late parcel in the days before', async () => {
    const late = few.map((one) => ({
      ...one,
      orders: [...one.orders, { day: -20, margin: 8, late: one.arm === 'contact' }],
    }));
    const exposures = [{ ...exposure, name: 'late parcels', by: 'late_delivery' as const }];
    const [report] = (await measured(late, { exposures, touches: () => [] })).reports;
    const exposed = late.filter(({ arm }) => arm === 'contact').length;
    expect(report!.arms.map(({ drawn }) => drawn)).toEqual([exposed, late.length - exposed]);
  });

  it('before anybody was a customer is refused', async () => {
    const exposures = [
      { ...exposure, since: '2023-01-01', name: 'long ago', by: 'country' as const, values: ['PL'] },
    ];
    expect(await measured(few, { exposures, touches: () => [] })).toMatchObject({
      reports: [],
      refused: [{ campaign: 'long ago', code: 'no-customers' }],
    });
  });
});

it('a ratio has no interval where the cost cannot be told from nothing', () => {
  const parts = {
    numerator: 1,
    denominator: 0.1,
    numeratorVariance: 1,
    denominatorVariance: 1,
    covariance: 0,
  };
  expect(ratioOf(parts, 0.95).interval).toBeNull();
});
