import { describe, expect, it } from 'vitest';
import { smallConfig } from '../features/business.ts';
import { asOf, at, customer, figuresOf, order, review, survey, ticket } from './figures.ts';

/** Figures of tables small enough to be counted by hand. */
const scores = (kind: string, values: readonly number[], row: object = {}) =>
  values.map((score, i) => survey(`${kind}${JSON.stringify(row)}${i}`, { kind, score, ...row }));

const near = (value: number, digits = 1) => expect.closeTo(value, digits);

describe('surveys', () => {
  const figures = figuresOf('answers', 'invitations', 'loyalties');

  it('NPS: relational and transactional apart, and what says neither', async () => {
    const found = await figures({
      surveys: [
        ...scores('nps', [0, 6, 7, 8, 8, 9, 9, 10, 10, 10], { relation: 'relational' }),
        ...scores('nps', [10, 10, 10, 10, 10], { relation: 'transactional' }),
        ...scores('nps', [3]),
      ],
    });
    const relational = found.of('nps_relational')!;
    expect(relational).toMatchObject({ n: 10, shown: 'grey', last: '2025-11-30' });
    expect(relational.interval).toEqual({ value: near(30), low: near(-19.7), high: near(65.7) });
    expect(found.of('nps_transactional')?.interval).toEqual({ value: 100, low: near(38.6), high: 100 });
    expect(found.of('nps')).toMatchObject({ n: 1, interval: null, shown: 'n only' });
  });

  it('CSAT: scales of five and of seven apart, top two boxes, top box and mean apart', async () => {
    const found = await figures({
      surveys: [
        ...scores('csat', [1, 3, 4, 4, 5, 5, 5, 5], { scale_max: 5 }),
        ...scores('csat', [5, 6, 7, 7, 2], { scale_max: 7 }),
        ...scores('csat', [9, 10], { scale_max: 10 }),
      ],
    });
    expect(found.of('csat_5')).toMatchObject({ n: 8, interval: { value: 0.75 } });
    expect(found.of('csat_5_top')).toMatchObject({ n: 8, interval: { value: 0.5 } });
    expect(found.of('csat_5_mean')).toMatchObject({ n: 8, interval: { value: 4 } });
    expect(found.of('csat_7')).toMatchObject({ n: 5, interval: { value: 0.6 } });
    expect(found.of('csat_7_mean')?.interval?.value).toBeCloseTo(5.4, 9);
    expect(found.of('feedback_answers')?.n).toBe(15);
    expect(found.of('answers_off_scale')?.n).toBe(2);
  });

  it('CSAT without a scale is of five until somebody answers more', async () => {
    const five = await figures({ surveys: scores('csat', [4, 5, 5, 3, 2]) });
    expect([five.of('csat_5')?.n, five.of('csat_7')?.n]).toEqual([5, undefined]);
    const seven = await figures({ surveys: scores('csat', [4, 5, 5, 3, 6]) });
    expect([seven.of('csat_5')?.n, seven.of('csat_7')?.n]).toEqual([undefined, 5]);
  });

  it('CSAT from 1 to 10 without a scale is lost nowhere; one slip among many answers makes no other scale', async () => {
    const ten = await figures({ surveys: scores('csat', [4, 8, 10, 9, 6]) });
    expect([ten.of('csat_5')?.n, ten.of('csat_7')?.n, ten.of('answers_off_scale')?.n]).toEqual([
      undefined,
      undefined,
      5,
    ]);
    const slip = await figures({ surveys: scores('csat', [...Array<number>(150).fill(4), 9]) });
    expect([slip.of('csat_5')?.n, slip.of('csat_5_mean')?.interval?.value]).toEqual([150, 4]);
    expect(slip.of('answers_off_scale')?.n).toBe(1);
  });

  it('effort without a scale is of five until somebody answers more; recommendation counts from 0 to 10 alone', async () => {
    const found = await figures({
      surveys: [
        ...scores('ces', [1, 5, 4, 3, 2]),
        ...scores('nps', [9, 10, 10, 9, 3]),
        ...scores('nps', [5, 5, 4], { scale_max: 5 }),
      ],
    });
    expect([found.of('ces_5')?.n, found.of('ces_7')?.n]).toEqual([5, undefined]);
    expect(found.of('nps')).toMatchObject({ n: 5, interval: { value: near(60) } });
    expect(found.of('answers_off_scale')?.n).toBe(3);
  });

  it('effort runs upwards to easy, whichever way it was asked', async () => {
    const surveys = scores('ces', [1, 1, 2, 3, 7]);
    const asEase = await figures({ surveys });
    const asEffort = await figures({ surveys }, { config: smallConfig({ cx: { cesMeans: 'effort' } }) });
    expect([asEase.of('ces_7')?.interval?.value, asEase.of('ces_7_mean')?.interval?.value]).toEqual([
      0.2, 2.8,
    ]);
    expect([asEffort.of('ces_7')?.interval?.value, asEffort.of('ces_7_mean')?.interval?.value]).toEqual([
      0.8, 5.2,
    ]);
  });

  it('loyalty is the mean of its three questions, of those who answered all', async () => {
    const three = (i: number, [a, b, c]: readonly (number | null)[]) =>
      (['repurchase', 'recommend', 'other_products'] as const).flatMap((question, j) => {
        const score = [a, b, c][j];
        return score == null
          ? []
          : [survey(`${i}${question}`, { kind: 'loyalty', question, score, customer_id: `c${i}` })];
      });
    const surveys = [
      ...[
        [10, 10, 10],
        [9, 6, 3],
        [0, 0, 0],
        [10, 5, 0],
        [6, 6, 6],
        [10, null, 10],
      ].flatMap((answers, i) => three(i, answers)),
    ];
    const found = await figures({ surveys });
    // 100, 60, 0, 50, 60 and one who left a question out
    expect(found.of('loyalty_index')).toMatchObject({ n: 5, interval: { value: near(54, 6) } });
    expect(found.of('loyalty_repurchase')).toMatchObject({ n: 6, interval: { value: 7.5 } });
  });

  it('response within 14 days, of invitations that had as many', async () => {
    const invited_at = at('2025-10-20T10:00:00');
    const silent = { answered_at: null, kind: 'nps' };
    const sent = (id: string, row: object) => survey(id, { customer_id: id, invited_at, ...row });
    const found = await figures({
      surveys: [
        ...Array.from({ length: 6 }, (_, i) => sent(`s${i}`, silent)),
        sent('soon', { kind: 'nps', score: 9 }),
        sent('late', { kind: 'nps', score: 9, answered_at: invited_at + 14 * 86_400 }),
        survey('fresh', silent),
      ],
    });
    expect(found.of('response_rate')).toBeUndefined();
    expect(found.of('response_rate', { grain: 'month', first: '2025-10-01' })).toMatchObject({
      n: 8,
      interval: { value: 0.125 },
    });
  });

  it('response counts questions sent together as one, and no survey that came as answers alone', async () => {
    const invited_at = at('2025-10-20T10:00:00');
    const asked = (id: string, row: object) => survey(id, { kind: 'loyalty', score: 7, invited_at, ...row });
    const surveys = [
      ...Array.from({ length: 10 }, (_, i) => [
        asked(`a${i}`, { customer_id: `c${i}`, question: 'repurchase' }),
        asked(`b${i}`, {
          customer_id: `c${i}`,
          question: 'recommend',
          ...(i < 4 ? {} : { answered_at: null }),
        }),
      ]).flat(),
      ...Array.from({ length: 5 }, (_, i) => asked(`d${i}`, { customer_id: `d${i}`, answered_at: null })),
    ];
    const alone = (n: number) =>
      Array.from({ length: n }, (_, i) => asked(`n${i}`, { customer_id: `n${i}`, kind: 'nps' }));
    const october = { grain: 'month', first: '2025-10-01' } as const;
    const of = async (more: typeof surveys) =>
      (await figures({ surveys: [...surveys, ...more] })).of('response_rate', october);
    expect(await of(alone(20))).toMatchObject({ n: 15, interval: { value: near(10 / 15, 9) } });
    // too few to say that nobody was silent
    expect(await of(alone(19))).toMatchObject({ n: 34 });
  });

  it('all the same, one, none: limits leave room, one shows only its n, none is no row', async () => {
    const found = await figures({
      surveys: [...scores('csi', [70, 70, 70, 70, 70]), ...scores('csat', [3])],
    });
    expect(found.of('csi')?.interval).toEqual({ value: 70, low: near(33.47, 2), high: near(85.65, 2) });
    expect(found.of('csat_5')).toMatchObject({ n: 1, interval: null, shown: 'n only' });
    expect(found.of('ces_7')).toBeUndefined();
  });
});

