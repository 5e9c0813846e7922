import type { ChurnQuality } from '../models/quality.ts';
import { ensembleManifest } from '../models/retention.ts';
import { isProtected } from '../pipeline/recognise/protected-attribute.ts';
import { write } from '../pipeline/reports/format.ts';
import { calibrationSentence } from '../pipeline/reports/sentences/calibration-sentences.ts';
import { modelNotes } from '../pipeline/reports/sentences/model/model-notes.ts';
import { leakWords, suspectWords } from './find-table-leaks.ts';
import type { Findings } from './findings.ts';
import { featuresOf } from './words.ts';

/** What a reader should know before trusting the numbers. */
export function notesOf(findings: Findings): string[] {
  const { plan, rows, parts, leaks, suspects, quality, scored, fitted } = findings;
  const toldApart = fitted.standing.ranks !== 'nobody';
  const several = rows.ids.filter((id) => id !== '').length > new Set(rows.ids).size;
  return [
    ...leaks.map((leak) => `Left out: ${leakWords(leak)} To use it anyway: --keep "${leak.column}".`),
    ...suspects.filter(({ column }) => !findings.ask.keep.includes(column)).map(suspectWords),
    ...(quality.churn === null ? ['Churn could not be judged.'] : toldApart ? churnNotes(quality.churn) : []),
    ...(plan.value !== null && quality.value === null
      ? ['Value could not be judged: the total of the judged rows is zero or negative.']
      : []),
    plan.split.kind === 'dates'
      ? 'Judged on later rows. Where an outcome takes time to show, earlier rows whose outcome overlaps the later ones flatter the model: leave a gap.'
      : 'Judged on rows of the same table, not on a later period: expect less on future customers.',
    ...(parts.kind === 'folds'
      ? [
          'Every row with a known outcome is scored by a model that had not seen its fold; the stored model is the first of these.',
        ]
      : [
          'Scores of train and validation rows come from the model trained on them, and look better than they are.',
        ]),
    ...(several && plan.split.kind === 'random'
      ? ['Some ids have several rows: all rows of an id are on the same side of the split.']
      : []),
    ...sampleNote(findings),
    ...bothSidesNote(findings),
    ...protectedNote(findings),
    ...(toldApart
      ? reasonNotes(scored.explained, rows.count)
      : ['No row has a reason: all have the same probability.']),
    ...modelNotes(ensembleManifest(findings.saved)),
  ];
}

const reasonNotes = (explained: number, rows: number): string[] => [
  ...(explained < rows
    ? [`Reasons are given for the ${write.count(explained)} rows most likely to leave (--reasons).`]
    : []),
  'Reasons and drivers say what moves the score, which is not necessarily what makes customers leave.',
];

/** Where fewer rows taught than might have. */
function sampleNote({ parts, fitted, ask }: Findings): string[] {
  const training = parts.part.filter((part) => part === 0).length;
  if (parts.kind === 'folds' || fitted.rows.train >= training) return [];
  return [
    `Trained on ${write.count(fitted.rows.train)} of ${write.count(training)} training rows: --max-rows is ${write.count(ask.mostRows)}.`,
  ];
}

function churnNotes(churn: ChurnQuality): string[] {
  const logistic = churn.rules.find(({ name }) => name === 'logistic regression');
  return [
    calibrationSentence(churn),
    ...(logistic && logistic.difference.logLoss.high >= 0
      ? [
          'The log loss of the model is not significantly better than that of a logistic regression on the same columns.',
        ]
      : []),
  ];
}

function protectedNote({ plan }: Findings): string[] {
  const names = featuresOf(plan)
    .filter(isProtected)
    .map(({ name }) => name);
  if (names.length === 0) return [];
  return [`${names.join(', ')}: used by the model but never given as a reason. To leave out: --drop.`];
}

/** Ids among the training rows of a split by name that judge as well. */
function bothSidesNote({ rows, parts, plan }: Findings): string[] {
  if (plan.split.kind !== 'named') return [];
  const trained = new Set(rows.customer.filter((_, row) => parts.part[row] === 0));
  const both = new Set(rows.customer.filter((c, row) => parts.part[row] === 2 && trained.has(c)));
  if (both.size === 0) return [];
  return [
    `${write.count(both.size)} ids are in both the training and the test rows, which flatters the model.`,
  ];
}
