import { describe, expect, it } from 'vitest';
import type { JourneysReport } from '../../../../contracts/artefacts/journeys-report.ts';
import { buildMetrics } from '../../../../pipeline/cx/build-metrics.ts';
import { catalogue } from '../../../../pipeline/cx/catalogue.ts';
import type { Mapped } from '../../../../pipeline/cx/dimensions.ts';
import { buildJourneys } from '../../../../pipeline/cx/journeys/build-journeys.ts';
import { recordingWarehouse } from '../../../support/recording-warehouse.ts';
import { silence } from '../../../support/silence.ts';
import { trinoGrammar } from '../../../support/trino-grammar.ts';
import { type Business, emptyBusiness, openBusiness, smallConfig } from '../../features/business.ts';
import { asOf, at, createMoods, everything, order, type ReadMood, survey, ticket } from '../figures.ts';

type BusinessEvent = Business['events'][number];

const names = ['csat_5_mean', 'ces_5_mean', 'sentiment_cases'];

async function journeysOf(
  business: Partial<Business>,
  mapped: Mapped = everything,
  texts = new Set<string>(),
  moods?: readonly ReadMood[],
): Promise<JourneysReport> {
  const { warehouse: opened, store } = await openBusiness({ ...emptyBusiness, ...business }, 1);
  const warehouse = recordingWarehouse(opened, texts);
  const metrics = catalogue.filter(({ name }) => names.includes(name));
  const request = { config: smallConfig(), asOf, mapped };
  try {
    const withMoods = await createMoods(warehouse, moods);
    const built = await buildMetrics(
      { ...request, withMoods, metrics },
      { warehouse, store, prefix: 'cells/' },
      silence,
    );
    return await buildJourneys({ ...request, ...built, warehouse });
  } finally {
    await opened.close();
  }
}

/** An attempt of a customer: its steps a minute apart, the last one with an outcome. */
function attempt(
  customer: string,
  id: string,
  steps: readonly string[],
  outcome: string,
  day = '2025-11-05',
): BusinessEvent[] {
  const began = at(`${day}T10:00:00`);
  return steps.map((name, i) => ({
    customer_id: customer,
    happened_at: began + 60 * i,
    known_at: began + 60 * i,
    kind: 'step',
    name,
    journey: 'checkout',
    journey_id: id,
    outcome: i === steps.length - 1 ? outcome : 'done',
    channel: 'web',
  })) as unknown as BusinessEvent[];
}

const all = ['basket', 'address', 'payment'];
const times = <T>(n: number, of: (i: number) => T[]): T[] =>
  Array.from({ length: n }, (_, i) => of(i)).flat();

/** Of 50 attempts 30 are completed, 8 stop at the address, 12 fail at payment. */
const events = [
  ...times(30, (i) => attempt(`a${i}`, `a${i}`, all, 'completed')),
  ...times(8, (i) => attempt(`b${i}`, `b${i}`, ['basket', 'address'], 'done')),
  ...times(12, (i) => attempt(`c${i}`, `c${i}`, all, 'failed')),
];

