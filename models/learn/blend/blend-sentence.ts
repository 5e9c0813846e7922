import type { BlendRecord } from './choose-blend.ts';
import { type ByMember, type MemberName, presentIn } from './member.ts';

const called: Record<MemberName, string> = {
  network: 'the network',
  trees: 'boosted trees',
  logistic: 'the logistic floor',
  behaviour: 'the model of behaviour',
};

export const callMember = (name: MemberName): string => called[name];

/** Why a blend or a single model is published, in a sentence or two for the manifest and the model card. */
export function blendSentence(record: BlendRecord): string {
  const { task, losses, gain, published, weights, rows, customers } = record;
  const what = task === 'churn' ? 'Churn' : 'Value';
  if (published === 'pair' || losses?.pair !== undefined) return fallbackSentence(record, what);
  if (!losses || !gain) {
    return `${what} is the plain mean of ${joined(usedIn(weights).map((name) => called[name]))}: the held-out rows have too few known outcomes to weigh them by.`;
  }
  const unit = task === 'churn' ? 'log loss' : 'Tweedie loss';
  const best = presentIn(weights).reduce((a, b) => (losses[b]! < losses[a]! ? b : a));
  const judged = `On ${rows} held-out rows of ${customers} customers`;
  const shown = `${signed(gain.mean)} that of ${called[best]}, the best alone (80% interval of the gain ${told(gain.low)} to ${told(gain.high)})`;
  const first =
    published === 'blend'
      ? `${what} is a blend of ${shares(weights)}. ${judged} its ${unit}, ${figure(losses.blend)}, is ${shown}.`
      : `${what} is scored by ${called[best]} alone. ${judged} a blend's ${unit}, ${figure(losses.blend)}, is ${shown}.`;
  const kept =
    published === 'blend' && gain.mean < 0 ? ` ${keptSentence(called[best], presentIn(weights).length)}` : '';
  return `${first}${kept} ${floorSentence(record)}`;
}

/** A blend may be worse than its best member where chance could be why. */
const keptSentence = (best: string, members: number): string =>
  `So ${best} alone did better here, by no more than chance explains for the best of ${members}: the blend is kept.`;

/** Whether network and trees are better than a logistic regression on the same features. */
function floorSentence({ overFloor, losses }: BlendRecord): string {
  const gains = overFloor!;
  const names = ['network', 'trees'] as const;
  const beating = names.filter((name) => gains[name].low > 0).map((name) => called[name]);
  const floor = `The logistic floor's is ${figure(losses!.logistic)}`;
  const amounts = names.map((name) => `${called[name]} ${signed(gains[name].mean)} it`).join(', ');
  if (beating.length === 0)
    return `${floor}; neither the network nor boosted trees beat it beyond doubt (${amounts}).`;
  return `${floor}, which ${joined(beating)} beat${beating.includes(called.trees) ? '' : 's'} (${amounts}).`;
}

/** What is published where customers are few, and how the others did. */
function fallbackSentence({ task, published, losses, weights, rows, customers }: BlendRecord, what: string) {
  const means = {
    pair: `the mean of ${called.logistic} and ${called.behaviour}`,
    mean: `the mean of ${called.network}, ${called.trees} and ${called.logistic}`,
  };
  if (losses === null) {
    return `${what} is ${means.pair}: customers are too few for network and trees, and the held-out rows have too few known outcomes to weigh them by.`;
  }
  const names = { ...means, ...called, blend: `a blend of ${shares(weights)}` };
  const unit = task === 'churn' ? 'log loss' : 'Tweedie loss';
  const figures = [
    `${figure(losses.pair!)} for ${means.pair}`,
    `${figure(losses.mean!)} for ${means.mean}`,
    `${figure(losses.behaviour!)} for ${called.behaviour} alone`,
    `${figure(losses.logistic)} for ${called.logistic} alone`,
    `${figure(losses.blend)} for a blend of all`,
  ];
  return `${what} is scored by ${names[published]}, chosen as for few customers: ${unit} on ${rows} held-out rows of ${customers} customers is ${joined(figures)}.`;
}

const shares = (weights: ByMember<number>): string =>
  joined(usedIn(weights).map((name) => `${called[name]} (${percent(weights[name]!)})`));

const usedIn = (weights: ByMember<number>): MemberName[] =>
  presentIn(weights).filter((name) => weights[name]! > 0);

const percent = (share: number): string => `${Math.round(100 * share)}%`;
const figure = (value: number): string => value.toFixed(4).replace('-', '−');
/** With as many digits as it takes to tell it from zero. */
const told = (value: number): string => {
  for (let digits = 4; digits < 9; digits++)
    if (value === 0 || Number(value.toFixed(digits)) !== 0) return value.toFixed(digits).replace('-', '−');
  return '0';
};
const signed = (gain: number): string =>
  told(gain) === '0' || gain === 0 ? 'level with' : gain > 0 ? `${told(gain)} below` : `${told(-gain)} above`;
const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
