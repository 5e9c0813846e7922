import { learnersOf } from './anchored-gain.ts';
import { type ArmAssessment, assessArm } from './assess-arm.ts';
import type { Trial } from './trial.ts';

/**
 * Assesses every arm of a trial against the shared control, in the order of the arms.
 * @throws ModelDataError where an arm has too few customers, or somebody's arm was not drawn at random
 */
export function assessTrial(
  trial: Trial,
  seed: number,
  onArm: (done: number) => void = () => {},
): ArmAssessment[] {
  const learners = learnersOf(trial.table);
  return trial.chances.slice(1).map((_, a) => {
    const assessed = assessArm(trial, a + 1, learners, seed);
    onArm(a + 1);
    return assessed;
  });
}
