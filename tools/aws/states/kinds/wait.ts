import type { WaitState } from '../definition.ts';
import type { Visit } from '../frame.ts';
import { runtimeError } from '../state-error.ts';

/** Sleeps for `Seconds` or until `Timestamp`. */
export async function wait(state: WaitState, { language, scope, frame, name }: Visit): Promise<void> {
  const { clock } = frame.engine;
  const seconds = await language.field(state, 'Seconds', scope);
  const until = await language.field(state, 'Timestamp', scope);
  const pause =
    seconds === undefined ? Date.parse(String(until)) - clock.now().getTime() : 1000 * Number(seconds);
  if (Number.isNaN(pause)) throw runtimeError(`Wait '${name}' has neither seconds nor a timestamp`);
  await clock.sleep(Math.max(0, pause));
}