describe('reviews', () => {
  const figures = figuresOf('reviews');
  const rated = (platform: string, ratings: readonly (number | null)[], row: object = {}) =>
    ratings.map((rating, i) => review(`${platform}${JSON.stringify(row)}${i}`, { platform, rating, ...row }));

  it('mean, top box and volume, by platform and place; scales apart, nobody needs to be known', async () => {
    const found = await figures({
      customers: [customer('c1', { language: 'pl' })],
      reviews: [
        ...rated('maps', [5, 5, 4, 2, 1, 5], { place: 'north', text: 'x' }),
        ...rated('maps', [4, 3], { place: 'south', customer_id: 'c1', language: 'ru' }),
        ...rated('hotels', [9, 10, 7.5, 10, 8]),
        ...rated('forum', [null, null], { text: 'x', sentiment: -0.5 }),
        ...rated('percent', [90, 70]),
        ...rated('stars', [3], { rating_max: 3 }),
      ],
    });
    expect(found.of('feedback_reviews')?.n).toBe(18);
    expect(found.of('rating_5_mean')).toMatchObject({ n: 8, interval: { value: 3.625 } });
    expect(found.of('rating_5_top')).toMatchObject({ n: 8, interval: { value: 0.375 } });
    expect(found.of('rating_10_mean')?.interval?.value).toBeCloseTo(8.9, 9);
    expect(found.of('rating_10_top')).toMatchObject({ n: 5, interval: { value: 0.4 } });
    expect(found.of('ratings_off_scale')?.n).toBe(3);
    expect(found.of('sentiment_reviews')?.n).toBe(2);
    const at = (dimension: string, value: string) => found.of('rating_5_mean', { dimension, value });
    expect(at('platform', 'maps')?.n).toBe(8);
    expect(at('place', 'north')).toMatchObject({ n: 6, interval: { value: near(22 / 6, 9) } });
    expect([at('language', 'ru')?.n, at('customer_language', 'pl')?.n]).toEqual([2, 2]);
  });
});

