import { ModelDataError } from '../../errors.ts';
import type { FeatureTable } from '../../types.ts';

/** @throws ModelDataError where a column that a rule reads is missing or holds no numbers */
export function ruleNumbers({ columns }: FeatureTable, name: string): Float64Array {
  const column = columns.find((candidate) => candidate.name === name);
  if (column?.kind === 'number') return column.values;
  const why = column ? 'holds categories, not numbers' : 'is not among the features';
  throw new ModelDataError(
    `The simple rules that a model is judged by need the column "${name}", but it ${why}. Name another in the rule's columns.`,
  );
}
