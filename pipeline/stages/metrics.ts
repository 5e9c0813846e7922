import type { MetricsReport } from '../../contracts/artefacts/metrics-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { type BuiltMetrics, buildMetrics } from '../cx/build-metrics.ts';
import { level } from '../cx/estimate.ts';
import { headlinesOf } from '../cx/headlines.ts';
import { metricsCsv, metricsTable } from '../cx/metrics-file.ts';
import { metricNotes } from '../cx/notes.ts';
import { judgeTargets } from '../cx/targets.ts';
import { attachCleanTables } from '../sources/clean-tables.ts';
import { writeParquet } from '../tables/parquet.ts';
import type { RunEnvironment } from './run.ts';
import { keyOf, resultOf, runStage } from './stage.ts';

/** Counts the metrics of customer experience and writes them as one table, as Parquet and as CSV. */
export function metrics(run: Run, environment: RunEnvironment): Promise<StageRecord<'metrics'>> {
  return runStage('metrics', run, environment, async (run, key) => {
    const { store, progress } = environment;
    const checked = await resultOf('check', run, environment);
    const mapped = (name: string) => checked.sources.find(({ source }) => source === name)?.mapped ?? [];
    const { config, asOf } = run;
    const warehouse = await environment.openWarehouse();
    try {
      await attachCleanTables(warehouse, checked, (source) => keys.clean(keyOf(run, 'check'), source));
      const passage = { warehouse, store, prefix: keys.metricCells(key) };
      const built = await buildMetrics({ config, asOf, mapped }, passage, progress);
      const result: MetricsReport = {
        run: run.id,
        asOf,
        currency: config.business.currency,
        level,
        headlines: headlinesOf(built.rows, built.metrics),
        targets: judgeTargets(config.cx.targets, { ...built, asOf, config }),
        missing: built.missing,
        dimensions: built.dimensions,
        rows: built.rows.length,
        files: await writeFiles(store, key, built),
        notes: metricNotes(built),
      };
      for (const note of result.notes) progress.note(note);
      return { result, wrote: [keys.metrics(key)] };
    } finally {
      await warehouse.close();
    }
  });
}

async function writeFiles(store: ObjectStore, key: string, built: BuiltMetrics): Promise<string[]> {
  const columns = metricsTable(built.rows, built.metrics);
  const files = [
    [`${keys.metrics(key)}metrics.parquet`, writeParquet(columns)],
    [`${keys.metrics(key)}metrics.csv`, metricsCsv(columns)],
  ] as const;
  for (const [name, bytes] of files) await store.put(name, bytes);
  return files.map(([name]) => name);
}