describe('support cases', () => {
  const figures = figuresOf('cases');

  const opened_at = at('2025-11-10T08:00:00');
  const hoursOn = (hours: number) => opened_at + 3600 * hours;
  const closed = (i: number, hours: number, row: object = {}) =>
    ticket(`t${i}`, {
      opened_at,
      first_response_at: hoursOn(hours / 2),
      resolved_at: hoursOn(hours),
      contacts: 1,
      ...row,
    });

  it('times count open cases as not yet', async () => {
    const open = [5, 6, 7].map((i) => ticket(`t${i}`, { opened_at }));
    const found = await figures({ tickets: [1, 2, 3, 4].map((i) => closed(i, 10 * i)).concat(open) });
    // 4 of 7 ended, at 10, 20, 30 and 40 hours: survival falls to 3/7 at 40
    expect(found.of('resolution_hours')).toMatchObject({
      n: 7,
      interval: { value: 40, low: 10, high: Infinity },
    });
    expect(found.of('first_response_hours')?.interval?.value).toBe(20);
    const days = 30 * 24;
    const mean = 10 + (6 / 7) * 10 + (5 / 7) * 10 + (4 / 7) * 10 + (3 / 7) * (days - 40);
    expect(found.of('resolution_hours_mean')?.interval?.value).toBeCloseTo(mean, 6);
  });

  it('resolved at first contact, but only after 14 days, are not', async () => {
    const found = await figures({
      tickets: [1, 2, 13 * 24, 14 * 24, 15 * 24].map((hours, i) => closed(i, hours)),
    });
    expect(found.of('first_contact_resolution', { grain: 'week', first: '2025-11-10' })).toMatchObject({
      n: 5,
      interval: { value: 0.6 },
    });
  });

  it('reopened, and closed, count within 14 days, so that older weeks have no more time than the last', async () => {
    const found = await figures({
      tickets: [
        closed(1, 1, { reopened_at: hoursOn(0.5) }),
        closed(2, 400, { reopened_at: hoursOn(14 * 24) }),
        closed(3, 400, { contacts: 9 }),
        ...[4, 5, 6, 7].map((i) => closed(i, 1, { contacts: i - 3 })),
      ],
    });
    const week = { grain: 'week', first: '2025-11-10' } as const;
    expect(found.of('reopened', week)).toMatchObject({ n: 7, interval: { value: near(1 / 7, 9) } });
    expect(found.of('contacts_per_case', week)).toMatchObject({ n: 5, interval: { value: near(2.2, 9) } });
  });

  it('of one contact each leave open how many others have more', async () => {
    const found = await figures({ tickets: [1, 2, 3, 4, 5].map((i) => closed(i, i)) });
    const { interval } = found.of('contacts_per_case', { grain: 'week', first: '2025-11-10' })!;
    expect(interval).toEqual({ value: 1, low: near(0.48, 2), high: Infinity });
  });

  it('are solved at first contact where one was enough, never reopened, and not where they are still open', async () => {
    const found = await figures({
      tickets: [
        closed(1, 1),
        closed(2, 1),
        closed(3, 1, { contacts: 2 }),
        closed(4, 1, { reopened_at: hoursOn(0.5) }),
        closed(5, 1, { contacts: null }),
        ticket('t6', { opened_at }),
      ],
    });
    const week = { grain: 'week', first: '2025-11-10' } as const;
    expect(found.of('first_contact_resolution', week)).toMatchObject({ n: 5, interval: { value: 0.4 } });
    expect(found.of('reopened', week)).toMatchObject({ n: 6 });
    expect(found.of('first_contact_resolution')).toBeUndefined();
  });
});

