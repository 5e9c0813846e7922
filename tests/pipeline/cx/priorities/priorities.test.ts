import { describe, expect, it } from 'vitest';
import type { DriverFigures } from '../../../../contracts/artefacts/drivers-report.ts';
import { priorities } from '../../../../contracts/artefacts/priorities.ts';
import { randomStream } from '../../../../models/numerics.ts';
import { findProblems } from '../../../../pipeline/cx/priorities/find-problems.ts';
import { rankProblems } from '../../../../pipeline/cx/priorities/rank-problems.ts';
import { createAsOf } from '../../../../pipeline/facts/spine.ts';
import { prioritiesCsv, prioritiesLines } from '../../../../pipeline/reports/priorities/priorities-table.ts';
import { recordingWarehouse } from '../../../support/recording-warehouse.ts';
import { trinoGrammar } from '../../../support/trino-grammar.ts';
import { type Business, emptyBusiness, openBusiness, smallConfig } from '../../features/business.ts';
import { asOf, at, customer, survey, ticket } from '../figures.ts';

type Said = readonly [
  customer: string,
  source: string,
  record: string,
  theme: string,
  mood: number | null,
  on: string,
];

/** Problems of a hand-made business whose texts, themes and scores are given. */
async function found(
  business: Partial<Business>,
  {
    said = [],
    atRisk = {},
    texts = new Set(),
  }: { said?: readonly Said[]; atRisk?: Record<string, number | null>; texts?: Set<string> } = {},
) {
  const { warehouse } = await openBusiness({ ...emptyBusiness, ...business }, 1);
  const rows = (some: readonly string[], columns: string, none: string) =>
    `select * from (values ${[...some, none].join(', ')}) t (${columns})`;
  await createAsOf(warehouse, asOf, 'UTC');
  await warehouse.create(
    'themes_said',
    rows(
      said.map(
        ([who, source, record, theme, , on]) =>
          `('${who}', '${source}', '${record}', '${on} 10:00:00', '${theme}')`,
      ),
      'customer_id, source, record_id, written_at, theme',
      "('nobody', 'ticket', 'none', '2020-01-01 00:00:00', '')",
    ),
  );
  await warehouse.create(
    'moods',
    rows(
      said.map(([, source, record, , mood]) => `('${source}', '${record}', cast(${mood} as double))`),
      'source, record_id, sentiment',
      "('ticket', 'none', cast(null as double))",
    ),
  );
  await warehouse.create(
    'scores',
    rows(
      Object.entries(atRisk).map(([id, value]) => `('${id}', cast(${value} as double))`),
      'customer_id, value_at_risk',
      "('nobody', cast(0 as double))",
    ),
  );
  const problems = await findProblems(recordingWarehouse(warehouse, texts), { asOf, config: smallConfig() });
  await warehouse.close();
  return problems;
}

const on = '2025-11-10';
const request = { horizonDays: 30, drivers: null, nameOf: ({ id }: { id: string }) => id };

