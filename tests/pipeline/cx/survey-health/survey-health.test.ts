import { describe, expect, it } from 'vitest';
import type { SurveyHealth } from '../../../../contracts/artefacts/survey-health.ts';
import { randomStream } from '../../../../models/numerics.ts';
import { buildMetrics } from '../../../../pipeline/cx/build-metrics.ts';
import { catalogue } from '../../../../pipeline/cx/catalogue.ts';
import type { Mapped } from '../../../../pipeline/cx/dimensions.ts';
import { answersOnlyNote } from '../../../../pipeline/cx/survey-health/answers-only-note.ts';
import { buildSurveyHealth } from '../../../../pipeline/cx/survey-health/build-survey-health.ts';
import { recordingWarehouse } from '../../../support/recording-warehouse.ts';
import { silence } from '../../../support/silence.ts';
import { trinoGrammar } from '../../../support/trino-grammar.ts';
import { type Business, emptyBusiness, openBusiness, smallConfig } from '../../features/business.ts';
import { asOf, at, customer, everything, order, survey } from '../figures.ts';

async function healthOf(
  business: Partial<Business>,
  mapped: Mapped = everything,
  texts = new Set<string>(),
): Promise<SurveyHealth> {
  const { warehouse: opened, store } = await openBusiness({ ...emptyBusiness, ...business }, 1);
  const warehouse = recordingWarehouse(opened, texts);
  const passage = { warehouse, store, prefix: 'cells/' };
  const request = { config: smallConfig(), asOf, mapped };
  const metrics = catalogue.filter(({ name }) => name === 'csat_5' || name === 'feedback_answers');
  try {
    const built = await buildMetrics({ ...request, metrics }, passage, silence);
    return await buildSurveyHealth({ ...request, ...built, passage });
  } finally {
    await opened.close();
  }
}

/** An ask on a day, with an answer some days later or none. */
const ask = (
  customer_id: string,
  day: string,
  answer: { score?: number; after?: number } | null,
  row: object = {},
) => {
  const invited_at = at(`${day}T10:00:00`);
  const answered =
    answer === null
      ? { answered_at: null }
      : { answered_at: invited_at + 86_400 * (answer.after ?? 1), score: answer.score ?? 4 };
  return survey(`${customer_id}-${day}-${JSON.stringify(row)}`, {
    kind: 'csat',
    scale_max: 5,
    customer_id,
    invited_at,
    channel: 'email',
    ...answered,
    ...row,
  });
};

const many = <T>(n: number, of: (i: number) => T[]): T[] => Array.from({ length: n }, (_, i) => of(i)).flat();