describe('days, weeks and months', () => {
  const figures = figuresOf('answers');

  it('begin where the clock of the business says, also where it is put back', async () => {
    const found = await figures({
      surveys: [
        survey('a', { kind: 'nps', score: 9, invited_at: at('2025-10-25T21:59:00') }),
        survey('b', { kind: 'nps', score: 9, invited_at: at('2025-10-25T22:00:00') }),
        survey('c', { kind: 'nps', score: 9, invited_at: at('2025-10-26T22:30:00') }),
        survey('d', { kind: 'nps', score: 9, invited_at: at('2025-10-26T23:30:00') }),
      ].map((row) => ({ ...row, answered_at: row.invited_at })),
    });
    const day = (first: string) => found.of('feedback_answers', { grain: 'day', first })?.n;
    expect([day('2025-10-25'), day('2025-10-26'), day('2025-10-27')]).toEqual([1, 2, 1]);
    expect(found.of('feedback_answers', { grain: 'week', first: '2025-10-27' })?.n).toBe(1);
    expect(found.of('feedback_answers', { grain: 'month', first: '2025-10-01' })?.n).toBe(4);
  });

  it('hold nothing that was not known before the as-of date', async () => {
    const late = at(`${asOf}T00:30:00`);
    const found = await figures({
      surveys: [
        survey('known', { kind: 'nps', score: 9 }),
        survey('arrives', { kind: 'nps', score: 9, known_at: late }),
        survey('answers', { kind: 'nps', score: 9, answered_at: late }),
      ],
    });
    expect(found.of('feedback_answers')?.n).toBe(1);
  });
});

