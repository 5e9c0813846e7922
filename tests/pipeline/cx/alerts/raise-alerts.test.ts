import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../contracts/business-day.ts';
import { keys } from '../../../../contracts/keys.ts';
import type { ObjectStore } from '../../../../contracts/ports/object-store.ts';
import type { Warehouse } from '../../../../contracts/ports/warehouse.ts';
import { raiseAlerts } from '../../../../pipeline/cx/alerts/raise-alerts.ts';
import { rulesOf } from '../../../../pipeline/cx/alerts/rules.ts';
import { watchesNothing } from '../../../../pipeline/cx/alerts/watches-nothing.ts';
import { catalogue } from '../../../../pipeline/cx/catalogue.ts';
import { churnRate } from '../../../../pipeline/cx/metrics/churn-rate.ts';
import { csat5 } from '../../../../pipeline/cx/metrics/csat-5.ts';
import { feedbackCases } from '../../../../pipeline/cx/metrics/feedback-cases.ts';
import { alertSentences } from '../../../../pipeline/reports/sentences/alert-sentences.ts';
import { readParquet } from '../../../../pipeline/tables/parquet.ts';
import { emptyBusiness, openBusiness, smallConfig } from '../../features/business.ts';
import { asOf, everything, at as instant, survey, ticket } from '../figures.ts';

const days = 200;
const index = {
  ...csat5,
  name: 'cx_index',
  title: 'CX index',
  unit: 'score',
  better: 'higher',
  statistic: { kind: 'mean', value: 'cx_index', bounds: [0, 100] },
} as const;
const dayOf = (place: number) => addDays(asOf, place - days);

/** Twenty answers a day, eight in ten satisfied; since ten days those on delivery are not. */
const surveys = Array.from({ length: days * 20 }, (_, i) => {
  const [day, place] = [Math.floor(i / 20), i % 20];
  const journey = place < 10 ? 'delivery' : 'help';
  const isBad = journey === 'delivery' && day >= 190 ? place % 2 === 0 : (7 * i + day) % 10 < 2;
  return survey(`s${i}`, {
    customer_id: `c${i % 400}`,
    kind: 'csat',
    score: isBad ? 2 : 5,
    scale_max: 5,
    journey,
    channel: place % 3 === 0 ? 'chat' : 'e-mail',
    invited_at: instant(`${dayOf(day)}T10:00:00`) + 60 * place,
  });
});

/** Four cases a day, and sixteen since five days. */
const tickets = Array.from({ length: days }, (_, day) =>
  Array.from({ length: day >= 195 ? 16 : 3 + ((day * 7) % 3) }, (_, i) =>
    ticket(`t${day}-${i}`, { customer_id: `c${i}`, opened_at: instant(`${dayOf(day)}T09:00:00`) + i }),
  ),
).flat();

const alerts = [
  { metric: 'csat_5', dimension: 'journey', owner: 'Ada' },
  { metric: 'feedback_cases', when: 'rises' },
  { metric: 'csat_5', below: 0.4 },
] as const;

interface At {
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
}

const metrics = catalogue.filter(({ name }) => ['csat_5', 'feedback_cases'].includes(name));
const made = { asOf, mapped: everything, run: 'r', key: 'k' };

/** Raises what rules watch: of days, so that no figure of a week is read. */
function raise(at: At, given: readonly object[]) {
  const { alerts, ...cx } = smallConfig({ cx: { alerts: given, months: 8, weeks: 8 } }).cx;
  const config = smallConfig({ cx });
  const rules = rulesOf(alerts, metrics);
  return raiseAlerts({ ...at, prefix: 'days/' }, { ...made, config, rules, metrics, rows: [] });
}

