import type { EnsembleManifest } from '../../../../models/retention.ts';
import { type Format, write } from '../../format.ts';
import { tellingDigits } from '../../telling-digits.ts';

type BlendRecord = EnsembleManifest['blend']['churn'];
type Weights = BlendRecord['weights'];
type MemberName = keyof Weights;

/** What the members of a model are called in a sentence, in the order of telling. */
export const memberNames: Readonly<Record<MemberName, string>> = {
  network: 'the network',
  trees: 'boosted trees',
  logistic: 'the logistic member',
  behaviour: 'the behaviour model',
};
const members = Object.keys(memberNames) as MemberName[];

/** Why a blend or a single model is published, in a sentence or two for the model's card. */
export function blendSentence(record: BlendRecord, format: Format = write): string {
  const { task, losses, gain, published, weights } = record;
  const what = task === 'churn' ? 'Churn' : 'Value';
  if (published === 'floor')
    return `${what} is scored by ${memberNames.logistic} alone: on rows that had taught neither, the blend was not better.`;
  if (published === 'pair' || losses?.pair !== undefined) return fewSentence(record, what, format);
  if (!losses || !gain) {
    const used = usedIn(weights).map((name) => memberNames[name]);
    return `${what} is the plain mean of ${joined(used)}: the held-out rows have too few known outcomes to weigh them by.`;
  }
  const present = members.filter((name) => weights[name] !== undefined);
  const best = present.reduce((a, b) => (losses[b]! < losses[a]! ? b : a));
  const judged = `On ${rowsOf(record, format)}`;
  const [low, high] = [gain.low, gain.high].map((end) => telling(end, format));
  const shown = `${against(gain.mean, format)} that of ${memberNames[best]}, the best alone (80% interval of the gain ${low} to ${high})`;
  const loss = `${lossOf[task]}, ${figure(losses.blend, format)}, is ${shown}.`;
  const first =
    published === 'blend'
      ? `${what} is a blend of ${shares(weights, format)}. ${judged} its ${loss}`
      : `${what} is scored by ${memberNames[best]} alone. ${judged} a blend's ${loss}`;
  const kept =
    published === 'blend' && gain.mean < 0 ? ` ${keptSentence(memberNames[best], present.length)}` : '';
  return `${first}${kept} ${floorSentence(record, format)}`;
}

/** A blend may be worse than its best member where chance could be why. */
const keptSentence = (best: string, of: number): string =>
  `So ${best} alone did better here, by no more than chance explains for the best of ${of}: the blend is kept.`;

/** Whether network and trees are better than a logistic regression on the same features. */
function floorSentence({ overFloor, losses }: BlendRecord, format: Format): string {
  const gains = overFloor!;
  const names = ['network', 'trees'] as const;
  const beating = names.filter((name) => gains[name].low > 0).map((name) => memberNames[name]);
  const floor = `That of the logistic member is ${figure(losses!.logistic, format)}`;
  const amounts = names
    .map((name) => `${memberNames[name]} ${against(gains[name].mean, format)} it`)
    .join(', ');
  if (beating.length === 0)
    return `${floor}; neither the network nor boosted trees beat it beyond doubt (${amounts}).`;
  return `${floor}, which ${joined(beating)} beat${beating.includes(memberNames.trees) ? '' : 's'} (${amounts}).`;
}

/** What is published where customers are few, and how the others did. */
function fewSentence(record: BlendRecord, what: string, format: Format): string {
  const { task, published, losses, weights } = record;
  const means = {
    pair: `the mean of ${memberNames.logistic} and ${memberNames.behaviour}`,
    mean: `the mean of ${memberNames.network}, ${memberNames.trees} and ${memberNames.logistic}`,
  };
  if (losses === null) {
    return `${what} is ${means.pair}: customers are too few for network and trees, and the held-out rows have too few known outcomes to weigh them by.`;
  }
  const names = {
    ...means,
    ...memberNames,
    floor: memberNames.logistic,
    blend: `a blend of ${shares(weights, format)}`,
  };
  const figures = [
    `${figure(losses.pair!, format)} for ${means.pair}`,
    `${figure(losses.mean!, format)} for ${means.mean}`,
    `${figure(losses.behaviour!, format)} for ${memberNames.behaviour} alone`,
    `${figure(losses.logistic, format)} for ${memberNames.logistic} alone`,
    `${figure(losses.blend, format)} for a blend of all`,
  ];
  return `${what} is scored by ${names[published]}, chosen as for few customers: ${lossOf[task]} on ${rowsOf(record, format)} is ${joined(figures)}.`;
}

const lossOf = { churn: 'log loss', value: 'Tweedie loss' } as const;

const rowsOf = ({ rows, customers }: BlendRecord, { count }: Format): string =>
  `${count(rows)} held-out rows of ${count(customers)} customers`;

const shares = (weights: Weights, { percent }: Format): string =>
  joined(usedIn(weights).map((name) => `${memberNames[name]} (${percent(weights[name]!, 0)})`));

const usedIn = (weights: Weights): MemberName[] => members.filter((name) => (weights[name] ?? 0) > 0);

const leastDigits = 4;
const mostDigits = 9;
const figure = (loss: number, { number }: Format): string => number(loss, leastDigits);

/** With as many digits as it takes to tell it from zero. */
const telling = (value: number, { number }: Format): string =>
  number(value, tellingDigits(leastDigits, value));

const against = (gain: number, format: Format): string => {
  if (Math.abs(gain) < 10 ** -mostDigits) return 'level with';
  return gain > 0 ? `${telling(gain, format)} below` : `${telling(-gain, format)} above`;
};

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
