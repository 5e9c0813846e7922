import type { ThemesReport } from '../../contracts/artefacts/themes-report.ts';
import { addDays, dayOf, daysBetween, startOfDay } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import { createAsOf } from '../facts/spine.ts';
import type { RowColumn } from '../tables/parquet.ts';
import { PartFiles } from '../tables/part-files.ts';
import { type TextRow, textColumns } from '../texts/mood-table.ts';
import { byTime, type CustomerText, makeTexts, type TextPassage, textsOf } from '../texts/read-texts.ts';
import { Board, boardDays } from './board.ts';
import { hidePeople, Vocabulary } from './hide-people.ts';
import { type OpenText, proposeThemes } from './propose-themes.ts';
import { lessonsOf, type TaughtThemes, teachThemes } from './teach-themes.ts';
import { type ThemeNames, themeNames } from './theme-names.ts';

export interface ThemesRequest {
  readonly config: Config;
  readonly asOf: string;
  /** Prefix under which the table of themes is written. */
  readonly table: string;
}

export type ReadThemes = Pick<
  ThemesReport,
  'taughtUntil' | 'because' | 'themes' | 'without' | 'proposals' | 'alarms' | 'files'
>;

/** Reasons teach through so many tickets, the latest: more add nothing. */
const mostLessons = 1500;
/** Of the whole board, in a year without any change. */
const falseAlarms = 1;
/** Every day is looked at once. */
const looksPerYear = 365;
const shown = 5;

/**
 * Gives every text of the last half year its theme: tickets by their reason, the rest by a model that reasons and examples
 * teach. What is of no theme is put into groups for a person to name. Reads the clean tables, `scores` and `moods`.
 */
export async function readThemes(
  { config, asOf, table }: ThemesRequest,
  passage: TextPassage,
  progress: Progress,
): Promise<ReadThemes> {
  const { warehouse, store } = passage;
  const { timeZone } = config.business;
  await createAsOf(warehouse, asOf, timeZone);
  await makeTexts(warehouse, config);
  const names = themeNames(config.themes);
  const taughtUntil = `${asOf.slice(0, 8)}01`;
  const lessons = await lessonsBefore(secondsOf(taughtUntil, timeZone), passage, { config, names });
  progress.fraction(0.2, 'learning themes');
  const taught = teachThemes(lessons, names, config.training.seed);
  progress.fraction(0.5, 'reading themes');
  const read = await readWindow(
    { asOf, timeZone, names, taught, lessons },
    passage,
    new PartFiles(store, table, themeColumns),
  );
  progress.fraction(0.8, 'proposing themes');
  const { board, words } = read;
  const series = Math.max(1, board.series);
  const ids = [...new Set([...board.ids, ...taught.quality.keys()])].filter((id) => id !== '').sort();
  return {
    taughtUntil,
    because: taught.because,
    themes: ids.map((id) => {
      const { spikes, examples, ...figures } = board.figures(id, falseAlarms / (looksPerYear * series));
      return {
        id,
        name: names.nameOf(id),
        quality: [...(taught.quality.get(id) ?? [])],
        ...figures,
        spikes: spikes.map(({ openedDaysAgo, ...spike }) => ({
          ...spike,
          opened: addDays(asOf, -1 - openedDaysAgo),
        })),
        examples: [...new Set(examples.map((text) => hidePeople(text, words)))]
          .filter((text) => text.replaceAll('…', '').trim().length > 2)
          .slice(0, shown),
      };
    }),
    without: board.figures('', 0).texts,
    proposals: proposeThemes(read.open, words, secondsOf(asOf, timeZone)),
    alarms: { perYear: falseAlarms, series },
    files: read.files,
  };
}

const secondsOf = (day: string, timeZone: string): number => startOfDay(day, timeZone).getTime() / 1000;

