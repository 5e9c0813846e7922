import type { MapState } from '../definition.ts';
import type { Visit } from '../frame.ts';
import { StateError } from '../state-error.ts';
import type { Counts } from './map-run.ts';

export interface Tolerance {
  /** @throws StateError `States.ExceedToleratedFailureThreshold` where more items failed than may */
  readonly check: (items: Counts, allRead: boolean) => void;
}

/** Failed items that a distributed Map bears: none, or as many as both its limits allow. */
export async function toleranceOf(state: MapState, { language, scope }: Visit): Promise<Tolerance> {
  const count = await language.field(state, 'ToleratedFailureCount', scope);
  const percentage = await language.field(state, 'ToleratedFailurePercentage', scope);
  const most = Number(count ?? (percentage === undefined ? 0 : Number.POSITIVE_INFINITY));
  const share = Number(percentage ?? 100) / 100;
  return {
    check: ({ failed, succeeded }, allRead) => {
      const beyond = allRead ? failed > share * (failed + succeeded) : share === 0 && failed > 0;
      if (failed <= most && !beyond) return;
      const cause = 'The specified tolerated failure threshold was exceeded';
      throw new StateError('States.ExceedToleratedFailureThreshold', cause);
    },
  };
}