describe('staying, leaving and coming back', () => {
  const figures = figuresOf('standing', 'lost', 'contracts_begun');

  const churn = { kind: 'non-contractual', horizonDays: 30, lookbackDays: 60 };
  const config = smallConfig({ churn });

  it('counts who is active on the first day, and who of them is not seen again in time', async () => {
    const orders = [
      // active on 1 October: a, b, c, d, e; f had been silent for 61 days
      order('a1', 'a', '2025-09-30'),
      order('a2', 'a', '2025-10-30'),
      order('b1', 'b', '2025-09-30'),
      order('b2', 'b', '2025-10-31'),
      order('c1', 'c', '2025-08-02'),
      order('d1', 'd', '2025-09-15'),
      order('d2', 'd', '2025-10-01'),
      order('e1', 'e', '2025-09-15'),
      order('f1', 'f', '2025-08-01'),
    ];
    const found = await figures(
      { orders, customers: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => customer(id)) },
      { config },
    );
    const october = found.of('churn_rate', { grain: 'month', first: '2025-10-01' });
    // a and d are seen within 30 days; b on the 31st day, c and e never
    expect(october).toMatchObject({ n: 5, interval: { value: 0.6 } });
    expect(found.of('churn_rate', { grain: 'month', first: '2025-11-01' })).toBeDefined();
    expect(found.of('churn_rate', { grain: 'week', first: '2025-11-03' })).toBeUndefined();
  });

  it('of those gone, some come back within 90 days', async () => {
    const orders = ['a', 'b', 'c', 'd', 'e'].flatMap((id, i) => [
      order(`${id}1`, id, '2025-04-01'),
      ...(i < 2 ? [order(`${id}2`, id, i === 0 ? '2025-08-29' : '2025-08-30')] : []),
    ]);
    const found = await figures({ orders }, { config });
    // gone on 1 June, so that 90 days end on 29 August
    expect(found.of('return_rate', { grain: 'month', first: '2025-06-01' })).toMatchObject({
      n: 5,
      interval: { value: 0.2 },
    });
  });

  it('by contract: terms that follow are one, and notice given ahead is known', async () => {
    const term = (id: string, from: string, until: string | null) => ({
      subscription_id: id,
      customer_id: id[0]!,
      started_at: at(`${from}T12:00:00`),
      known_at: at(`${from}T12:00:00`),
      ended_at: until === null ? null : at(`${until}T12:00:00`),
      end_known_at: until === null ? null : at(`${until}T12:00:00`),
      plan: 'basic',
      monthly_amount: 5,
      monthly_margin: null,
      period_months: 1,
    });
    const subscriptions = [
      term('a1', '2024-01-01', '2025-10-05'),
      term('a2', '2025-10-10', null),
      term('b1', '2024-01-01', '2025-10-15'),
      term('c1', '2024-01-01', null),
      term('d1', '2024-01-01', '2025-11-05'),
      term('e1', '2024-03-01', null),
    ];
    const contractual = smallConfig({ churn: { ...churn, kind: 'contractual', graceDays: 7 } });
    const found = await figures({ subscriptions }, { config: contractual });
    const october = { grain: 'month', first: '2025-10-01' } as const;
    expect(found.of('churn_rate', october)).toMatchObject({ n: 5, interval: { value: 0.2 } });
    expect(found.of('persistency_13', { grain: 'month', first: '2024-01-01' })).toMatchObject({ n: 4 });
    // 90 days and 7 of grace after 25 August are over by 1 December, after 1 September not
    expect(found.of('retention_90', { grain: 'week', first: '2025-08-25' })).toMatchObject({ n: 5 });
    expect(found.of('retention_90', { grain: 'week', first: '2025-09-01' })).toBeUndefined();
  });
});

