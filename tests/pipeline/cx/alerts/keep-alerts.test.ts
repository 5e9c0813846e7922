import { describe, expect, it } from 'vitest';
import type { AlertEvent } from '../../../../pipeline/cx/alerts/alert-ledger.ts';
import type { FoundBreach } from '../../../../pipeline/cx/alerts/found-breach.ts';
import type { WatchedSeries } from '../../../../pipeline/cx/alerts/judge-alerts.ts';
import { keepAlerts } from '../../../../pipeline/cx/alerts/keep-alerts.ts';
import { rulesOf } from '../../../../pipeline/cx/alerts/rules.ts';
import { csat5 } from '../../../../pipeline/cx/metrics/csat-5.ts';

const [rule] = rulesOf([{ metric: 'csat_5' }], [csat5]);
const breach = (opened: string, closed: string | null = null): FoundBreach => ({
  since: opened,
  opened,
  closed,
  because: closed === null ? null : 'over',
  now: null,
  usual: null,
});
const series = (...breaches: FoundBreach[]): WatchedSeries[] => [
  { id: 's', rule: rule!, value: null, breaches, alone: () => breaches },
];

/** Nights one after the other, each with the ledger that those before it left. */
function nights() {
  const ledger: AlertEvent[] = [];
  return {
    ledger,
    night(asOf: string, watched: readonly WatchedSeries[]) {
      const { alerts, fresh } = keepAlerts(watched, { asOf, run: `run of ${asOf}`, ledger });
      ledger.push(...fresh);
      return alerts.map(({ id, state, event, closed }) => ({
        id,
        state,
        opened: event.day,
        closed: closed?.day,
      }));
    },
  };
}

describe('alerts from night to night', () => {
  it('open once, stay open, and close once', () => {
    const { night, ledger } = nights();
    const [opened] = night('2025-03-10', series(breach('2025-03-09')));
    expect(opened).toMatchObject({ state: 'opened', opened: '2025-03-09' });
    expect(night('2025-03-11', series(breach('2025-03-09')))).toEqual([{ ...opened, state: 'still open' }]);
    const over = series(breach('2025-03-09', '2025-03-15'));
    expect(night('2025-03-16', over)).toEqual([{ ...opened, state: 'closed', closed: '2025-03-15' }]);
    expect(night('2025-03-17', over)).toEqual([]);
    expect(ledger.map(({ event }) => event)).toEqual(['opened', 'closed']);
  });

  it('are said the same by a run that is done again, and by another of the same night', () => {
    const { night, ledger } = nights();
    const first = night('2025-03-10', series(breach('2025-03-09')));
    expect(night('2025-03-10', series(breach('2025-03-09')))).toEqual(first);
    const over = series(breach('2025-03-09', '2025-03-12'), breach('2025-03-20'));
    const both = night('2025-03-21', over);
    expect(both.map(({ state }) => state)).toEqual(['closed', 'opened']);
    expect(night('2025-03-21', over)).toEqual(both);
    expect(ledger).toHaveLength(3);
  });

  it('keep their day and number where late rows move the days, and end where they take the breach away', () => {
    const { night } = nights();
    const [opened] = night('2025-03-10', series(breach('2025-03-09')));
    expect(night('2025-03-12', series(breach('2025-03-11')))).toEqual([{ ...opened, state: 'still open' }]);
    expect(night('2025-03-13', series())).toEqual([{ ...opened, state: 'closed', closed: '2025-03-13' }]);
  });

  it('close where they are not watched any more', () => {
    const { night, ledger } = nights();
    night('2025-03-10', series(breach('2025-03-09')));
    expect(night('2025-03-11', [])).toMatchObject([{ state: 'closed', closed: '2025-03-11' }]);
    expect(ledger.at(-1)).toMatchObject({ because: 'not watched any more' });
  });

  it('stay open where more is watched and the same breach would not open any more, and open nothing then', () => {
    const { night } = nights();
    const among = (breaches: FoundBreach[], alone: FoundBreach[]) => [
      { ...series(...breaches)[0]!, alone: () => alone },
    ];
    expect(night('2025-03-08', among([], [breach('2025-03-07')]))).toEqual([]);
    const [opened] = night('2025-03-10', series(breach('2025-03-09')));
    const many = among([], [breach('2025-03-07')]);
    expect(night('2025-03-11', many)).toEqual([{ ...opened, state: 'still open' }]);
    const over = among([], [breach('2025-03-07', '2025-03-15')]);
    expect(night('2025-03-16', over)).toEqual([{ ...opened, state: 'closed', closed: '2025-03-15' }]);
  });

  it('that open again in the night that closed them are another, and are said once', () => {
    const { night, ledger } = nights();
    const [first] = night('2025-03-10', series(breach('2025-03-09')));
    night('2025-03-10', []);
    const both = night('2025-03-10', series(breach('2025-03-09')));
    expect(both.map(({ state }) => state)).toEqual(['closed', 'opened']);
    expect(both[1]!.id).not.toBe(first!.id);
    expect(night('2025-03-10', series(breach('2025-03-09')))).toEqual(both);
    expect(night('2025-03-11', series(breach('2025-03-09')))).toEqual([{ ...both[1], state: 'still open' }]);
    expect(ledger.map(({ event }) => event)).toEqual(['opened', 'closed', 'opened']);
  });

  it('of a past date are told as they were, and change nothing', () => {
    const { night, ledger } = nights();
    night('2025-03-10', series(breach('2025-03-09')));
    expect(night('2025-03-01', series(breach('2025-02-27')))).toMatchObject([{ state: 'opened' }]);
    expect(ledger).toHaveLength(1);
  });

  it('of a night that is done again after a pulse are kept, and not opened again by the next', () => {
    const { night, ledger } = nights();
    const other = { ...series(breach('2025-03-10'))[0]!, id: 'other' };
    const pulse = { asOf: '2025-03-11', run: 'pulse-00000001', ledger };
    ledger.push(...keepAlerts([other], pulse).fresh);
    const [opened] = night('2025-03-10', series(breach('2025-03-09')));
    expect(night('2025-03-11', [...series(breach('2025-03-09')), other])).toMatchObject([
      { id: opened!.id, state: 'still open' },
      { id: ledger[0]!.alert_id, state: 'still open' },
    ]);
    expect(ledger).toHaveLength(2);
  });
});