describe('journeys', () => {
  it('are told step by step: who came to it, who came no further, and how many failed there', async () => {
    const { journeys, from, to } = await journeysOf({ events });
    expect([from, to]).toEqual(['2024-11-24', '2025-11-23']);
    expect(journeys).toHaveLength(1);
    expect(journeys[0]).toMatchObject({
      journey: 'checkout',
      attempts: 50,
      completed: 30,
      completion: { value: 0.6 },
    });
    expect(journeys[0]!.steps).toMatchObject([
      { step: 'basket', reached: 50, stopped: 0, failed: 0, dropOff: { value: 0 } },
      {
        step: 'address',
        reached: 50,
        stopped: 8,
        failed: 0,
        dropOff: { value: 0.16, low: expect.closeTo(0.0834, 4) },
      },
      { step: 'payment', reached: 42, stopped: 12, failed: 12 },
    ]);
  });

  it('a step done twice counts once, an attempt goes on for 7 days, and one that is younger is not known yet', async () => {
    const twice = [
      ...attempt('a', 'a', ['basket', 'payment'], 'failed'),
      ...attempt('a', 'a', ['payment'], 'completed', '2025-11-06'),
    ];
    const late = [
      ...attempt('b', 'b', ['basket'], 'done'),
      ...attempt('b', 'b', ['payment'], 'completed', '2025-11-20'),
    ];
    const young = attempt('c', 'c', all, 'completed', '2025-11-26');
    const { journeys } = await journeysOf({ events: [...twice, ...late, ...young] });
    expect(journeys[0]).toMatchObject({ attempts: 2, completed: 1, completion: null });
    expect(journeys[0]!.steps).toMatchObject([
      { step: 'basket', reached: 2, stopped: 1 },
      { step: 'payment', reached: 1, stopped: 0, failed: 0 },
    ]);
  });

  it('compares what customers said within 30 days, by how their last attempt ended, and what they brought in the year before', async () => {
    const again = [
      ...events,
      ...times(5, (i) => attempt(`c${i}`, `again${i}`, all, 'completed', '2025-11-10')),
    ];
    const invited_at = at('2025-11-12T10:00:00');
    const says = (customer_id: string, score: number, when = invited_at) =>
      survey(`${customer_id}-${when}`, { kind: 'csat', scale_max: 5, score, customer_id, invited_at: when });
    const texts = new Set<string>();
    const { journeys } = await journeysOf(
      {
        events: again,
        surveys: [
          ...times(30, (i) => [
            says(`a${i}`, i % 2 === 0 ? 5 : 4),
            says(`a${i}`, 1, at('2025-10-01T10:00:00')),
          ]),
          ...times(8, (i) => [says(`b${i}`, 2)]),
          ...times(12, (i) => [says(`c${i}`, i < 5 ? 5 : 3)]),
        ],
        orders: [
          ...times(8, (i) => [
            order(`b${i}`, `b${i}`, '2025-06-01', { amount: 20, margin: 8 }),
            order(`x${i}`, `b${i}`, '2025-11-20'),
          ]),
          order('a0', 'a0', '2025-06-01', { amount: 70, margin: 35 }),
        ],
      },
      everything,
      texts,
    );
    const [csat, ...others] = journeys[0]!.said;
    expect(others).toEqual([]);
    // 8 twos and 7 threes; 30 of 4.5 on average and 5 fives
    expect(csat).toMatchObject({
      metric: 'csat_5_mean',
      stopped: { n: 15, mean: { value: expect.closeTo(37 / 15, 9) } },
      completed: { n: 35, mean: { value: expect.closeTo(160 / 35, 9) } },
      difference: null,
    });
    expect(journeys[0]!.worth).toMatchObject({
      stopped: { n: 15, mean: { value: expect.closeTo(64 / 15, 9) } },
      completed: { n: 35, mean: { value: 1 } },
    });
    expect(journeys[0]!.steps.find(({ step }) => step === 'address')?.worth).toMatchObject({
      n: 8,
      mean: { value: 8, low: 8, high: 8 },
    });
    const faultsOf = await trinoGrammar();
    for (const text of texts) expect(faultsOf(text), text).toEqual([]);
  });

  it('compares the mood that was read of the cases of those who stopped and of those who completed', async () => {
    const opened_at = at('2025-11-12T10:00:00');
    const customers = [...times(30, (i) => [`a${i}`]), ...times(8, (i) => [`b${i}`])];
    const { journeys } = await journeysOf(
      {
        events,
        tickets: customers.map((customer_id) => ticket(`t${customer_id}`, { customer_id, opened_at })),
      },
      everything,
      new Set(),
      customers.map((id) => ['ticket', `t${id}`, id === 'b7' ? null : id.startsWith('a') ? 0.5 : -0.75]),
    );
    expect(journeys[0]!.said).toMatchObject([
      {
        metric: 'sentiment_cases',
        stopped: { n: 7, mean: { value: -0.75 } },
        completed: { n: 30, mean: { value: 0.5 } },
      },
    ]);
  });

  it('say what has to be mapped, and are none where nobody tried', async () => {
    const without = await journeysOf({ events }, (source) =>
      source === 'events' ? ['happened_at', 'kind'] : [],
    );
    expect(without).toMatchObject({ needs: ['events.journey_id', 'events.outcome'], journeys: [] });
    expect((await journeysOf({})).journeys).toEqual([]);
  });
});
