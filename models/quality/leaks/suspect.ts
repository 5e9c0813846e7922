import type { ColumnPower } from './column-power.ts';
import { namedLimit } from './find-leaks.ts';

/** A column about which a person should be asked: nothing proves that it knows what came afterwards. */
export interface Suspect extends ColumnPower {
  /** `carries`: alone it does most of what the model does. `named`: it is named like an outcome and may be as strong as one. */
  readonly because: 'carries' | 'named';
  /** AUC of the model with all features. */
  readonly model: number;
  /** Why the name is that of an outcome; null where it is not. */
  readonly named: string | null;
}

/** Share of the model's distance from chance that a column alone reaches. */
const mostOfIt = 0.8;
/** A model that tells little is carried by anything. */
const weakModel = 0.6;

/**
 * Columns to ask about, the strongest first.
 * @param model AUC of the model on later rows
 * @param named columns named like an outcome, with why
 */
export function suspectsAmong(
  powers: readonly ColumnPower[],
  model: number,
  named: ReadonlyMap<string, string> = new Map(),
): Suspect[] {
  return powers
    .flatMap((power): Suspect[] => {
      const why = named.get(power.column) ?? null;
      const carries = model >= weakModel && power.auc - 0.5 >= mostOfIt * (model - 0.5);
      if (carries) return [{ ...power, because: 'carries', model, named: why }];
      return why !== null && power.high > namedLimit
        ? [{ ...power, because: 'named', model, named: why }]
        : [];
    })
    .sort((a, b) => b.auc - a.auc || (a.column < b.column ? -1 : 1));
}
