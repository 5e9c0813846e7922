import type { EncodedCategory, EncodedFeature, EncodedNumber, Encoding } from './encoding.ts';

/** Edges stand in bytes: float64 of each number in turn. */
export type SavedFeature =
  | (Omit<EncodedNumber, 'edges' | 'usual' | 'reference'> & {
      readonly edges: number;
      readonly usual: number | null;
      readonly reference: number | null;
    })
  | EncodedCategory;

const nullable = (value: number) => (Number.isNaN(value) ? null : value);

export function savedFeature(feature: EncodedFeature): SavedFeature {
  if (feature.kind === 'category') return feature;
  return {
    ...feature,
    edges: feature.edges.length,
    usual: nullable(feature.usual),
    reference: nullable(feature.reference),
  };
}

/** @param edges those of each number, in the order of the features */
export function loadedEncoding(
  features: readonly SavedFeature[],
  tableRows: number,
  edges: readonly Float64Array[],
): Encoding {
  let next = 0;
  const loaded = features.map((feature): EncodedFeature => {
    if (feature.kind === 'category') return feature;
    return {
      ...feature,
      edges: edges[next++],
      usual: feature.usual ?? Number.NaN,
      reference: feature.reference ?? Number.NaN,
    };
  });
  return { features: loaded, tableRows };
}

export const edgeLengths = (features: readonly SavedFeature[]) =>
  features.flatMap((feature) => (feature.kind === 'number' ? [feature.edges] : []));

/** Edges of each number, in the order of the features. */
export const edgesOf = ({ features }: Encoding): Float64Array[] =>
  features.flatMap((feature) => (feature.kind === 'number' ? [feature.edges] : []));
