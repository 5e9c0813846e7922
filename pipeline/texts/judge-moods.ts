import type { MoodQuality } from '../../contracts/artefacts/texts-report.ts';
import { type JudgedText, judgeLabels, type TextQuality } from '../../models/text.ts';
import { byTime, type CustomerText } from './read-texts.ts';

/** Texts that are known to be good or bad, in the order of time. */
export interface ScoredTexts {
  readonly known: readonly CustomerText[];
  /** The earlier ones, which may teach, and the later ones, on which whoever reads moods is judged. */
  readonly first: readonly CustomerText[];
  readonly later: readonly CustomerText[];
}

/** Nothing was learned, and why. */
export interface NotLearned {
  readonly because: string;
}

/** How good moods are on the later texts. */
export interface JudgedMoods {
  readonly sinceSeconds: number;
  readonly all: MoodQuality;
  readonly byLanguage: readonly (MoodQuality & { readonly language: string })[];
}

export const classes = ['bad', 'good'] as const;

/** The most that teach and judge, the latest of them: more would add little and take long. */
export const mostTaught = 15_000;
const fewest = 200;
const fewestOfClass = 30;
/** The earlier part teaches the model that is judged on the rest. */
const earlier = 0.8;

/** Parts texts that are known to be good or bad by time; or says why there are too few. */
export function partScored(texts: readonly CustomerText[]): ScoredTexts | NotLearned {
  const known = [...texts].sort(byTime);
  const bad = known.filter((text) => labelOf(text) === 'bad').length;
  const good = known.length - bad;
  if (known.length < fewest || Math.min(good, bad) < fewestOfClass)
    return {
      because: `A model of the business's own takes ${fewest} texts with a score that is good or bad, and ${fewestOfClass} of each; there are ${good} good and ${bad} bad ones.`,
    };
  const border = borderOf(known);
  const [first, later] = [known.slice(0, border), known.slice(border)];
  if (new Set(first.map(labelOf)).size < 2 || later.length === 0)
    return { because: 'All texts with a score but the last ones say the same: nothing can be told apart.' };
  return { known, first, later };
}

export const labelOf = ({ says, sentiment }: CustomerText): 'good' | 'bad' =>
  (sentiment ?? says ?? 0) > 0 ? 'good' : 'bad';

/** Texts of one moment stand on one side. */
function borderOf(known: readonly CustomerText[]): number {
  let border = Math.floor(earlier * known.length);
  while (border > 0 && known[border - 1]!.seconds === known[border]!.seconds) border--;
  return border;
}

/** How good the moods of later texts are, in all and by language; null where none was read. */
export function qualityByLanguage(
  later: readonly CustomerText[],
  judged: readonly JudgedText[],
): JudgedMoods | null {
  const all = qualityOf(later, judged);
  if (all === null) return null;
  const languages = [...new Set(later.flatMap(({ language }) => language ?? []))].sort();
  return {
    sinceSeconds: later[0]!.seconds,
    all,
    byLanguage: languages.flatMap((language) => {
      const own = later.flatMap((text, i) => (text.language === language ? [i] : []));
      const quality = qualityOf(
        own.map((i) => later[i]!),
        own.map((i) => judged[i]!),
      );
      return quality === null ? [] : [{ language, ...quality }];
    }),
  };
}

function qualityOf(texts: readonly CustomerText[], judged: readonly JudgedText[]): MoodQuality | null {
  const quality: TextQuality = judgeLabels({ judged, labels: texts.map(labelOf), classes });
  if (quality.read === 0) return null;
  return {
    texts: quality.n,
    said: quality.accuracySaid.n,
    accuracy: quality.accuracy,
    accuracySaid: quality.accuracySaid,
    largestClass: quality.majority,
    macroF1: quality.macroF1,
    calibrationError: quality.calibrationError,
  };
}