describe('the health of surveys', () => {
  it('response by survey and channel, of asks that had 14 days; questions that went out together are one', async () => {
    const health = await healthOf({
      surveys: [
        ...many(12, (i) => [ask(`e${i}`, '2025-10-01', i < 3 ? {} : null)]),
        ...many(8, (i) => [
          ask(`p${i}`, '2025-10-02', i < 6 ? {} : i < 7 ? { after: 14 } : null, { channel: 'phone' }),
        ]),
        ...many(3, (i) => [
          ask('l', '2025-10-03', i === 0 ? {} : null, {
            kind: 'loyalty',
            question: ['repurchase', 'recommend', 'other_products'][i],
          }),
        ]),
        ask('young', '2025-11-20', {}),
        ask('old', '2024-10-01', {}),
      ],
    });
    expect([health.from, health.to, health.asked]).toEqual(['2024-11-17', '2025-11-16', 21]);
    expect(health.channels).toMatchObject([
      {
        survey: 'csat',
        channel: 'email',
        asked: 12,
        answered: 3,
        rate: { value: 0.25, low: expect.closeTo(0.0889, 4), high: expect.closeTo(0.5323, 4) },
      },
      { survey: 'csat', channel: 'phone', asked: 8, answered: 6 },
      { survey: 'loyalty', asked: 1, answered: 1, rate: null },
    ]);
    expect(health.propensity).toBeNull();
    expect(health.asks90).toMatchObject([{ group: '0', asked: 21, verdict: 'too few' }]);
  });

  it('response is told where no score is mapped, which leaves no figure to weigh', async () => {
    const surveys = many(12, (i) => [ask(`e${i}`, '2025-10-01', i < 3 ? {} : null)]);
    const without = (source: string) => (source === 'surveys' ? ['kind', 'answered_at'] : []);
    const { channels, unknown } = await healthOf({ surveys }, without);
    expect([unknown, channels[0]?.rate?.value]).toEqual([null, 0.25]);
  });

  it('says why a rate cannot be known: answers alone are mapped, nobody was asked, no time of answers', async () => {
    const all = await healthOf({ surveys: many(25, (i) => [ask(`c${i}`, '2025-10-01', {})]) });
    expect(all.unknown).toContain('map invitations without one too');
    expect((await healthOf({})).unknown).toBe('nobody was asked');
    expect((await healthOf({}, () => [])).unknown).toBe('it needs surveys.answered_at');
  });

  it('a survey that came as answers alone is in no rate and no fatigue, and is named', async () => {
    const asked = many(40, (i) => [ask(`e${i}`, '2025-10-01', i < 10 ? {} : null)]);
    const alone = many(10, (i) =>
      ['repurchase', 'recommend', 'other_products'].map((question) =>
        ask(`e${i}`, '2025-09-20', {}, { kind: 'loyalty', question }),
      ),
    );
    const health = await healthOf({ surveys: [...asked, ...alone] });
    expect([health.asked, health.unknown]).toEqual([40, null]);
    expect(health.channels).toMatchObject([{ survey: 'csat', asked: 40, answered: 10 }]);
    expect(health.asks90).toMatchObject([{ group: '0', asked: 40 }]);
    expect(health.advice.customers).toBe(40);
    expect(health.answersOnly).toEqual([{ survey: 'loyalty', channel: 'email', answers: 10 }]);
    expect(answersOnlyNote(health)).toEqual([expect.stringContaining('loyalty by email (10)')]);
    const without = await healthOf({ surveys: asked });
    expect(answersOnlyNote(without)).toEqual([]);
    expect(without).toEqual({ ...health, answersOnly: [] });
  });

  it('who is asked anew too soon answers less: says how long to wait, and whom not to ask now', async () => {
    const texts = new Set<string>();
    // three asks: the second 10 days after the first and seldom answered, the third 100 days later and answered as the first
    const surveys = many(150, (i) => {
      const random = randomStream(1, `c${i}`);
      const answers = (share: number) => (random.uniform() < share ? {} : null);
      return [
        ask(`c${i}`, '2025-06-01', answers(0.6)),
        ask(`c${i}`, '2025-06-11', answers(0.1)),
        ask(`c${i}`, '2025-09-19', answers(0.6)),
        ...(i < 20 ? [ask(`c${i}`, '2025-11-25', null)] : []),
      ];
    });
    const health = await healthOf({ surveys }, everything, texts);
    const of = (group: string) => health.sinceLast.find((one) => one.group === group);
    expect(of('7 to 14')).toMatchObject({ asked: 150, verdict: 'answers less' });
    expect(of('7 to 14')!.beyondBehaviour!.high).toBeLessThan(-0.1);
    expect(of('90 to 180')).toMatchObject({ asked: 150 });
    expect(of('90 to 180')!.verdict).not.toBe('answers less');
    expect(health.advice).toMatchObject({ restDays: 14, customers: 150, askedLately: 20 });
    expect(health.asks90.map(({ group, asked }) => [group, asked])).toEqual([
      ['0', 300],
      ['1', 150],
    ]);
    const faultsOf = await trinoGrammar();
    for (const text of texts) expect(faultsOf(text), text).toEqual([]);
  });

  it('figures weighted by who answers stand for all who were asked, where behaviour tells; raw beside them', async () => {
    // buyers answer four times in five and are content, the others once in five and are not
    const people = Array.from({ length: 700 }, (_, i) => ({
      id: `c${i}`,
      buys: i % 2 === 0,
      random: randomStream(2, `c${i}`),
    }));
    const health = await healthOf({
      customers: people.map(({ id }) => customer(id)),
      orders: people
        .filter(({ buys }) => buys)
        .flatMap(({ id }) => [order(id, id, '2025-09-20'), order(`${id}b`, id, '2025-08-20')]),
      surveys: people.map(({ id, buys, random }) => {
        const answers = random.uniform() < (buys ? 0.8 : 0.2);
        return ask(
          id,
          '2025-10-01',
          answers ? { score: random.uniform() < (buys ? 0.9 : 0.3) ? 5 : 2 } : null,
        );
      }),
    });
    const { auc, figures, trimmed, asks } = health.propensity!;
    expect([asks, trimmed]).toEqual([700, 0]);
    // all pairs apart but those within a group: 0.8 · 0.8 + 0.5 · 2 · 0.8 · 0.2
    expect(auc.value).toBeCloseTo(0.8, 1);
    const [csat] = figures;
    // 0.78 of the answers, 0.6 of all who were asked
    expect(csat!.raw.value).toBeGreaterThan(0.73);
    expect(csat!.weighted.value).toBeCloseTo(0.6, 1);
    expect(csat!.weighted.low).toBeLessThan(0.6);
    expect(csat!.weighted.high).toBeGreaterThan(0.6);
    expect(csat!.weighted.high - csat!.weighted.low).toBeGreaterThan(csat!.raw.high - csat!.raw.low);
  });

  it('silence: who never answered is left alone where such asks are answered less', async () => {
    const surveys = many(60, (i) =>
      ['2025-01-10', '2025-04-20', '2025-07-29', '2025-11-06'].map((day) =>
        ask(`c${i}`, day, i < 30 && i !== 7 ? {} : null),
      ),
    );
    const health = await healthOf({ surveys });
    expect(health.silence).toMatchObject([
      { asked: 31, answered: 0, verdict: 'answers less' },
      { asked: 209, verdict: 'answers more' },
    ]);
    expect(health.advice).toMatchObject({ silent: 31, customers: 60 });
  });
});
