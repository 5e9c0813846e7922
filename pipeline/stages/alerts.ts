import type { AlertsReport } from '../../contracts/artefacts/alerts-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import { readAlertEvents } from '../cx/alerts/alert-ledger.ts';
import { isToldStill } from '../cx/alerts/keep-alerts.ts';
import { raiseAlerts } from '../cx/alerts/raise-alerts.ts';
import { rulesOf } from '../cx/alerts/rules.ts';
import { watchesNothing } from '../cx/alerts/watches-nothing.ts';
import { availableMetrics } from '../cx/build-metrics.ts';
import { catalogue } from '../cx/catalogue.ts';
import { indexMetric } from '../cx/index/build-index.ts';
import { notCounted } from '../cx/not-counted.ts';
import { readMetrics } from '../cx/read-metrics.ts';
import { judgeTargets } from '../cx/targets.ts';
import { alertSentences } from '../reports/sentences/alert-sentences.ts';
import { attachFeedback, sameTexts } from './read-moods.ts';
import type { RunEnvironment } from './run.ts';
import { keyOf, resultOf, runStage } from './stage.ts';

/**
 * Holds the metrics against what `cx.alerts` watches and `cx.targets` aims at. What opens or closes is in the ledger, which other
 * rules may have moved since, and moods may be read later than the metrics were first counted: then it is looked at again.
 */
export function alerts(run: Run, environment: RunEnvironment): Promise<StageRecord<'alerts'>> {
  const { store } = environment;
  return runStage('alerts', run, environment, {
    work: (run, key) => judge(run, key, environment),
    holds: async (record) => {
      if (!(await sameTexts(run, environment)(record))) return false;
      const { events } = await readAlertEvents(store);
      return isToldStill(record.result.watch.alerts, { asOf: run.asOf, ledger: events });
    },
  });
}

async function judge(run: Run, key: string, environment: RunEnvironment) {
  const { store, progress } = environment;
  const { config, asOf } = run;
  const index = indexMetric({ config, asOf });
  const names = new Set([...config.cx.targets, ...config.cx.alerts].map(({ metric }) => metric));
  const { currency } = await resultOf('metrics', run, environment);
  const rows = await readMetrics(store, keys.metricTable(keyOf(run, 'metrics')), names);
  const warehouse = await environment.openWarehouse();
  try {
    const { texts, mapped, withMoods } = await attachFeedback(run, environment, warehouse);
    const { available, missing } = availableMetrics(catalogue, config, mapped);
    const metrics = index === null ? available : [...available, index];
    const rules = rulesOf(config.cx.alerts, metrics, missing);
    const passage = { warehouse, store, prefix: keys.watchedDays(key) };
    const request = { config, asOf, mapped, withMoods, run: run.id, key, rules, metrics, rows };
    const watch = await raiseAlerts(passage, request);
    const result: AlertsReport = {
      run: run.id,
      asOf,
      currency,
      targets: judgeTargets(config.cx.targets, { rows, metrics, asOf, config, missing }),
      watch,
      moods: texts?.scored ?? null,
      notes: [...notCounted(config.cx, missing), ...watchesNothing(rows, rules)],
    };
    for (const note of [...result.notes, ...alertSentences(result)]) progress.note(note);
    return { result, wrote: watch.files.length === 0 ? [] : [keys.alerts(key)] };
  } finally {
    await warehouse.close();
  }
}
