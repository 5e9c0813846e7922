import type { Proposal } from '../../contracts/artefacts/themes-report.ts';
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
/** So wide that some thirty groups hold what a shop is written about; examples show where a group is of several things. */
const apart = 0.95;
const shown = 20;
const month = 28 * 86_400;
const mostProposals = 60;

/**
 * Groups of texts of no theme that speak of one thing, language by language, the largest first.
 * @param until seconds of the as-of date
 */
export function proposeThemes(texts: readonly OpenText[], words: Vocabulary, until: number): Proposal[] {
  const languages = [...new Set(texts.map(({ language }) => language))].sort();
  return languages
    .flatMap((language) =>
      ofLanguage(
        texts.filter((text) => text.language === language),
        { language, words, until },
      ),
    )
    .sort((a, b) => b.texts - a.texts || (a.id < b.id ? -1 : 1))
    .slice(0, mostProposals);
}

function ofLanguage(
  all: readonly OpenText[],
  {
    language,
    words,
    until,
  }: { readonly language: string; readonly words: Vocabulary; readonly until: number },
): Proposal[] {
  if (all.length < fewestTexts) return [];
  const latest = [...all]
    .sort((a, b) => b.seconds - a.seconds || (a.text < b.text ? -1 : 1))
    .slice(0, mostTexts);
  const groups = clusterTexts(
    latest.map(({ text }) => text),
    { apart, fewest: fewestTexts },
  );
  const grouped = new Set(groups.flat());
  const rest = latest.flatMap(({ text }, i) => (grouped.has(i) ? [] : [text]));
  const phrases = nameGroups([...groups.map((group) => group.map((i) => latest[i]!.text)), rest]);
  return groups.map((group, g) => {
    const examples = [...new Set(group.map((i) => hidePeople(latest[i]!.text, words)))].filter(saysSomething);
    const recent = group.filter((i) => latest[i]!.seconds >= until - month).length;
    const fromLatest = [...group].sort((a, b) => a - b).map((i) => latest[i]!.text);
    const { id, otherIds } = idsOf(fromLatest, language || 'any');
    return {
      id,
      otherIds,
      language,
      texts: group.length,
      isNew: recent >= (2 / 3) * group.length,
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
