import { widenEncoding } from '../../learn/encoding/widen-encoding.ts';
import type { LinearFloor } from '../../learn/logistic/linear-floor.ts';
import type { LinearModel } from '../../learn/logistic/linear-model.ts';
import { type Network, networkOf, networkShape } from '../../learn/network/network.ts';
import { parameterAt } from '../../learn/network/shape.ts';
import { mostBins } from '../../learn/trees/hyper-parameters.ts';
import { widenBinning } from '../../learn/trees/widen-binning.ts';
import type { FeatureTable } from '../../types.ts';
import type { FittedMembers } from './fit-members.ts';

/**
 * The members of a fit with bins where the newest rows lie beyond all that taught them, so that a second fit can learn from these. They
 * score as before: beyond the last edge and the last cut nothing is learned yet.
 * @param table rows that a second fit learns from
 */
export function widenFit(fitted: FittedMembers, table: FeatureTable): FittedMembers {
  const { members, trained, floorRecord } = fitted;
  const { encoding, rowOf } = widenEncoding(members.encoding, table, trained.hyper.bins);
  const { tableRows } = encoding;
  const linear = ({ coefficients, intercept }: LinearModel): LinearModel => {
    const wide = new Float64Array(tableRows);
    for (const [row, at] of rowOf.entries()) wide[at] = coefficients[row];
    return { coefficients: wide, intercept };
  };
  const wideNetwork = (network: Network): Network => {
    const { width } = network.shape;
    const parameters = network.parameters.map((parameter, at) => {
      if (at !== parameterAt.table) return parameter;
      const values = new Float32Array(tableRows * width);
      for (const [row, to] of rowOf.entries())
        values.set(parameter.values.subarray(row * width, (row + 1) * width), to * width);
      return { ...parameter, shape: [tableRows, width], values };
    });
    return networkOf(encoding, networkShape(encoding, network.shape), parameters);
  };
  const { churn, any, amount, smearing } = members.floor;
  const floor: LinearFloor = { churn: linear(churn), any: linear(any), amount: linear(amount), smearing };
  const network = wideNetwork(members.network);
  const trees = { ...members.trees, binning: widenBinning(members.trees.binning, table, mostBins) };
  return {
    ...fitted,
    members: { ...members, encoding, network, floor, trees },
    trained: { ...trained, network },
    floorRecord,
  };
}
