import type { BlendRecord } from './choose-blend.ts';
import { type MemberName, memberNames } from './member.ts';

const called: Record<MemberName, string> = {
  network: 'the network',
  trees: 'boosted trees',
  logistic: 'the logistic floor',
};

/** Why a blend or a single model is published, in a sentence or two for the manifest and the model card. */
export function blendSentence(record: BlendRecord): string {
  const { task, losses, gain, published, weights, rows, customers } = record;
  const what = task === 'churn' ? 'Churn' : 'Value';
  if (!losses || !gain) {
    return `${what} is the plain mean of ${joined(memberNames.map((name) => called[name]))}: the later rows have too few known outcomes to weigh them by.`;
  }
  const unit = task === 'churn' ? 'log loss' : 'Tweedie loss';
  const best = memberNames.reduce((a, b) => (losses[b] < losses[a] ? b : a));
  const judged = `On ${rows} later rows of ${customers} customers`;
  const shown = `${signed(gain.mean)} that of ${called[best]}, the best alone (80% interval of the gain ${figure(gain.low)} to ${figure(gain.high)})`;
  const first =
    published === 'blend'
      ? `${what} is a blend of ${shares(weights)}. ${judged} its ${unit}, ${figure(losses.blend)}, is ${shown}.`
      : `${what} is scored by ${called[best]} alone. ${judged} a blend's ${unit}, ${figure(losses.blend)}, is ${shown}.`;
  return `${first} ${floorSentence(record)}`;
}

/** Whether network and trees are better than a logistic regression on the same features. */
function floorSentence({ overFloor, losses }: BlendRecord): string {
  const gains = overFloor!;
  const names = ['network', 'trees'] as const;
  const beating = names.filter((name) => gains[name].low > 0).map((name) => called[name]);
  const floor = `The logistic floor's is ${figure(losses!.logistic)}`;
  const amounts = names.map((name) => `${called[name]} ${signed(gains[name].mean)} it`).join(', ');
  if (beating.length === 0)
    return `${floor}; neither the network nor boosted trees beat it beyond doubt (${amounts}).`;
  return `${floor}, which ${joined(beating)} beat${beating.includes('trees') ? '' : 's'} (${amounts}).`;
}

const shares = (weights: Readonly<Record<MemberName, number>>): string =>
  joined(
    memberNames
      .filter((name) => weights[name] > 0)
      .map((name) => `${called[name]} (${percent(weights[name])})`),
  );

const percent = (share: number): string => `${Math.round(100 * share)}%`;
const figure = (value: number): string => value.toFixed(4).replace('-', '−');
const signed = (gain: number): string => (gain >= 0 ? `${figure(gain)} below` : `${figure(-gain)} above`);
const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