describe('what cx.alerts watches', () => {
  it('opens an alert of the journey that fell and of the cases that rose, once, and closes what is not watched any more', async () => {
    const at = await openBusiness({ ...emptyBusiness, surveys, tickets }, 1);
    const { store } = at;
    const raised = await raise(at, alerts);
    expect(await raise(at, alerts)).toEqual(raised);
    expect((await store.list(keys.alertEvents)).map(({ key }) => key)).toEqual([keys.alertEventFile(1)]);
    expect(raised).toMatchObject({ series: 4, perYear: 1 });
    const [one, other, ...more] = raised.alerts.toSorted((a, b) => (a.metric < b.metric ? -1 : 1));
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      metric: 'csat_5',
      of: { dimension: 'journey', value: 'delivery' },
      watch: 'falls',
      state: 'opened',
      owner: 'Ada',
      usual: { value: expect.closeTo(0.8, 1) },
    });
    expect(one!.since >= dayOf(187) && one!.opened < dayOf(197)).toBe(true);
    expect(one!.now!.value).toBeLessThan(0.6);
    // on delivery five of ten answers a day are bad
    expect(one!.rows).toBeGreaterThanOrEqual(45);
    expect(one!.channels.map(({ channel }) => channel)).toEqual(['chat', 'e-mail']);
    expect(one!.channels.reduce((sum, { rows }) => sum + rows, 0)).toBe(one!.rows);
    expect(other).toMatchObject({
      metric: 'feedback_cases',
      of: null,
      watch: 'rises',
      customers: 16,
      channels: [{ channel: null }],
    });
    const behind = await readParquet((await store.get(`${keys.alerts('k')}customers.parquet`))!);
    expect(behind.filter(({ alert_id }) => alert_id === one!.id)).toHaveLength(one!.customers);
    const said = alertSentences({ watch: raised, currency: 'EUR' }).join('\n');
    expect(said).toMatch(/opened: CSAT, satisfied, 1 to 5, journey delivery: has fallen: \d/);
    expect(said).toMatch(/has risen: 1\d(\.\d)? a day from .* before 4(\.\d)? a day/);
    const without = await raise(at, [{ metric: 'csat_5', above: 0.99 }]).finally(() => at.warehouse.close());
    expect(without.alerts.map(({ state, because }) => [state, because])).toEqual([
      ['closed', 'not watched any more'],
      ['closed', 'not watched any more'],
    ]);
    expect(without).toMatchObject({ series: 1, files: [] });
  });

  it('says which rule waits for a name that no figure has', () => {
    const row = { metric: 'csat_5', grain: 'week', first: '2025-11-17', last: '2025-11-23', n: 9 } as const;
    const rows = ['all', 'journey'].map((dimension) => ({
      ...row,
      dimension,
      value: dimension === 'all' ? null : 'delivery',
      interval: null,
      shown: 'grey' as const,
    }));
    const notes = (...given: object[]) => {
      const rules = rulesOf(
        given.map((rule) => ({ metric: 'csat_5', ...rule })),
        [csat5],
      );
      return watchesNothing(rows, rules);
    };
    expect(notes({}, { dimension: 'journey' }, { dimension: 'journey', of: 'delivery' })).toEqual([]);
    expect(notes({}, { dimension: 'jurney' }, { dimension: 'journey', of: 'Delivery' })).toEqual([
      expect.stringMatching(/^cx\.alerts\[1\] watches nothing: csat_5 has no figures by jurney,/),
      expect.stringMatching(/^cx\.alerts\[2\] .* no figures by its value of journey,/),
    ]);
  });

  it('refuses what cannot be watched, and says what to write', () => {
    const rules = (rule: object) => () => rulesOf([rule as { metric: string }], [churnRate, feedbackCases]);
    expect(rules({ metric: 'made_up' })).toThrow(/cx\.alerts\[0\]\.metric: made_up is not counted/);
    const missing = [{ metric: 'csat_5', needs: ['surveys.score'] }];
    const kept = rulesOf([{ metric: 'csat_5' }, { metric: 'churn_rate', above: 0.2 }], [churnRate], missing);
    expect(kept).toMatchObject([{ place: 'cx.alerts[1]' }]);
    expect(rules({ metric: 'churn_rate' })).toThrow(/Give above or below/);
    expect(rules({ metric: 'feedback_cases' })).toThrow(/Write rises/);
    expect(rules({ metric: 'feedback_cases', when: 'falls' })()).toMatchObject([
      { watch: 'falls', side: -1 },
    ]);
    expect(rules({ metric: 'churn_rate', above: 0.2 })()).toMatchObject([{ watch: 'above', side: 1 }]);
    expect(rules({ metric: 'cx_index', below: 60 })).toThrow(/where cx\.index is declared/);
    const ofIndex = (rule: object) => () => rulesOf([{ metric: 'cx_index', ...rule }], [index]);
    expect(ofIndex({})).toThrow(/Give above or below/);
    expect(ofIndex({ below: 60, dimension: 'journey' })).toThrow(/of everybody/);
    expect(ofIndex({ below: 60 })()).toMatchObject([{ place: 'cx.alerts[0]', watch: 'below', limit: 60 }]);
  });

  it('opens where the index of the business stays below its limit, its last four weeks each week', async () => {
    const at = await openBusiness(emptyBusiness, 1);
    const rows = Array.from({ length: 12 }, (_, i) => {
      const last = addDays('2025-12-28', 7 * (i - 11));
      const value = i < 8 ? 70 : 40;
      const interval = { value, low: value - 2, high: value + 2 };
      const of = { metric: 'cx_index', dimension: 'all', value: null, n: 300, shown: 'full' as const };
      return { ...of, grain: 'four weeks' as const, first: addDays(last, -27), last, interval };
    });
    const rules = rulesOf([{ metric: 'cx_index', below: 60, owner: 'Ada' }], [index]);
    const request = { ...made, config: smallConfig({}), rules, metrics: [index], rows };
    const raised = await raiseAlerts({ ...at, prefix: 'days/' }, request);
    await at.warehouse.close();
    expect(raised.alerts).toMatchObject([
      { metric: 'cx_index', title: 'CX index', state: 'opened', watch: 'below', now: { value: 40 }, rows: 0 },
    ]);
  });
});
