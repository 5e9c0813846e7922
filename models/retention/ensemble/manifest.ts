import type { BehaviourModel } from '../../buying/behaviour/behaviour.ts';
import type { ValueShape } from '../../learn/blend/blend-scores.ts';
import type { BlendRecord } from '../../learn/blend/choose-blend.ts';
import type { MemberName } from '../../learn/blend/member.ts';
import type { FittedFloor } from '../../learn/logistic/linear-floor.ts';
import type { SavedFloor } from '../../learn/logistic/saved-floor.ts';
import type { Levels } from '../levels/level-refit.ts';
import type { RetentionManifest } from '../manifest.ts';
import type { StandIn } from '../rules/fitted-rule.ts';
import type { SavedTrees } from '../saved-trees.ts';
import type { Taught } from './few-customers.ts';

export const ensembleKind = 'ensemble';
/** Raised whenever an older reader would misread the bytes or the manifest. */
export const ensembleVersion = 4;

/** The network's manifest, and beside it the other members and how they are blended. */
export interface EnsembleManifest extends RetentionManifest {
  readonly trees: SavedTrees;
  readonly logistic: SavedFloor & Pick<FittedFloor, 'rows' | 'penalties'>;
  readonly behaviour: BehaviourModel | null;
  readonly blend: {
    readonly churn: BlendRecord;
    readonly value: BlendRecord;
    readonly shape: ValueShape;
  };
  /** Who taught, and whether they are few. */
  readonly taught: Taught;
  /** Members that a second fit left as the first had made them; null where there was none. */
  readonly notFittedAgain: readonly MemberName[] | null;
  /** Which dates set the levels of chance and value; null where the later rows did. */
  readonly levels: Levels | null;
  /** Simple rules that score in the place of the blends, where later rows gave reason to. */
  readonly standIn: StandIn;
}
