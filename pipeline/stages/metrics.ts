import type { CxIndexReport } from '../../contracts/artefacts/cx-index.ts';
import type { MetricsReport } from '../../contracts/artefacts/metrics-report.ts';
import type { Run } from '../../contracts/artefacts/plan.ts';
import type { StageRecord } from '../../contracts/artefacts/stage-record.ts';
import { keys } from '../../contracts/keys.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { type BuiltMetrics, buildMetrics } from '../cx/build-metrics.ts';
import { level } from '../cx/estimate.ts';
import { headlinesOf } from '../cx/headlines.ts';
import { type BuiltIndex, buildIndex } from '../cx/index/build-index.ts';
import { indexTable } from '../cx/index/index-file.ts';
import { buildJourneys } from '../cx/journeys/build-journeys.ts';
import { metricsCsv, metricsTable } from '../cx/metrics-file.ts';
import { metricNotes, moodNotes } from '../cx/notes.ts';
import { answersOnlyNote } from '../cx/survey-health/answers-only-note.ts';
import { buildSurveyHealth } from '../cx/survey-health/build-survey-health.ts';
import { writeParquet } from '../tables/parquet.ts';
import { attachFeedback, sameTexts } from './read-moods.ts';
import type { RunEnvironment } from './run.ts';
import { runStage } from './stage.ts';

/** Counts the metrics of customer experience and writes them as one table, as Parquet and as CSV. */
export function metrics(run: Run, environment: RunEnvironment): Promise<StageRecord<'metrics'>> {
  return runStage('metrics', run, environment, {
    holds: sameTexts(run, environment),
    work: async (run, key) => {
      const { store, progress } = environment;
      const { config, asOf } = run;
      const warehouse = await environment.openWarehouse();
      try {
        const { texts, mapped, withMoods } = await attachFeedback(run, environment, warehouse);
        const passage = { warehouse, store, prefix: keys.metricCells(key) };
        const built = await buildMetrics({ config, asOf, mapped, withMoods }, passage, progress);
        const index = await buildIndex({ ...built, config, asOf, passage });
        const journeys = await buildJourneys({ ...built, config, asOf, mapped, warehouse });
        const table = withIndex(built, index);
        const surveys = await buildSurveyHealth({ ...built, config, asOf, mapped, passage });
        const result: MetricsReport = {
          run: run.id,
          asOf,
          currency: config.business.currency,
          level,
          headlines: headlinesOf(built.rows, built.metrics),
          index: index?.report ?? null,
          journeys,
          surveys,
          missing: built.missing,
          dimensions: built.dimensions,
          rows: table.rows.length,
          files: await writeFiles(store, key, table, index?.report ?? null),
          moods: texts?.scored ?? null,
          notes: [...metricNotes(built.rows), ...moodNotes(texts), ...answersOnlyNote(surveys)],
        };
        for (const note of result.notes) progress.note(note);
        return { result, wrote: [keys.metrics(key)] };
      } finally {
        await warehouse.close();
      }
    },
  });
}

/** Figures with the metrics that they are of. */
type Table = Pick<BuiltMetrics, 'rows' | 'metrics'>;

/** The index stands in the table of metrics as one more of them. */
const withIndex = ({ rows, metrics }: BuiltMetrics, index: BuiltIndex | null): Table =>
  index === null
    ? { rows, metrics }
    : { rows: [...rows, ...index.rows], metrics: [...metrics, index.metric] };

async function writeFiles(
  store: ObjectStore,
  key: string,
  { rows, metrics }: Table,
  index: CxIndexReport | null,
): Promise<string[]> {
  const columns = metricsTable(rows, metrics);
  const files = [
    [keys.metricTable(key), writeParquet(columns)],
    [`${keys.metrics(key)}metrics.csv`, metricsCsv(columns)],
    ...(index === null
      ? []
      : ([[`${keys.metrics(key)}cx-index.csv`, metricsCsv(indexTable(index))]] as const)),
  ] as const;
  for (const [name, bytes] of files) await store.put(name, bytes);
  return files.map(([name]) => name);
}
