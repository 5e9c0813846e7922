import type { Feature, ReasonTemplate } from '../../contracts/feature.ts';
import type { Explanation, FeatureColumn, FeatureTable, UsualValue } from '../../models/types.ts';
import { isProtected } from '../recognise/protected-attribute.ts';
import type { Language } from '../reports/format.ts';
import { formatValue } from '../reports/format-value.ts';
import type { Reason } from './scores.ts';

/** What turns contributions into sentences: the catalogue, what is usual, and how the language writes. */
export interface ReasonWords {
  readonly features: readonly Feature[];
  readonly usual: readonly UsualValue[];
  readonly language: Language;
  readonly currency: string;
}

const most = 3;

/**
 * Up to three reasons per explained row: "what happened; what is usual", the strongest first. Features of one group add
 * up and give one sentence, from the member that raised the score most and has a sentence for its side of usual. Groups
 * that lower the score, protected attributes and values that are not known give none; nothing claims a cause.
 * @param rows the rows of `table` that `explanation` explains, in its order
 */
export function reasonsFor(
  explanation: Explanation,
  table: FeatureTable,
  rows: readonly number[],
  words: ReasonWords,
): Reason[][] {
  const speakers = speakersOf(explanation, table, words);
  const width = explanation.features.length;
  return rows.map((row, i) => {
    const own = explanation.contributions.subarray(i * width, (i + 1) * width);
    return strongestGroups(own, speakers)
      .map(({ group, sum, members }) => groupReason(group, sum, members, row, words))
      .filter((reason) => reason !== null)
      .slice(0, most);
  });
}

/** A feature that may speak: its column, its words and what is usual. */
interface Speaker {
  readonly feature: Feature;
  readonly column: FeatureColumn;
  readonly usual: number | string;
}

interface Member {
  readonly speaker: Speaker;
  readonly contribution: number;
}

function speakersOf(explanation: Explanation, table: FeatureTable, words: ReasonWords): (Speaker | null)[] {
  const features = new Map(words.features.map((feature) => [feature.name, feature]));
  const usual = new Map(words.usual.map((value) => [value.name, value.usual]));
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  return explanation.features.map((name) => {
    const feature = features.get(name);
    const column = columns.get(name);
    return feature === undefined || column === undefined
      ? null
      : { feature, column, usual: usual.get(name) ?? Number.NaN };
  });
}

function strongestGroups(contributions: Float64Array, speakers: readonly (Speaker | null)[]) {
  const groups = new Map<string, { group: string; sum: number; members: Member[] }>();
  speakers.forEach((speaker, f) => {
    if (speaker === null) return;
    const { group } = speaker.feature;
    const contribution = contributions[f] ?? 0;
    const entry = groups.get(group) ?? { group, sum: 0, members: [] };
    entry.sum += contribution;
    entry.members.push({ speaker, contribution });
    groups.set(group, entry);
  });
  return [...groups.values()]
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum || (a.group < b.group ? -1 : 1));
}

function groupReason(
  group: string,
  sum: number,
  members: readonly Member[],
  row: number,
  words: ReasonWords,
): Reason | null {
  const raising = members
    .filter(({ contribution }) => contribution > 0)
    .sort(
      (a, b) => b.contribution - a.contribution || (a.speaker.feature.name < b.speaker.feature.name ? -1 : 1),
    );
  for (const { speaker } of raising) {
    const text = sentence(speaker, row, words);
    if (text !== null) return { group, feature: speaker.feature.name, text, contribution: sum };
  }
  return null;
}

function sentence({ feature, column, usual }: Speaker, row: number, words: ReasonWords): string | null {
  const template = feature.reason;
  const value = valueAt(column, row);
  if (template === null || value === null || isProtected(feature) || !fits(template, value, usual))
    return null;
  const written = formatValue(value, template.format, words);
  const usually = formatValue(usual, template.format, words);
  if (written === usually) return null;
  const what = template.what.replaceAll('{value}', () => written);
  return what + words.language.separator + template.usual.replaceAll('{usual}', () => usually);
}

function valueAt(column: FeatureColumn, row: number): number | string | null {
  if (column.kind === 'category') return column.levels[column.codes[row]!] ?? null;
  const value = column.values[row]!;
  return Number.isFinite(value) ? value : null;
}

/** Whether the sentence makes sense for this value beside the usual one. */
function fits({ when }: ReasonTemplate, value: number | string, usual: number | string): boolean {
  if (typeof value === 'string' || typeof usual === 'string')
    return when === 'any' && typeof value === typeof usual;
  if (!Number.isFinite(usual) || value === usual) return false;
  return when === 'any' || (when === 'high') === value > usual;
}