describe('problems', () => {
  it('are themes, reasons that no theme covers, and journeys not completed, each customer once', async () => {
    const opened_at = at('2025-11-10T10:00:00');
    const step = (journey_id: string, outcome: string, more: object = {}) =>
      ({
        ...{
          event_id: `${journey_id}${outcome}`,
          customer_id: 'a',
          happened_at: opened_at,
          known_at: opened_at,
        },
        ...{ kind: 'step', name: 'pay', journey: 'checkout', journey_id, outcome, ...more },
      }) as unknown as Business['events'][number];
    const all = await found(
      {
        customers: ['a', 'b', 'c'].map((id) => customer(id)),
        tickets: [
          ticket('t1', { customer_id: 'a', reason: 'Delivery', text: 'late', opened_at }),
          ticket('t2', { customer_id: 'a', reason: ' Price', sentiment: -0.5, opened_at }),
          ticket('t3', { customer_id: 'b', reason: 'price', opened_at }),
          ticket('old', { customer_id: 'c', reason: 'price', opened_at: at('2025-06-10T10:00:00') }),
        ],
        events: [step('j1', 'failed'), step('j2', 'completed'), step('j3', 'failed', { customer_id: 'b' })],
        surveys: [
          survey('s1', {
            customer_id: 'a',
            kind: 'csat',
            score: 2,
            scale_max: 5,
            invited_at: opened_at + 86_400,
          }),
        ],
      },
      {
        said: [
          ['a', 'ticket', 't1', 'delivery', -0.8, on],
          ['a', 'review', 'r1', 'delivery', -0.4, on],
          ['b', 'review', 'r2', 'delivery', 0.9, on],
          ['c', 'ticket', 'x', 'delivery', -0.9, '2025-06-10'],
        ],
        atRisk: { a: 10, b: null },
      },
    );
    expect(
      all.map(({ kind, id, customers, times, known, cases }) => [kind, id, customers, times, known, cases]),
    ).toEqual([
      ['journey', 'checkout', 2, 2, 1, 0],
      ['reason', 'price', 2, 2, 1, 2],
      ['theme', 'delivery', 1, 2, 1, 1],
    ]);
    const of = (kind: string) => all.find((one) => one.kind === kind)!;
    expect(of('theme')).toMatchObject({ severity: 0.8, atRisk: 10, weight: 8, said: 1, severities: 0.9 });
    expect(of('journey')).toMatchObject({ severity: 0.75, atRisk: 10, weight: 7.5 });
    // whoever is gone has nothing at risk, and whoever says nothing counts with the mean of those who do
    expect(of('reason')).toMatchObject({ severity: 0.75, atRisk: 10, weight: 7.5 });
  });

  it('are weighed in any currency, however much is at risk', async () => {
    const said = ['a', 'b'].map((id): Said => [id, 'ticket', id, 'delivery', -0.2, on]);
    const [one] = await found(
      { customers: ['a', 'b'].map((id) => customer(id)) },
      { said, atRisk: { a: 98_765_432.1, b: 400.1234 } },
    );
    expect(one!.weight).toBeCloseTo(0.6 * (98_765_432.1 + 400.1234), 2);
    expect(one!.weightSquares / (0.6 * 98_765_432.1) ** 2).toBeCloseTo(1, 4);
  });

  it('are asked for in words that both engines read', async () => {
    const texts = new Set<string>();
    await found({}, { texts });
    expect(texts.size).toBe(2);
    const faultsOf = await trinoGrammar();
    for (const text of texts) expect(faultsOf(text)).toEqual([]);
  });
});

/** A problem that touched so many customers, each so badly and with so much at risk. */
const problem = (id: string, customers: number, severity: number, each: number, more: object = {}) => ({
  ...{
    kind: 'theme' as const,
    id,
    customers,
    times: customers,
    known: customers,
    cases: customers,
    said: customers,
  },
  ...{
    severity: customers * severity,
    severitySquares: customers * severity ** 2,
    severities: customers * severity,
  },
  ...{
    atRisk: customers * each,
    weight: customers * severity * each,
    weightSquares: customers * (severity * each) ** 2,
  },
  ...more,
});

/** A driver whose one more unit moves margin by so much. */
const driver = (name: string, margin: number, better: 'higher' | 'lower', verdict = 'moves') =>
  ({
    ...{ name, title: name, better },
    margin: { verdict, perUnit: { value: margin, low: margin - 1, high: margin + 1 } },
  }) as unknown as DriverFigures;

describe('their order', () => {
  it('is by customers × severity × value at risk, and says where chance may have made it', () => {
    const many = problem('many', 400, 0.5, 20);
    const bad = problem('bad', 100, 0.95, 40);
    const rich = problem('rich', 90, 0.9, 45);
    const ranked = priorities.parse(rankProblems([rich, bad, many], request));
    expect(
      ranked.problems.map(({ id, rank, index, aboveNext }) => [id, rank, index?.value, aboveNext]),
    ).toEqual([
      ['many', 1, 4000, false],
      ['bad', 2, 3800, false],
      ['rich', 3, 3645, false],
    ]);
    expect(rankProblems([many, problem('small', 20, 0.5, 20)], request).problems[0]!.aboveNext).toBe(true);
    expect(ranked.problems[0]!.severity).toMatchObject({ value: 0.5, n: 400, by: 'mood' });
    const [first] = ranked.problems;
    expect(first!.index!.low).toBeCloseTo(4000 - 1.96 * Math.sqrt(400 * 100), 0);
  });

  it('puts those last of which nothing says how bad they are', () => {
    const silent = problem('silent', 900, 0, 90, { known: 4 });
    const { problems } = rankProblems([silent, problem('said', 10, 0.5, 1)], request);
    expect(problems.map(({ id, severity, index }) => [id, severity === null, index === null])).toEqual([
      ['said', false, false],
      ['silent', true, true],
    ]);
  });

  it('holds the truth as often as its intervals say', () => {
    // 300 windows of a problem whose index is 100 × .6 × 30 = 1,800 in the long run
    const random = randomStream(5, 'windows');
    const gap = () => -Math.log(1 - random.uniform());
    let inside = 0;
    for (let i = 0; i < 300; i++) {
      let [n, weight, weightSquares] = [0, 0, 0];
      for (let t = gap(); t < 100; t += gap()) {
        const own = (0.2 + 0.8 * random.uniform()) * 60 * random.uniform();
        n += 1;
        weight += own;
        weightSquares += own * own;
      }
      const [one] = rankProblems([problem('p', n, 0.6, 30, { weight, weightSquares })], request).problems;
      if (one!.index!.low <= 1800 && one!.index!.high >= 1800) inside += 1;
    }
    expect(inside / 300).toBeGreaterThan(0.9);
  });
});

