import type { ThemeQuality } from '../../contracts/artefacts/themes-report.ts';
import type { ThemeConfig } from '../../contracts/config/themes.ts';
import { wilson } from '../../models/effects.ts';
import { ModelDataError } from '../../models/errors.ts';
import { fitThemes, type JudgedTheme, type ThemeModel } from '../../models/text.ts';
import type { ThemeNames } from './theme-names.ts';

/** A text with its theme. */
export interface ThemeLesson {
  readonly theme: string;
  readonly language: string;
  readonly text: string;
}

export interface TaughtThemes {
  /** Null where fewer than two themes have texts; `because` then says so. */
  readonly model: ThemeModel | null;
  readonly because: string | null;
  readonly quality: ReadonlyMap<string, readonly ThemeQuality[]>;
  /** Whether texts of a language are given a theme. */
  readonly tells: (theme: string, language: string) => boolean;
}

/** A reason with fewer texts is no theme that could be learned. */
const fewestOfReason = 20;
/** Themes do not cross languages: one without so many texts of its own is not told there. */
const fewestInLanguage = 5;
/** With fewer held-out texts precision is not known, and the examples are believed. */
const fewestToJudge = 10;
const leastPrecision = 0.7;

/** Lessons of reasons that come often enough, and of the config's examples. */
export function lessonsOf(
  tickets: readonly ThemeLesson[],
  themes: readonly ThemeConfig[],
): readonly ThemeLesson[] {
  const counts = new Map<string, number>();
  for (const { theme } of tickets) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  const declared = new Set(themes.map(({ id }) => id));
  const examples = themes.flatMap(({ id, examples }) =>
    Object.entries(examples).flatMap(([language, texts]) =>
      texts.map((text) => ({ theme: id, language, text })),
    ),
  );
  return [
    ...tickets.filter(({ theme }) => declared.has(theme) || counts.get(theme)! >= fewestOfReason),
    ...examples,
  ];
}

/** Learns themes and judges, on texts held out, which it can tell in which language. */
export function teachThemes(lessons: readonly ThemeLesson[], names: ThemeNames, seed: number): TaughtThemes {
  try {
    const texts = lessons.map(({ text }) => text);
    const { model, heldOut } = fitThemes({ texts, themes: lessons.map(({ theme }) => theme) }, seed);
    const quality = qualityOf(lessons, heldOut, names);
    const told = new Set(
      [...quality].flatMap(([theme, ones]) =>
        ones.filter((one) => one.told).map(({ language }) => `${theme}/${language}`),
      ),
    );
    const tells = (theme: string, language: string) => told.has(`${theme}/${language}`);
    return { model, because: null, quality, tells };
  } catch (error) {
    if (!(error instanceof ModelDataError)) throw error;
    return { model: null, because: error.message, quality: new Map(), tells: () => false };
  }
}

/** What is counted of a theme in a language. */
interface Cell {
  readonly theme: string;
  readonly language: string;
  taught: number;
  said: number;
  right: number;
}

function qualityOf(
  lessons: readonly ThemeLesson[],
  heldOut: readonly (JudgedTheme | null)[],
  { isIgnored }: ThemeNames,
): Map<string, ThemeQuality[]> {
  const cells = new Map<string, Cell>();
  const cellOf = (theme: string, language: string) => {
    const key = `${theme}/${language}`;
    const cell = cells.get(key) ?? { theme, language, taught: 0, said: 0, right: 0 };
    cells.set(key, cell);
    return cell;
  };
  lessons.forEach(({ theme, language }, i) => {
    cellOf(theme, language).taught++;
    const said = heldOut[i]?.theme;
    if (said == null) return;
    const cell = cellOf(said, language);
    cell.said++;
    if (said === theme) cell.right++;
  });
  const quality = new Map<string, ThemeQuality[]>();
  for (const key of [...cells.keys()].sort()) {
    const { theme, language, ...counts } = cells.get(key)!;
    if (isIgnored(theme)) continue;
    quality.set(theme, [...(quality.get(theme) ?? []), { language, ...judged(counts) }]);
  }
  return quality;
}

function judged({ taught, said, right }: Pick<Cell, 'taught' | 'said' | 'right'>) {
  const [low, high] = said === 0 ? [0, 1] : wilson({ kept: right, n: said }, 0.95);
  const precision = said === 0 ? null : { value: right / said, low, high, n: said };
  const isGood = said < fewestToJudge || right / said >= leastPrecision;
  return { taught, said, precision, told: taught >= fewestInLanguage && isGood };
}
