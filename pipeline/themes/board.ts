import type { ThemeBoard } from '../../contracts/artefacts/themes-report.ts';
import { openSpike } from '../../models/alerts.ts';
import { meanOfSums } from '../../models/intervals.ts';
import type { CustomerText, TextSource } from '../texts/read-texts.ts';

/** Days that the board looks at: a baseline, the forecasts that tell its spread, and four weeks to open in. */
export const boardDays = 200;
const [month, quarter] = [28, 90];
const sources = ['ticket', 'survey', 'review'] as const;
const fewestMoods = 5;
/** Texts that examples are taken from. */
const mostHeld = 200;
/** A series with fewer texts in all is not watched. */
const fewestWatched = 20;

interface ThemeCounts {
  readonly bySource: ReadonlyMap<TextSource, Int32Array>;
  readonly moods: { n: number; sum: number; squares: number };
  readonly customers: Map<string, number>;
  readonly latest: Latest;
}

/** A text that counts: when, by days before the as-of date, and what is known of it. */
export interface CountedText extends Pick<CustomerText, 'source' | 'customer_id' | 'text'> {
  /** 0 on the day before the as-of date. */
  readonly daysAgo: number;
  readonly mood: number | null;
  readonly valueAtRisk: number | null;
}

export type BoardFigures = Omit<ThemeBoard, 'id' | 'name' | 'quality' | 'spikes' | 'examples'> & {
  readonly spikes: readonly { source: TextSource; openedDaysAgo: number; seen: number; expected: number }[];
  readonly examples: readonly string[];
};

/** The latest texts of a theme, in whatever order they come. */
class Latest {
  private held: { readonly daysAgo: number; readonly text: string }[] = [];

  add(one: { readonly daysAgo: number; readonly text: string }): void {
    this.held.push(one);
    if (this.held.length >= 2 * mostHeld) this.cut();
  }

  get texts(): string[] {
    this.cut();
    return this.held.map(({ text }) => text);
  }

  private cut(): void {
    this.held.sort((a, b) => a.daysAgo - b.daysAgo || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
    this.held = this.held.slice(0, mostHeld);
  }
}

/** Sums up texts by theme as they pass. */
export class Board {
  private readonly themes = new Map<string, ThemeCounts>();

  add(theme: string, { source, daysAgo, customer_id, mood, valueAtRisk, text }: CountedText): void {
    if (daysAgo < 0 || daysAgo >= boardDays) return;
    const own = this.themes.get(theme) ?? emptyCounts();
    this.themes.set(theme, own);
    own.bySource.get(source)![boardDays - 1 - daysAgo]!++;
    if (daysAgo < month && mood !== null) {
      const thousandths = Math.round(1000 * mood);
      own.moods.n++;
      own.moods.sum += thousandths;
      own.moods.squares += thousandths ** 2;
    }
    if (daysAgo < quarter && customer_id !== null)
      own.customers.set(customer_id, Math.round(100 * (valueAtRisk ?? 0)));
    if (daysAgo < month) own.latest.add({ daysAgo, text });
  }

  get ids(): string[] {
    return [...this.themes.keys()].sort();
  }

  /** Series of counts that are watched: a theme and a source each. */
  get series(): number {
    return [...this.themes.values()].flatMap(({ bySource }) => [...bySource.values()].filter(isWatched))
      .length;
  }

  /**
   * What the board says of a theme.
   * @param opens chance at which a spike opens
   */
  figures(theme: string, opens: number): BoardFigures {
    const { bySource, moods, customers, latest } = this.themes.get(theme) ?? emptyCounts();
    const inDays = (from: number, until: number) =>
      [...bySource.values()].reduce(
        (sum, counts) => sum + counts.slice(boardDays - until, boardDays - from).reduce((a, b) => a + b, 0),
        0,
      );
    return {
      texts: inDays(0, month),
      textsBefore: inDays(month, 2 * month),
      mood: moodOf(moods),
      customers: customers.size,
      valueAtRisk: [...customers.values()].reduce((a, b) => a + b, 0) / 100,
      spikes: sources.flatMap((source) => {
        const counts = bySource.get(source)!;
        const spike = isWatched(counts) ? openSpike(counts, { opens }) : null;
        if (spike === null) return [];
        const { opened, seen, expected } = spike;
        return [{ source, openedDaysAgo: boardDays - 1 - opened, seen, expected }];
      }),
      examples: latest.texts,
    };
  }
}

const emptyCounts = (): ThemeCounts => ({
  bySource: new Map(sources.map((source) => [source, new Int32Array(boardDays)])),
  moods: { n: 0, sum: 0, squares: 0 },
  customers: new Map(),
  latest: new Latest(),
});

const isWatched = (counts: Int32Array): boolean => counts.reduce((a, b) => a + b, 0) >= fewestWatched;

function moodOf({ n, sum, squares }: ThemeCounts['moods']): ThemeBoard['mood'] {
  if (n < fewestMoods) return null;
  const { value, low, high } = meanOfSums({ n, sum: sum / 1e3, squares: squares / 1e6 }, 0.95, {
    least: -1,
    most: 1,
  });
  return { value, low, high, n };
}
