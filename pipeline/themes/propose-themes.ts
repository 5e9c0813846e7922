import type { Proposal } from '../../contracts/artefacts/themes-report.ts';
import { binomialTail } from '../../models/alerts.ts';
import { hash32, hashText } from '../../models/numerics.ts';
import { clusterTexts, nameGroups } from '../../models/text.ts';
import { hidePeople, type Vocabulary } from './hide-people.ts';

/** A text of no theme. */
export interface OpenText {
  readonly language: string;
  readonly seconds: number;
  readonly text: string;
}

/** Clusters look at pairs of texts: of one language the latest so many. */
const mostTexts = 900;
const fewestTexts = 8;
/** So few are a group where they came of late, and more of them than chance would put into so small a group. */
const fewestNew = 4;
/** Groups that chance is to make new in a year, of all that are looked at each week. */
const newByChance = 1 / 52;
/** So wide that some thirty groups hold what a shop is written about; examples show where a group is of several things. */
const apart = 0.95;
const shown = 20;
const month = 28 * 86_400;
const mostProposals = 60;

/** Texts of one language that speak of one thing. */
interface Group {
  readonly language: string;
  /** The most typical first. */
  readonly texts: readonly OpenText[];
  readonly recent: number;
  /** Chance that so many of them are recent, were they written at the times of any others of the language. */
  readonly chance: number;
}

/** A language's latest texts, and the groups among them, small ones too. */
interface Grouped {
  readonly latest: readonly OpenText[];
  readonly groups: readonly Group[];
}

/**
 * Groups of texts of no theme that speak of one thing, language by language, the largest first. A new theme has few texts in any one
 * language for weeks: a group of fewer than eight is proposed where so many of it are recent that chance would do that to one of
 * all groups in a year.
 * @param until seconds of the as-of date
 */
export function proposeThemes(texts: readonly OpenText[], words: Vocabulary, until: number): Proposal[] {
  const languages = [...new Set(texts.map(({ language }) => language))].sort();
  const grouped = languages.map((language) =>
    groupsOf(
      texts.filter((text) => text.language === language),
      until,
    ),
  );
  const looked = grouped.reduce((sum, { groups }) => sum + groups.length, 0);
  const proposals = grouped
    .flatMap(({ latest, groups }) =>
      proposalsOf(
        latest,
        groups.filter((group) => group.texts.length >= fewestTexts || hasRisen(group, looked)),
        words,
      ),
    )
    .sort(bySize);
  // many groups of old leave their places to what is new
  return [...proposals.filter(({ isNew }) => isNew), ...proposals.filter(({ isNew }) => !isNew)]
    .slice(0, mostProposals)
    .sort(bySize);
}

const bySize = (a: Proposal, b: Proposal): number => b.texts - a.texts || (a.id < b.id ? -1 : 1);

/** Most of a group is recent. */
const isRecent = ({ texts, recent }: Group): boolean => recent >= (2 / 3) * texts.length;

const hasRisen = (group: Group, looked: number): boolean =>
  isRecent(group) && group.chance * looked <= newByChance;

function groupsOf(all: readonly OpenText[], until: number): Grouped {
  const latest = [...all]
    .sort((a, b) => b.seconds - a.seconds || (a.text < b.text ? -1 : 1))
    .slice(0, mostTexts);
  if (all.length < fewestTexts) return { latest, groups: [] };
  const recentOf = (some: readonly OpenText[]) =>
    some.filter(({ seconds }) => seconds >= until - month).length;
  const share = recentOf(latest) / latest.length;
  const groups = clusterTexts(
    latest.map(({ text }) => text),
    { apart, fewest: fewestNew },
  ).map((places): Group => {
    const texts = places.map((i) => latest[i]!);
    const recent = recentOf(texts);
    const chance = binomialTail({ n: texts.length, hits: recent, truth: share, side: 1 });
    return { language: texts[0]!.language, texts, recent, chance };
  });
  return { latest, groups };
}

function proposalsOf(latest: readonly OpenText[], groups: readonly Group[], words: Vocabulary): Proposal[] {
  const grouped = new Set(groups.flatMap(({ texts }) => texts));
  const rest = latest.filter((text) => !grouped.has(text));
  const phrases = nameGroups(
    [...groups.map(({ texts }) => texts), rest].map((some) => some.map(({ text }) => text)),
  );
  return groups.map((group, g) => {
    const { language, texts } = group;
    const examples = [...new Set(texts.map(({ text }) => hidePeople(text, words)))].filter(saysSomething);
    const fromLatest = latest.filter((text) => texts.includes(text)).map(({ text }) => text);
    const { id, otherIds } = idsOf(fromLatest, language || 'any');
    return {
      id,
      otherIds,
      language,
      texts: texts.length,
      isNew: isRecent(group),
      phrases: phrases[g]!.map((phrase) => hidePeople(phrase, words)).filter(saysSomething),
      examples: spread(examples, shown),
    };
  });
}

/** So many of all, evenly, from a group's most typical text to its least: they teach and show all of it, not its core alone. */
const spread = (all: readonly string[], most: number): string[] =>
  all.length <= most
    ? [...all]
    : Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);

/** So many texts of a group give it an id. */
const idTexts = 16;

/**
 * An id is the hash of a text. A group's own is the least of its later half: it stays the least while few texts are new, and its
 * text is in the group until the half before it is gone. Of all its texts the least are ids as well, those of weeks before among them.
 * @param texts the latest first
 */
function idsOf(texts: readonly string[], language: string): Pick<Proposal, 'id' | 'otherIds'> {
  const least = (some: readonly string[]) =>
    [...new Set(some.map((text) => hash32(hashText(text), 7)))]
      .sort((a, b) => a - b)
      .map((hash) => `${language}-${hash.toString(36).padStart(7, '0')}`);
  const [id] = least(texts.slice(0, Math.ceil(texts.length / 2)));
  return {
    id: id!,
    otherIds: least(texts)
      .slice(0, idTexts)
      .filter((one) => one !== id),
  };
}

/** The group that an id is of, be it one of a week before. */
export const groupOf = (proposals: readonly Proposal[], id: string): Proposal | undefined =>
  proposals.find((one) => one.id === id) ?? proposals.find(({ otherIds }) => otherIds.includes(id));

const saysSomething = (text: string): boolean => text.replaceAll('…', '').trim().length > 2;
