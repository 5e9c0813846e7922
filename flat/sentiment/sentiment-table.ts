import { ConfigError, DataRefusedError } from '../../contracts/errors.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import type { Progress } from '../../contracts/ports/progress.ts';
import { ModelDataError } from '../../models/errors.ts';
import { type FittedText, fitTextModel, type JudgedText, judgeLabels } from '../../models/text.ts';
import { page } from '../../pipeline/reports/render/html.ts';
import { reportDocument } from '../../pipeline/reports/render/json.ts';
import { markdown } from '../../pipeline/reports/render/markdown.ts';
import type { SentimentAsk } from './ask.ts';
import type { SentimentFindings } from './findings.ts';
import { orderClasses } from './order-classes.ts';
import { type LabelledComments, partComments } from './part-comments.ts';
import type { Comments } from './read-comments.ts';
import { sentimentReport } from './report.ts';
import { scoredCsv } from './scored-csv.ts';

/** Comments and where the results go. */
export interface SentimentAt {
  readonly comments: Comments;
  /** Comments to test on; without, a fifth is held out. */
  readonly test: Comments | null;
  readonly out: ObjectStore;
  readonly progress: Progress;
}

/** Files that a test of comments leaves. */
export const sentimentFiles = ['report.html', 'report.md', 'result.json', 'tested.csv'] as const;

/**
 * Learns from labelled comments and tests on others.
 * @throws ConfigError where no label is named, DataRefusedError for comments that hold nothing to learn or to test on
 */
export async function sentimentTable(at: SentimentAt, ask: SentimentAsk): Promise<SentimentFindings> {
  const { comments, test: other, out, progress } = at;
  if (ask.label === undefined)
    throw new ConfigError('--label: name the column with the class of each comment');
  const parts = partComments(comments, other, ask.seed);
  progress.stage('train');
  const { model, ...fitted } = fit(comments.file, parts.train, ask);
  progress.stage('test');
  const judged = model.judge(parts.test.texts);
  const { quality, byLanguage } = judge(parts.test, judged, model.classes);
  const tested = {
    ask,
    file: comments.file,
    parts,
    fitted: { ...fitted, classes: model.classes },
    quality,
    byLanguage,
  };
  const findings = { ...tested, report: sentimentReport(tested) };
  progress.stage('write');
  await write(out, findings, scoredCsv({ ...parts.test, judged }));
  return findings;
}

function fit(file: string, { texts, labels }: LabelledComments, { seed, abstain }: SentimentAsk): FittedText {
  try {
    return fitTextModel({ texts, labels }, { seed, abstain, classes: orderClasses(labels) });
  } catch (error) {
    if (error instanceof ModelDataError)
      throw new DataRefusedError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

function judge(
  { labels, languages }: LabelledComments,
  judged: readonly JudgedText[],
  classes: readonly string[],
): Pick<SentimentFindings, 'quality' | 'byLanguage'> {
  const rowsOf = new Map<string, number[]>();
  languages.forEach((language, i) => {
    if (language !== null) rowsOf.set(language, [...(rowsOf.get(language) ?? []), i]);
  });
  const byLanguage = [...rowsOf]
    .sort(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1))
    .map(([language, rows]) => ({
      language,
      quality: judgeLabels({
        judged: rows.map((i) => judged[i]!),
        labels: rows.map((i) => labels[i]!),
        classes,
      }),
    }));
  return { quality: judgeLabels({ judged, labels, classes }), byLanguage };
}

async function write(store: ObjectStore, findings: SentimentFindings, tested: Uint8Array): Promise<void> {
  const files = {
    'report.html': page(findings.report),
    'report.md': markdown(findings.report),
    'result.json': `${JSON.stringify(sentimentDocument(findings), null, 2)}\n`,
    'tested.csv': tested,
  };
  for (const name of sentimentFiles) await store.put(name, files[name]);
}

/** The document of `--json`: every figure as it was computed, and the report as people read it. */
export const sentimentDocument = ({ report, parts, ...findings }: SentimentFindings) => ({
  ...findings,
  trained: parts.train.texts.length,
  tested: parts.test.texts.length,
  unlabelled: parts.unlabelled,
  malformed: parts.malformed,
  repeated: parts.repeated,
  report: reportDocument(report),
});
