import { ModelDataError } from '../../errors.ts';
import type { FeatureTable } from '../../types.ts';
import type { EncodedFeature, Encoding } from './encoding.ts';
import { fitCategory } from './fit-category.ts';
import { fitNumber } from './fit-number.ts';

/**
 * Learns the encoding of a table of training rows.
 * @param bins most bins of a number, 16 to 32
 * @param typical the rows that say what is usual; all where left out
 * @throws ModelDataError if a name stands twice or no feature varies
 */
export function fitEncoding(table: FeatureTable, bins: number, typical?: Int32Array): Encoding {
  refuseRepeatedNames(table);
  const features: EncodedFeature[] = [];
  let tableRows = 0;
  for (const column of table.columns) {
    const feature =
      column.kind === 'number'
        ? fitNumber(column, { bins, typical }, tableRows)
        : fitCategory(column, { typical }, tableRows);
    features.push(feature);
    tableRows += feature.rowCount;
  }
  if (tableRows === 0) {
    throw new ModelDataError('No feature varies among the training rows: there is nothing to learn from.');
  }
  return { features, tableRows };
}

function refuseRepeatedNames(table: FeatureTable): void {
  const seen = new Set<string>();
  for (const { name } of table.columns) {
    if (seen.has(name))
      throw new ModelDataError(`The feature "${name}" stands twice in the table: keep one.`);
    seen.add(name);
  }
}