async function lessonsBefore(
  until: number,
  passage: TextPassage,
  { config, names }: { readonly config: Config; readonly names: ThemeNames },
) {
  const select = (when: string) =>
    `select * from (
      select t.*, row_number() over (order by t.seconds desc, t.source, t.record_id, t.customer_id, t.text) as place
      from customer_texts t where t.reason is not null and ${when}
    ) p where p.place <= ${mostLessons}`;
  const tickets: CustomerText[] = [];
  for await (const texts of textsOf(passage, select(`t.seconds < ${until}`)))
    for (const one of texts) tickets.push(one);
  return lessonsOf(
    tickets.sort(byTime).map((one) => ({
      theme: names.ofReason(one.reason!),
      language: one.language ?? 'any',
      text: one.text,
    })),
    config.themes,
  );
}

interface Window {
  readonly asOf: string;
  readonly timeZone: string;
  readonly names: ThemeNames;
  readonly taught: TaughtThemes;
  readonly lessons: readonly { readonly theme: string }[];
}

async function readWindow(window: Window, passage: TextPassage, table: PartFiles<ThemeRow>) {
  const { asOf, timeZone } = window;
  const from = secondsOf(addDays(asOf, -boardDays), timeZone);
  const known = new Set(window.lessons.map(({ theme }) => theme));
  const board = new Board();
  const open: OpenText[] = [];
  const words = new Vocabulary();
  const select = `select t.*, m.sentiment as mood, s.value_at_risk
    from customer_texts t
    left join moods m on m.source = t.source and m.record_id = t.record_id
    left join scores s on s.customer_id = t.customer_id
    where t.seconds >= ${from}`;
  for await (const some of textsOf<ScoredText>(passage, select, ['mood', 'value_at_risk'])) {
    const themes = themesOf(some, window, known);
    for (const [i, text] of some.entries()) {
      const { theme, isOpen } = themes[i]!;
      const day = dayOf(new Date(1000 * text.seconds), timeZone);
      const counted = {
        source: text.source,
        customer_id: text.customer_id,
        text: text.text,
        daysAgo: daysBetween(day, asOf) - 1,
        mood: text.mood,
        valueAtRisk: text.value_at_risk,
      };
      board.add(theme ?? '', counted);
      words.add(text.text, text.customer_id ?? text.text);
      if (isOpen) open.push({ language: text.language ?? 'any', seconds: text.seconds, text: text.text });
      await table.add({ ...text, theme });
    }
  }
  await table.close();
  return { board, open, words, files: table.files };
}

interface ThemeRow extends TextRow {
  readonly theme: string | null;
}

/** A text's row: whose and when, and its theme; never the text. */
const themeColumns: readonly RowColumn<ThemeRow>[] = [
  ...textColumns,
  { name: 'theme', type: 'text', of: ({ theme }) => theme },
];

interface ScoredText extends CustomerText {
  readonly mood: number | null;
  readonly value_at_risk: number | null;
}

/** The theme of each text, null for none; open where it may be of a theme that nobody has named. */
function themesOf(texts: readonly CustomerText[], { names, taught }: Window, known: ReadonlySet<string>) {
  const asked = texts.filter((text) => ownTheme(text, names, known) === null);
  const judged = taught.model?.judge(asked.map(({ text }) => text));
  const said = new Map(asked.map((text, i) => [text, judged?.[i]]));
  return texts.map((text) => {
    const own = ownTheme(text, names, known);
    if (own !== null) return { theme: names.isIgnored(own) ? null : own, isOpen: false };
    const { theme = null, why = 'unknown' } = said.get(text) ?? {};
    if (theme === null) return { theme, isOpen: why === 'unknown' };
    const isTold = !names.isIgnored(theme) && taught.tells(theme, text.language ?? 'any');
    return { theme: isTold ? theme : null, isOpen: false };
  });
}

/** What the business itself says: a reason that is a theme. */
function ownTheme({ reason }: CustomerText, names: ThemeNames, known: ReadonlySet<string>): string | null {
  if (reason === null) return null;
  const theme = names.ofReason(reason);
  return known.has(theme) || names.isIgnored(theme) ? theme : null;
}
