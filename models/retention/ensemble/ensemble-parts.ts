import type { BehaviourModel } from '../../buying/behaviour/behaviour.ts';
import type { LinearFloor } from '../../learn/logistic/linear-floor.ts';
import type { EncodedNetwork } from '../encoded-network.ts';
import type { RetentionTrees } from '../retention-trees.ts';
import type { EnsembleManifest } from './manifest.ts';

/** All that an ensemble is made of. */
export interface EnsembleParts extends EncodedNetwork {
  readonly trees: RetentionTrees;
  readonly floor: LinearFloor;
  /** Where customers were few and the table told how they buy or stay. */
  readonly behaviour: BehaviourModel | null;
  readonly manifest: EnsembleManifest;
}

export type EnsembleMembers = Omit<EnsembleParts, 'manifest'>;