describe('what fixing one is worth', () => {
  const late = problem('late', 50, 0.9, 10);
  const other = problem('other', 50, 0.5, 10);
  const checkout = problem('checkout', 40, 0.7, 10, {
    kind: 'journey',
    times: 60,
    said: 0,
    severities: 0,
    cases: 0,
  });
  const worthOf = (drivers: DriverFigures[]) =>
    rankProblems([late, other, checkout], { ...request, drivers: { drivers, purchases: [] } }).problems.map(
      ({ id, worth }) =>
        [id, worth && [worth.margin.low, worth.margin.value, worth.margin.high].map(Math.round)] as const,
    );

  it('goes by the effect of the driver that says so, and by nothing else', () => {
    const drivers = [driver('sentiment_cases', 5, 'higher'), driver('failed_journey', -3, 'lower')];
    expect(Object.fromEntries(worthOf(drivers))).toEqual({
      late: [160, 200, 240], // 50 cases, .8 points of mood below the others, 5 a point
      other: null,
      checkout: [120, 180, 240],
    });
  });

  it('is not said where the driver is not known to move margin, or moves it the wrong way', () => {
    const shut = [
      driver('sentiment_cases', 5, 'higher', 'not known yet'),
      driver('failed_journey', 3, 'lower'),
    ];
    expect(worthOf(shut).map(([, worth]) => worth)).toEqual([null, null, null]);
  });

  it('is not said of a journey that is completed by buying, and the page says why', () => {
    const measuredOf = (journey: string) =>
      rankProblems([checkout], {
        ...request,
        drivers: {
          drivers: [driver('failed_journey', -3, 'lower')],
          purchases: [{ journey, completed: 40, failed: 40, bought: { completed: 1, failed: 0 } }],
        },
      });
    expect(measuredOf('checkout').problems[0]!.worth).toBeNull();
    expect(measuredOf('checkout').notes).toEqual([expect.stringContaining('What fixing checkout')]);
    expect(measuredOf('onboarding').problems[0]!.worth).not.toBeNull();
    expect(measuredOf('onboarding').notes).toEqual([]);
  });

  it('is shown as what it goes with, never as what it brings', () => {
    const drivers = [driver('sentiment_cases', 5, 'higher')];
    const ranked = rankProblems([late, other], { ...request, drivers: { drivers, purchases: [] } });
    const lines = prioritiesLines(ranked, 'EUR').join('\n');
    expect(lines).toContain('late comes first by more than chance.');
    expect(lines).toContain('that the problem put them at risk is not said');
    expect(lines).toContain('Not randomised: it is what');
    expect(lines).not.toMatch(/NaN|undefined|null/);
    const csv = prioritiesCsv(ranked, 'EUR').split('\r\n');
    expect(csv[0]).toContain('severity × value at risk low');
    expect(csv[1]).toMatch(/^1,late,theme,50,50,.*not randomised$/);
    expect(prioritiesLines({ ...ranked, problems: [] }, 'EUR')).toEqual([]);
    const silent = rankProblems([late, problem('silent', 900, 0, 90, { known: 4 })], request);
    expect(prioritiesLines(silent, 'EUR').join('\n')).not.toMatch(/told apart|by more than chance/);
    expect(rankProblems([late], request).notes).toEqual([expect.stringContaining('stage drivers')]);
  });
});