describe('orders', () => {
  const figures = figuresOf('purchases', 'lines');

  it('cross-sell: orders of known buyers that hold a category new to them', async () => {
    const of = (id: string, who: string, day: string, category: string) => order(id, who, day, { category });
    const found = await figures({
      orders: [
        of('1', 'a', '2025-10-01', 'tools'),
        of('2', 'a', '2025-11-04', 'tools'),
        of('3', 'a', '2025-11-05', 'toys'),
        of('3', 'a', '2025-11-05', 'tools'),
        of('4', 'a', '2025-11-06', 'toys'),
        of('5', 'b', '2025-11-06', 'toys'),
        of('6', 'b', '2025-11-07', 'books'),
        of('7', 'b', '2025-11-08', 'books'),
      ],
    });
    expect(found.of('cross_sell')).toMatchObject({ n: 5, interval: { value: 0.4 } });
  });

  it('refunds per revenue from sixty lines on', async () => {
    const sales = Array.from({ length: 60 }, (_, i) => order(`s${i}`, `c${i}`, '2025-11-10', { amount: 20 }));
    const refunds = Array.from({ length: 6 }, (_, i) =>
      order(`s${i}`, `c${i}`, '2025-11-12', { kind: 'refund', amount: -20 }),
    );
    expect((await figures({ orders: sales.slice(0, 50) })).of('refund_share')).toMatchObject({
      interval: null,
    });
    const without = (await figures({ orders: sales })).of('refund_share');
    expect(without?.interval).toEqual({ value: 0, low: 0, high: Infinity });
    const { n, interval } = (await figures({ orders: [...sales, ...refunds] })).of('refund_share')!;
    expect(n).toBe(66);
    expect(interval?.value).toBeCloseTo(0.1, 12);
    // residuals −2 (60 times) and 20 (6 times): √(2640 · 66/65) / 1200
    expect(interval!.high - 0.1).toBeCloseTo((1.959964 * Math.sqrt((2640 * 66) / 65)) / 1200, 6);
  });
});

