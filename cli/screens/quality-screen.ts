import type { TrainReport } from '../../contracts/artefacts/train-report.ts';
import type { ChurnQuality, Standing, ValueQuality } from '../../models/quality.ts';
import { write } from '../../pipeline/reports/format.ts';
import { churnTable } from '../../pipeline/reports/quality/churn-table.ts';
import { valueHeading, valueTable } from '../../pipeline/reports/quality/value-table.ts';
import { terminalTable } from '../../pipeline/reports/render/terminal.ts';
import {
  calibrationSentence,
  exampleSentence,
} from '../../pipeline/reports/sentences/calibration-sentences.ts';
import { rankerName, standingSentence } from '../../pipeline/reports/sentences/standing-sentences.ts';
import { verdict } from '../../pipeline/reports/sentences/verdict.ts';

/** How good the model is on later time, beside rules that anybody could apply by hand. */
export function qualityScreen({ entry, crowned, backend }: TrainReport): string[] {
  const { quality, standings, rows, trainedOn, judgedOn } = entry;
  return [
    `Model ${entry.version}: learned from ${write.count(rows.train)} rows as of ${trainedOn.join(', ')}; judged on ${write.count(rows.later)} later rows as of ${judgedOn.join(', ')}${entry.sha256['judged-weights.bin'] ? ', then refitted with them' : ''} (${backend} backend)`,
    ...modelTables({ quality, standings }),
    '',
    ...entry.doubts.map((doubt) => `Check this: ${doubt}`),
    `${crowned.decision.sentence}${crowned.version === entry.version ? '' : ` Scored with ${crowned.version}.`}`,
  ];
}

/** Churn and value beside the simple rules. */
export const modelTables = ({
  quality: { churn, value },
  standings,
}: Pick<TrainReport['entry'], 'quality' | 'standings'>): string[] => [
  ...(churn === null
    ? [
        'Churn could not be judged: no later outcome is known, or all are the same.',
        `  ${verdict(churn, standings.churn)}`,
      ]
    : churnLines(churn, standings.churn)),
  ...(value === null
    ? ['Value could not be judged: no later value is known, or in total it is zero.']
    : valueLines(value, standings.value)),
];

const churnLines = (churn: ChurnQuality, standing: Standing): string[] => [
  '',
  `Churn: ${write.count(churn.churners)} of ${write.count(churn.customers)} customers (${write.percent(churn.churners / churn.customers)}); 95% intervals for the next window in brackets`,
  ...terminalTable(churnTable(churn, 'brief', rankerName(standing))),
  `  ${verdict(churn, standing)}`,
  `  ${calibrationSentence(churn)}`,
  `  ${exampleSentence(churn)}`,
];

function valueLines(value: ValueQuality, standing: Standing): string[] {
  const instead = standingSentence('value', standing);
  return [
    '',
    valueHeading(value),
    ...terminalTable(valueTable(value, rankerName(standing))),
    ...(instead === null ? [] : [`  ${instead}`]),
  ];
}
