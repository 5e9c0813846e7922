import { type Draws, exponential, processes } from '../random.ts';
import { type Cause, causes, type Life, type Setting } from './life.ts';
import { pushesNow } from './satisfaction.ts';

export interface LeavingParameters {
  /** Chance a day of deciding to leave, for a customer of usual satisfaction and long tenure. */
  readonly hazard: number;
  /** One standard deviation of satisfaction divides the hazard by e to this. */
  readonly bySatisfaction: number;
  /** A newcomer's hazard is this much higher, gone after some 60 days. */
  readonly newcomers: number;
  /** Share who go without a sign; the others fade out over 20 to 90 days. */
  readonly sudden: number;
}

export const hazardToday = (life: Life, { world }: Setting, parameters: LeavingParameters): number => {
  const tenure = 1 + parameters.newcomers * Math.exp(-(life.day - life.traits.joined) / 60);
  const contact = life.day < life.contactUntil ? life.contactFactor : 1;
  const mood = Math.exp(-parameters.bySatisfaction * life.satisfaction);
  return parameters.hazard * life.traits.fickle * tenure * contact * mood * world.competition[life.day]!;
};

/** Spends today's hazard; at the threshold the customer decides to leave, at once or fading out. */
export function mayDecide(life: Life, setting: Setting, parameters: LeavingParameters): void {
  if (life.decidedOn >= 0) return;
  life.spent += hazardToday(life, setting, parameters);
  if (life.spent >= life.threshold) decide(life, setting, parameters);
}

function decide(life: Life, { draws }: Setting, { sudden }: LeavingParameters): void {
  const how = draws.stream(processes.leaving, 2 * life.decisions + 1);
  life.decisions++;
  life.decidedOn = life.day;
  life.leavesOn = how.uniform() < sudden ? life.day : life.day + 20 + how.integer(71);
  life.causeOfDecision = strongCause(life);
}

/** The customer thinks again: the decision is void, and the hazard has to be spent again. */
export function reconsider(life: Life, { draws }: Setting): void {
  life.decidedOn = -1;
  life.leavesOn = Number.POSITIVE_INFINITY;
  life.causeOfDecision = null;
  life.spent = 0;
  life.threshold = thresholdOf(draws, life.decisions);
}

/** Hazards are spent against an exponential amount: a smaller hazard only ever delays the decision. */
export const thresholdOf = (draws: Draws, decisions: number): number =>
  exponential(1, draws.uniform(processes.leaving, 2 * decisions));

/** The one cause that dominates what is wrong, where there is one: half a deviation, and three fifths of all pushes. */
export function strongCause(life: Life): Cause | null {
  const now = pushesNow(life);
  const worst = now.reduce((least, amount, i) => (amount < now[least]! ? i : least), 0);
  const all = now.reduce((sum, amount) => sum + Math.min(0, amount), 0);
  return now[worst]! < -0.5 && now[worst]! < 0.6 * all ? causes[worst]! : null;
}
