import type { Encoding } from '../encoding/encoding.ts';
import { informative } from '../encoding/encoding.ts';
import type { HyperParameters } from './hyper-parameters.ts';
import { type BinRun, binRuns } from './lookup.ts';
import type { NetworkShape, Parameter } from './shape.ts';

/** A network's sizes and weights. */
export interface Network {
  readonly shape: NetworkShape;
  readonly runs: readonly BinRun[];
  readonly parameters: readonly Parameter[];
}

export function networkShape(
  encoding: Encoding,
  { members, width, layers }: Pick<HyperParameters, 'members' | 'width' | 'layers'>,
): NetworkShape {
  return { members, width, layers, features: informative(encoding).length, tableRows: encoding.tableRows };
}

export const networkOf = (encoding: Encoding, shape: NetworkShape, parameters: Parameter[]): Network => ({
  shape,
  runs: binRuns(encoding),
  parameters,
});
