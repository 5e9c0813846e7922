import type { MemberName } from '../../learn/blend/member.ts';
import { referenceCells, rowEncoder } from '../../learn/encoding/encode-rows.ts';
import { informative } from '../../learn/encoding/encoding.ts';
import { referenceTable } from '../../learn/encoding/reference-table.ts';
import { linearAttributions } from '../../learn/logistic/linear-attributions.ts';
import { binRows } from '../../learn/trees/bin-rows.ts';
import { forestShapley } from '../../learn/trees/forest-shapley.ts';
import type { Explanation, FeatureTable } from '../../types.ts';
import { explanationOf, type WeighedAttributions } from '../reasons/explanation-of.ts';
import { integratedGradients } from '../reasons/integrated-gradients.ts';
import type { EnsembleParts } from './ensemble-parts.ts';
import { explainBehaviour } from './explain-behaviour.ts';
import { explainRule } from './explain-rule.ts';

/**
 * The members' contributions, mixed by the weights that mix their logits. All are against the same reference customer:
 * integrated gradients of the network, exact Shapley values of the trees and of the model of behaviour, and the terms of the
 * logistic floor.
 */
export function explainEnsemble(
  { encoding, network, trees, floor, behaviour, manifest }: EnsembleParts,
  table: FeatureTable,
  rows: readonly number[],
): Explanation {
  const at = Int32Array.from(rows);
  const { standIn } = manifest;
  if (standIn.churn !== null) {
    const own = explainRule(standIn.churn.rule, table, at, referenceTable(encoding));
    return explanationOf(table, rows.length, [{ weight: 1, ...own }]);
  }
  const cells = rowEncoder(encoding, table).encode(at);
  const reference = referenceCells(encoding);
  const encoded = informative(encoding).map(({ name }) => name);
  const explain: Record<MemberName, () => Omit<WeighedAttributions, 'weight'>> = {
    network: () => ({ names: encoded, attributions: integratedGradients(network, cells, reference) }),
    logistic: () => ({
      names: encoded,
      attributions: linearAttributions(floor.churn, cells, reference, network.runs),
    }),
    trees: () => {
      const usual = binRows(trees.binning, referenceTable(encoding));
      const { score, ...rest } = forestShapley(trees.churn, binRows(trees.binning, table, at), usual);
      const names = trees.binning.features.map(({ name }) => name);
      return { names, attributions: { ...rest, logit: score } };
    },
    behaviour: () => explainBehaviour(behaviour!, table, at, referenceTable(encoding)),
  };
  const weights = Object.entries(manifest.blend.churn.weights) as [MemberName, number][];
  return explanationOf(
    table,
    rows.length,
    weights.filter(([, weight]) => weight > 0).map(([name, weight]) => ({ weight, ...explain[name]() })),
  );
}
