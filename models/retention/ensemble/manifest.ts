import type { BehaviourModel } from '../../buying/behaviour/behaviour.ts';
import type { ValueShape } from '../../learn/blend/blend-scores.ts';
import type { BlendRecord } from '../../learn/blend/choose-blend.ts';
import type { FittedFloor } from '../../learn/logistic/linear-floor.ts';
import type { SavedFloor } from '../../learn/logistic/saved-floor.ts';
import type { Levels } from '../levels/level-refit.ts';
import type { RetentionManifest } from '../manifest.ts';
import type { StandIn } from '../rules/fitted-rule.ts';
import type { SavedTrees } from '../saved-trees.ts';

export const ensembleKind = 'ensemble';
/** Raised whenever an older reader would misread the bytes or the manifest. */
export const ensembleVersion = 4;

/** What is published for a task and why, in numbers and in words. */
export interface PublishedBlend extends BlendRecord {
  readonly sentence: string;
}

/** The network's manifest, and beside it the other members and how they are blended. */
export interface EnsembleManifest extends RetentionManifest {
  readonly trees: SavedTrees;
  readonly logistic: SavedFloor & Pick<FittedFloor, 'rows' | 'penalties'>;
  readonly behaviour: BehaviourModel | null;
  readonly blend: {
    readonly churn: PublishedBlend;
    readonly value: PublishedBlend;
    readonly shape: ValueShape;
  };
  /** Which dates set the levels of chance and value; null where the later rows did. */
  readonly levels: Levels | null;
  /** Simple rules that score in the place of the blends, where later rows gave reason to. */
  readonly standIn: StandIn;
}
