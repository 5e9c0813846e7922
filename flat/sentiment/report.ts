import type { Proportion, TextQuality, Unread } from '../../models/text.ts';
import { count, type Estimate, estimateOf, number, share } from '../../pipeline/reports/estimate.ts';
import type { LineFigure } from '../../pipeline/reports/figure.ts';
import { write } from '../../pipeline/reports/format.ts';
import type { Report } from '../../pipeline/reports/report.ts';
import { type Cell, type Table, tableOf } from '../../pipeline/reports/table.ts';
import type { LanguageQuality, SentimentFindings } from './findings.ts';

type Tested = Omit<SentimentFindings, 'report'>;

/** How good a model of comments is, for people. */
export function sentimentReport(tested: Tested): Report {
  const { ask, file, parts, quality, byLanguage, fitted } = tested;
  return {
    about: `${file} · ${ask.label} of ${ask.text}`,
    verdict: verdict(tested),
    introduction: `Learned from ${write.count(fitted.taught)} comments of ${write.count(fitted.classes.length)} classes, tested on ${write.count(parts.test.texts.length)} others (${parts.said}).`,
    sections: [
      {
        title: byLanguage.length > 0 ? 'By language' : 'In all',
        blocks: [qualityTable(quality, byLanguage)],
      },
      { title: 'By class', blocks: [classTable(quality)] },
      { title: 'Confusions', blocks: [confusionTable(quality)] },
      { title: 'Calibration', blocks: [calibrationFigure(quality)] },
      { title: 'Notes', blocks: [{ kind: 'items', items: notes(tested) }] },
    ],
  };
}

/** Whether it is worth more than always saying the largest class, in all and in each language. */
function verdict({ quality, byLanguage }: Tested): string {
  if (quality.read === 0) return 'No test comment could be read.';
  const weak = byLanguage.filter(({ quality: own }) => own.read > 0 && own.accuracy.value < own.majority);
  const said = `${write.spoken(proportion(quality.accuracy))} are classified correctly; always predicting the largest class would be right for ${write.percent(quality.majority, 1)}.`;
  if (quality.accuracy.low <= quality.majority)
    return `Not shown to be better than always predicting the largest class: ${said}`;
  const where = weak.map(({ language }) => language).join(', ');
  return weak.length === 0 ? said : `${said} Not in ${where}, where that rule is better.`;
}

const proportion = ({ value, low, high, n }: Proportion): Estimate =>
  estimateOf({ value, low, high }, { unit: 'share', digits: 1 }, { level: 0.95, method: 'Wilson', n });

/** Accuracy, macro-F1 and calibration, in all and by language. */
function qualityTable(all: TextQuality, byLanguage: readonly LanguageQuality[]): Table {
  const row = (name: string, quality: TextQuality): Cell[] => {
    if (quality.read === 0)
      return [name, count(quality.n), share(0), 'none could be read', '', '', '', share(0), ''];
    return [
      name,
      count(quality.n),
      share(quality.read / quality.n),
      proportion(quality.accuracy),
      share(quality.majority),
      number(quality.macroF1),
      number(quality.calibrationError),
      share(quality.accuracySaid.n / quality.n),
      quality.accuracySaid.n === 0 ? '' : proportion(quality.accuracySaid),
    ];
  };
  return tableOf(
    [
      'language',
      'comments',
      'readable',
      'accuracy',
      'largest class',
      'macro-F1',
      'calibration error',
      'spoken of',
      'accuracy of those',
    ],
    [
      ...byLanguage.map(({ language, quality }) => row(language, quality)),
      row(byLanguage.length > 0 ? 'all' : 'all comments', all),
    ],
    'Accuracy, F1 and calibration over all comments that can be read, with 95% intervals.',
  );
}

const classTable = ({ classes }: TextQuality): Table =>
  tableOf(
    ['class', 'comments', 'precision', 'recall', 'F1'],
    classes.map(({ label, n, precision, recall, f1 }) => [
      label,
      count(n),
      share(precision),
      share(recall),
      number(f1),
    ]),
  );

const confusionTable = ({ confusion: { names, counts } }: TextQuality): Table =>
  tableOf(
    ['is', ...names.map((name) => `taken for ${name}`)],
    counts.map((row, i) => [names[i]!, ...row.map((n) => count(n))]),
    'Comments that can be read, each in its most likely class.',
  );

function calibrationFigure({ bins, calibrationError, read }: TextQuality): LineFigure {
  return {
    kind: 'figure',
    shape: 'line',
    title: `Predicted probabilities are off by ${write.percent(calibrationError, 1)} on average`,
    measure: `Share classified correctly against the predicted probability, by tenth; ${write.count(read)} comments.`,
    x: { name: 'stated chance', unit: 'share' },
    y: { name: 'share right', unit: 'share' },
    points: bins.map(({ chance, right }) => ({ x: chance, y: right })),
    reference: {
      name: 'as stated',
      points: [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ],
    },
    numbers: tableOf(
      ['comments', 'stated', 'right'],
      bins.map(({ n, chance, right }) => [count(n), share(chance), share(right)]),
    ),
  };
}

const reasons: Record<Unread, string> = {
  empty: 'have no letters',
  tiny: 'have fewer than three letters',
  script: 'are in a script that hardly any training comment uses',
  unknown: 'have hardly a word seen in training: another language, or another subject',
  unsure: 'fit several classes about as well',
};

function notes({ parts, quality, fitted, ask }: Tested): string[] {
  const strange = quality.confusion.names.filter((name) => !fitted.classes.includes(name));
  return [
    ...Object.entries(quality.why).map(
      ([why, n]) => `No class is given for ${write.count(n)} comments that ${reasons[why as Unread]}.`,
    ),
    strange.length === 0
      ? ''
      : `Labels that no training comment has count as wrong: ${strange.map((name) => `"${name}"`).join(', ')}.`,
    parts.repeated === 0
      ? ''
      : `${write.count(parts.repeated)} test comments are word for word among the training ones.`,
    parts.malformed === 0
      ? ''
      : `${write.count(parts.malformed)} lines could not be read as rows and are left out.`,
    parts.unlabelled === 0
      ? ''
      : `${write.count(parts.unlabelled)} rows have no label: they are used neither to train nor to test.`,
    ask.language === undefined
      ? 'Name the language column with --language to see each language separately.'
      : '',
    `Hashed runs of two to five characters and words with their pairs, multinomial logistic regression (C ${fitted.cost}), probabilities by a temperature (${write.number(fitted.calibration.temperature, 2)}) and an offset per class from held-out comments; one model for all languages.`,
  ].filter((text) => text !== '');
}
