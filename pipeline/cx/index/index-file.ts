import type { CxIndexReport } from '../../../contracts/artefacts/cx-index.ts';
import type { ParquetColumn } from '../../tables/parquet.ts';

type Line = Readonly<Record<string, string | number | null>>;

const columns = {
  version: 'text',
  first_day: 'text',
  last_day: 'text',
  part: 'text',
  n: 'integer',
  value: 'number',
  score: 'number',
  weight: 'number',
  contribution: 'number',
  low: 'number',
  high: 'number',
} as const satisfies Record<string, ParquetColumn['type']>;

/** The index as a table: of each period a line of its own (`part` is empty, `score` the index), and one for each part. */
export function indexTable({ version, periods }: CxIndexReport): ParquetColumn[] {
  const lines = periods.flatMap(({ first, last, index, parts }): Line[] => {
    const period = { version: version?.version ?? null, first_day: first, last_day: last };
    return [
      {
        ...period,
        part: null,
        score: index?.value ?? null,
        low: index?.low ?? null,
        high: index?.high ?? null,
      },
      ...parts.map(({ metric, n, value, score, contribution }) => ({
        ...period,
        part: metric,
        n,
        value,
        score,
        weight: version?.parts.find((one) => one.metric === metric)?.weight ?? null,
        contribution,
      })),
    ];
  });
  return Object.entries(columns).map(([name, type]) => ({
    name,
    type,
    values: lines.map((line) => line[name] ?? null),
  }));
}
