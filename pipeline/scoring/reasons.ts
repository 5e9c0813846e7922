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
/** Fewer than so many sentences are filled up with facts that stand alone. */
const least = 2;

/**
 * Up to three reasons per explained row: "what happened; what is usual for this customer, or for a typical one of those who
 * could still leave", the strongest first. Features of one group add up and give one sentence, from the member that raised the score most and has
 * a sentence for its side of usual. A difference that is hardly one is none. Where fewer than two groups can be compared,
 * others say what happened alone, and then what raises the score within a group that does not: where most have been away
 * longer than this customer, it may still be long by the customer's own rhythm. Protected attributes and values that are
 * not known give none; nothing claims a cause.
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
    const all = strongestGroups(own, speakers);
    const groups = all.filter(({ sum }) => sum > 0);
    const compare = (speaker: Speaker) => comparison(speaker, { row, table, words });
    const compared = groups.map((one) => groupReason(one, row, compare));
    const said = compared.filter((reason) => reason !== null).length;
    const alone = groups
      .filter((_, g) => compared[g] === null)
      .map((one) => groupReason(one, row, (speaker) => fact(speaker, row, words)))
      .filter((reason) => reason !== null)
      .slice(0, Math.max(0, least - said));
    const known = [...compared, ...alone]
      .filter((reason) => reason !== null)
      .sort((a, b) => b.contribution - a.contribution)
      .slice(0, most);
    const others = all
      .filter(({ sum }) => sum <= 0)
      .map((one) => groupReason(one, row, compare))
      .filter((reason) => reason !== null);
    return [...known, ...others.slice(0, Math.max(0, least - known.length))];
  });
}

/** A feature that may speak: its column, its words and what is usual. */
interface Speaker {
  readonly feature: Feature;
  /** null for a feature without words, and for a protected attribute. */
  readonly template: ReasonTemplate | null;
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
      : { feature, template: templateOf(feature), column, usual: usual.get(name) ?? Number.NaN };
  });
}

const templateOf = (feature: Feature) => (isProtected(feature) ? null : feature.reason);

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
  return [...groups.values()].sort((a, b) => b.sum - a.sum || (a.group < b.group ? -1 : 1));
}

interface Group {
  readonly group: string;
  readonly sum: number;
  readonly members: readonly Member[];
}

function groupReason(
  { group, sum, members }: Group,
  row: number,
  say: (speaker: Speaker, row: number) => string | null,
): Reason | null {
  const raising = members
    .filter(({ contribution }) => contribution > 0)
    .sort(
      (a, b) => b.contribution - a.contribution || (a.speaker.feature.name < b.speaker.feature.name ? -1 : 1),
    );
  for (const { speaker } of raising) {
    const text = say(speaker, row);
    if (text !== null) return { group, feature: speaker.feature.name, text, contribution: sum };
  }
  return null;
}

interface Spoken {
  readonly row: number;
  readonly table: FeatureTable;
  readonly words: ReasonWords;
}

/** What happened, beside what is usual for this customer where that is known, else for a typical one. */
function comparison({ template, column, usual }: Speaker, { row, table, words }: Spoken): string | null {
  const value = valueAt(column, row);
  if (template === null || value === null) return null;
  const own = ownUsual(template, { row, table, words });
  const beside = own ?? usual;
  if (!fits(template, value, beside) || isNegative(beside)) return null;
  const written = formatValue(value, template.format, words);
  const usually = formatValue(beside, template.format, words);
  if (written === usually) return null;
  const says = own === null ? template.usual : (template.own?.says ?? '');
  const what = template.what.replaceAll('{value}', () => written);
  // "Pays €9.90 a month; a typical customer: €0" compares with those who have no contract
  if (template.format === 'money' && template.when === 'any' && beside === 0) return what;
  return what + words.language.separator + says.replace(/\{(usual|own)\}/g, () => usually);
}

/** What happened alone, on the side that raises the risk; zero is no news. */
function fact({ template, column, usual }: Speaker, row: number, words: ReasonWords): string | null {
  const value = valueAt(column, row);
  if (template === null || typeof value !== 'number' || template.when === 'any') return null;
  const isOnSide = isNegative(usual)
    ? template.when === 'high' && value > 0
    : typeof usual === 'number' && (template.when === 'high' ? value >= usual && value > 0 : value <= usual);
  return isOnSide
    ? template.what.replaceAll('{value}', () => formatValue(value, template.format, words))
    : null;
}

/** Below zero nothing is usual to a reader: days beyond a gap that has not passed. */
const isNegative = (usual: number | string): boolean => typeof usual === 'number' && usual < 0;

function ownUsual({ own, format }: ReasonTemplate, { row, table, words }: Spoken): number | null {
  if (own === undefined) return null;
  const known = (name: string) => {
    const column = table.columns.find((one) => one.name === name);
    return column === undefined ? null : valueAt(column, row);
  };
  const value = known(own.feature);
  if (typeof value !== 'number' || value <= 0 || known(own.backedBy) === null) return null;
  return formatValue(value, format, words) === formatValue(0, format, words) ? null : value;
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
  if (!Number.isFinite(usual) || Math.abs(value - usual) < tells * Math.max(Math.abs(value), Math.abs(usual)))
    return false;
  return when === 'any' || (when === 'high') === value > usual;
}

/** A value within this share of the usual one is as usual. */
const tells = 0.1;
