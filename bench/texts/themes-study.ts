import type { Proposal } from '../../contracts/artefacts/themes-report.ts';
import type { ThemeConfig } from '../../contracts/config/themes.ts';
import { Vocabulary } from '../../pipeline/themes/hide-people.ts';
import { proposeThemes } from '../../pipeline/themes/propose-themes.ts';
import { lessonsOf, type TaughtThemes, teachThemes } from '../../pipeline/themes/teach-themes.ts';
import { themeNames } from '../../pipeline/themes/theme-names.ts';
import { agreement } from './agreement.ts';
import type { MeantText } from './simulated-texts.ts';

export interface ThemesStudy {
  readonly texts: number;
  readonly comments: number;
  readonly answers: number;
  /** Adjusted Rand index over all texts, and over comments alone; no theme counts as one of its own. */
  readonly all: number;
  readonly ofComments: number;
  /** Comments that are given a theme, and the share of them that it is right for. */
  readonly said: number;
  readonly right: number;
}

const mostLessons = 1500;

/** What the reasons of the latest tickets and the themes of a config teach. */
export function taughtBy(texts: readonly MeantText[], themes: readonly ThemeConfig[]): TaughtThemes {
  const names = themeNames(themes);
  const tickets = texts.filter(({ reason }) => reason !== null).slice(-mostLessons);
  const lessons = lessonsOf(
    tickets.map(({ reason, language, text }) => ({ theme: names.ofReason(reason!), language, text })),
    themes,
  );
  return teachThemes(lessons, names, 1);
}

/** The theme of each text: of a ticket its reason. */
export function themesOf(texts: readonly MeantText[], taught: TaughtThemes): (string | null)[] {
  const judged = taught.model!.judge(texts.map(({ text }) => text));
  return texts.map(({ reason, language }, i) => {
    if (reason !== null) return reason;
    const { theme } = judged[i]!;
    return theme !== null && taught.tells(theme, language) ? theme : null;
  });
}

/** Groups of comments that the model sets aside, as `holdfast themes propose` shows them, each with its texts. */
export function proposalsOf(texts: readonly MeantText[], taught: TaughtThemes, until: number): Proposal[] {
  const words = new Vocabulary();
  for (const [i, { text }] of texts.entries()) words.add(text, String(i));
  const comments = texts.filter(({ reason }) => reason === null);
  const judged = taught.model!.judge(comments.map(({ text }) => text));
  return proposeThemes(
    comments.filter((_, i) => judged[i]!.why === 'unknown'),
    words,
    until,
  );
}

/**
 * What a person would say of a group: the theme that three fifths of the texts nearest to its examples were meant to be
 * about, else that it is none.
 */
export function answerTo({ language, examples }: Proposal, texts: readonly MeantText[]): string | null {
  const keys = new Set(examples.map(bare));
  const counts = new Map<string, number>();
  let n = 0;
  for (const { text, theme, language: own } of texts) {
    if (own !== language || !isLike(bare(text), keys)) continue;
    counts.set(theme, (counts.get(theme) ?? 0) + 1);
    n++;
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] >= 0.6 * n ? best[0] : null;
}

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

/** The example with words left out: every word of it stands in the text, in its order. */
function isLike(text: string, keys: ReadonlySet<string>): boolean {
  if (keys.has(text)) return true;
  const words = text.split(' ');
  for (const key of keys) {
    const wanted = key.split(' ');
    let at = 0;
    for (const word of words) if (word === wanted[at]) at++;
    if (at === wanted.length && wanted.length >= 0.8 * words.length) return true;
  }
  return false;
}

/** Themes of all texts after a person has answered for the largest groups. */
export function themesStudy(texts: readonly MeantText[], answers: number): ThemesStudy {
  const until = texts.at(-1)!.seconds + 1;
  const proposals = proposalsOf(texts, taughtBy(texts, []), until).slice(0, answers);
  const themes = new Map<string, { readonly [language: string]: string[] }>();
  for (const proposal of proposals) {
    const theme = answerTo(proposal, texts);
    if (theme === null) continue;
    const own = themes.get(theme) ?? {};
    const { language, examples } = proposal;
    themes.set(theme, { ...own, [language]: [...(own[language] ?? []), ...examples] });
  }
  const config = [...themes].map(([id, examples]) => ({ id, reasons: [], ignore: false, examples }));
  const said = themesOf(texts, taughtBy(texts, config));
  const meant = texts.map(({ theme }) => theme);
  const comments = texts.flatMap(({ reason }, i) => (reason === null ? [i] : []));
  const told = comments.filter((i) => said[i] !== null);
  return {
    texts: texts.length,
    comments: comments.length,
    answers: proposals.length,
    all: agreement(
      meant,
      said.map((theme) => theme ?? ''),
    ),
    ofComments: agreement(
      comments.map((i) => meant[i]!),
      comments.map((i) => said[i] ?? ''),
    ),
    said: told.length / comments.length,
    right: told.filter((i) => said[i] === meant[i]).length / told.length,
  };
}