describe('what is done about it', () => {
  const figures = figuresOf('moods', 'reactions', 'attempts', 'help_visits', 'newcomers');

  const day = 86_400;
  const said = at('2025-07-10T10:00:00');

  it('time from a bad answer to the first contact that reached the customer, or response in a case', async () => {
    const bad = (i: number) =>
      survey(`s${i}`, {
        kind: 'nps',
        score: 2,
        customer_id: `c${i}`,
        invited_at: said - 60,
        answered_at: said,
      });
    const touch = (i: number, hours: number, row: object = {}) => {
      const touched_at = said + 3600 * hours;
      const facts = { arm: 'contact' as const, delivered: true, opened: null, opted_out_at: null };
      return { touch_id: `x${i}`, customer_id: `c${i}`, touched_at, known_at: touched_at, ...facts, ...row };
    };
    const answered = { customer_id: 'c4', opened_at: said + 60, first_response_at: said + 3600 * 30 };
    const found = await figures({
      surveys: [1, 2, 3, 4, 5].map(bad).concat(survey('good', { kind: 'nps', score: 10 })),
      touches: [
        touch(1, 10),
        touch(2, 20),
        touch(3, 5, { delivered: false }),
        touch(5, 31 * 24),
        touch(1, -5),
      ],
      tickets: [ticket('t4', answered)],
    });
    // 10, 20 and 30 hours, two never within 30 days: survival is 2/5 at 30
    const july = { grain: 'month', first: '2025-07-01' } as const;
    expect(found.of('feedback_action_hours', july)).toMatchObject({ n: 5, interval: { value: 30 } });
  });

  it('what bad answers cost: margin of the 90 days after, beside that after good ones', async () => {
    const answer = (i: number, score: number) =>
      survey(`s${i}`, { kind: 'nps', score, customer_id: `c${i}`, invited_at: said - 60, answered_at: said });
    const surveys = Array.from({ length: 40 }, (_, i) => answer(i, i < 20 ? 3 : 9));
    const later = (days: number) => new Date(1000 * (said + days * day)).toISOString().slice(0, 10);
    const orders = surveys.flatMap((_, i) => [
      order(`a${i}`, `c${i}`, later(89), { margin: i < 20 ? 10 + (i % 2) : 30 + (i % 2) }),
      order(`b${i}`, `c${i}`, later(91), { margin: 999 }),
      order(`c${i}`, `c${i}`, later(-1), { margin: 999 }),
    ]);
    const ofThree = survey('s40', { ...surveys[0], survey_id: 's40', kind: 'csat', score: 2, scale_max: 3 });
    const found = await figures({ surveys: [...surveys, ofThree], orders });
    const { n, interval } = found.of('dissatisfaction_cost', { grain: 'month', first: '2025-07-01' })!;
    expect(n).toBe(20);
    // both variances are 5/19: 20 · (20 ± 2.0244 · √(2 · 5/19 / 20))
    expect(interval?.value).toBeCloseTo(400, 9);
    expect(interval!.high).toBeCloseTo(20 * (20 + 2.02439 * Math.sqrt((2 * 5) / 19 / 20)), 3);
  });

  it('journeys completed within 7 days, and help that was enough without a person', async () => {
    const start = at('2025-11-05T10:00:00');
    const event = (row: object) => ({ kind: 'step', happened_at: start, known_at: start, ...row }) as never;
    const steps = [1, 2, 3, 4, 5].map((i) =>
      event({ customer_id: `c${i}`, journey: 'checkout', journey_id: `j${i}`, outcome: 'done' }),
    );
    const ends = [1, 2, 3].map((i) =>
      event({
        customer_id: `c${i}`,
        journey: 'checkout',
        journey_id: `j${i}`,
        outcome: 'completed',
        happened_at: start + (i === 3 ? 7 * day : 60),
      }),
    );
    const help = [1, 2, 3, 4, 5].map((i) => event({ customer_id: `c${i}`, kind: 'view', name: 'FAQ' }));
    const tickets = [
      ticket('t1', { customer_id: 'c1', opened_at: start + 6 * day }),
      ticket('t2', { customer_id: 'c2', opened_at: start + 8 * day }),
    ];
    const config = smallConfig({ cx: { selfService: ['faq'] } });
    const found = await figures({ events: [...steps, ...ends, ...help], tickets }, { config });
    const week = { grain: 'week', first: '2025-11-03' } as const;
    expect(found.of('journey_completion', week)).toMatchObject({ n: 5, interval: { value: 0.4 } });
    expect(found.of('self_service', week)).toMatchObject({ n: 5, interval: { value: 0.8 } });
    const split = { ...week, dimension: 'journey', value: 'checkout' };
    expect(found.of('journey_completion', split)?.n).toBe(5);
  });

  it('customers whom others brought', async () => {
    const joined_at = at('2025-11-10T10:00:00');
    const channels = ['Referral', 'friends', 'search', 'search', 'search', null];
    const customers = channels.map((acquisition_channel, i) =>
      customer(`c${i}`, { acquisition_channel, joined_at, known_at: joined_at }),
    );
    const config = smallConfig({ cx: { referralChannels: ['referral', 'Friends'] } });
    expect((await figures({ customers }, { config })).of('referral_rate')).toMatchObject({
      n: 5,
      interval: { value: 0.4 },
    });
  });
});

describe('split by dimensions', () => {
  const figures = figuresOf('cases');

  it('of the customer and of the row, with what is not known by itself, and rare values together', async () => {
    const people = ['shop', 'shop', 'office', null].map((segment, i) => customer(`c${i}`, { segment }));
    const tickets = ['mail', 'mail', 'chat', 'phone', 'fax'].map((channel, i) =>
      ticket(`t${i}`, { customer_id: `c${i % 4}`, channel, reason: 'delivery' }),
    );
    const config = smallConfig({ cx: { mostValues: 2 } });
    const found = await figures({ customers: people, tickets }, { config });
    const n = (dimension: string, value: string | null) =>
      found.of('feedback_cases', { dimension, value })?.n;
    expect([n('segment', 'shop'), n('segment', 'office'), n('segment', null)]).toEqual([3, 1, 1]);
    expect([
      n('channel', 'mail'),
      n('channel', 'chat'),
      n('channel', '(other)'),
      n('channel', 'fax'),
    ]).toEqual([2, 1, 2, undefined]);
    expect(n('cohort', '2024-Q1')).toBe(5);
    expect(found.of('feedback_cases')?.n).toBe(5);
  });
});
