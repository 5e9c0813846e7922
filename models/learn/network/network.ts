import { type BinRun, binRuns } from '../encoding/bin-runs.ts';
import type { Encoding } from '../encoding/encoding.ts';
import { informative } from '../encoding/encoding.ts';
import type { HyperParameters } from './hyper-parameters.ts';
import type { NetworkShape, Parameter } from './shape.ts';

/** A network's sizes and weights. */
export interface Network {
  readonly shape: NetworkShape;
  readonly runs: readonly BinRun[];
  readonly parameters: readonly Parameter[];
}

/** @throws RangeError if the width is not a multiple of four, in which steps look-ups go */
export function networkShape(
  encoding: Encoding,
  { members, width, layers }: Pick<HyperParameters, 'members' | 'width' | 'layers'>,
): NetworkShape {
  if (width % 4 !== 0) throw new RangeError(`A network's width must be a multiple of 4, not ${width}`);
  return { members, width, layers, features: informative(encoding).length, tableRows: encoding.tableRows };
}

export const networkOf = (encoding: Encoding, shape: NetworkShape, parameters: Parameter[]): Network => ({
  shape,
  runs: binRuns(encoding),
  parameters,
});
