import type { FeatureColumn, FeatureTable } from '../../types.ts';
import type { EncodedFeature, Encoding } from './encoding.ts';

/** The reference customer, usual in everything, as a table of one row: it encodes to `referenceCells`. */
export const referenceTable = ({ features }: Encoding): FeatureTable => ({
  rowCount: 1,
  columns: features.map(referenceColumn),
});

function referenceColumn(feature: EncodedFeature): FeatureColumn {
  const { name } = feature;
  if (feature.kind === 'number') {
    return { kind: 'number', name, values: Float64Array.of(feature.reference) };
  }
  const { levels, firstRow, referenceRow, missingRow } = feature;
  const missing = missingRow >= 0 && referenceRow === missingRow;
  const level = levels[referenceRow - firstRow] ?? levelOfNone(levels);
  return { kind: 'category', name, codes: Int32Array.of(missing ? -1 : 0), levels: [level] };
}

/** A text that is none of the levels: it falls to where rare ones are. */
const levelOfNone = (levels: readonly string[]): string => `${levels.join()}?`;
