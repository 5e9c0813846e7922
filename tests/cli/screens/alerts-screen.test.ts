import { describe, expect, it } from 'vitest';
import { alertsScreen } from '../../../cli/screens/alerts-screen.ts';
import type { AlertsReport } from '../../../contracts/artefacts/alerts-report.ts';
import { folderStore } from '../../../platform/local/folder-store.ts';

const nothing: AlertsReport = {
  run: 'r',
  asOf: '2025-12-01',
  currency: 'EUR',
  targets: [],
  watch: { series: 0, perYear: 0, alerts: [], files: [] },
  moods: null,
  notes: [],
};
const figure = { first: '2025-11-03', last: '2025-11-30', n: 100, value: 0.5, low: 0.4, high: 0.6 };
const target: AlertsReport['targets'][number] = {
  ...{ metric: 'made_up', title: 'Made up', unit: 'share', of: { dimension: 'segment', value: 'shop' } },
  ...{ target: 0.8, since: '2025-06-01', by: '2026-06-01', owner: 'Ada', initiative: null, start: null },
  now: { ...figure, shown: 'full' },
  needs: [],
  way: 0.65,
  verdict: 'off course',
};
const alert: AlertsReport['watch']['alerts'][number] = {
  ...{ id: 'a', metric: 'made_up', title: 'Made up', unit: 'share', better: 'higher', of: null },
  ...{ watch: 'below', limit: 0.6, owner: null, state: 'opened', since: '2025-11-20', opened: '2025-11-24' },
  ...{ closed: null, because: null, now: figure, usual: null, rows: 9, customers: 7, channels: [] },
};

const shown = (over: Partial<AlertsReport>): string =>
  alertsScreen({ ...nothing, ...over }, folderStore('/out')).join('\n');

describe('the screen of targets and alerts', () => {
  it('shows each target with its owner, and whether it is on course', () => {
    expect(shown({ targets: [target] })).toMatch(
      /Made up, segment shop +80\.0% +1 Jun 2026 +50\.0% +65\.0% +off course +Ada/,
    );
  });

  it('says of a target without a figure that there is no data, not that it is too early', () => {
    const without = { ...target, now: null, verdict: 'cannot be told' } as const;
    expect(shown({ targets: [without] })).toMatch(/1 Jun 2026 +no data +65\.0% +cannot be told/);
    expect(shown({ targets: [{ ...without, verdict: 'not settled yet' }] })).not.toContain('no data');
  });

  it('shows what is watched, what has opened, and where the customers behind it are', () => {
    const files = ['alerts/key=k/customers.csv'];
    const text = shown({ watch: { series: 2, perYear: 1, alerts: [alert], files } });
    expect(text).toContain('Alerts: 2 series are watched');
    expect(text).toContain('  opened: Made up: is below 60.0%: 50.0%');
    expect(text).toContain('Customers behind them: /out/alerts/key=k/customers.csv');
  });

  it('says that nothing is set and watched, and which rule waits in vain', () => {
    const text = shown({ notes: ['cx.alerts[0] watches nothing'] });
    expect(text).toContain('Targets: cx.targets sets none.');
    expect(text).toContain('Alerts: nothing is watched: cx.alerts names no metric');
    expect(text).toContain('cx.alerts[0] watches nothing');
  });
});
