import type { Leak, RowGroup, Suspect } from '../../../models/quality.ts';
import type { Unit } from '../estimate.ts';
import { type Format, write } from '../format.ts';

/** What the rows are called that judge a column: they need not be later ones. */
export type JudgingRows = 'later rows' | 'other rows';

/** What is wrong with a column, in one sentence that names it and its figures. What to do about it is the caller's. */
export const leakSentence = (leak: Leak, rows: JudgingRows = 'later rows', format: Format = write): string =>
  `${leak.column}: ${wrongWith(leak, rows, format)}.`;

/** What is noticed of a column, in one sentence. What to ask, and of whom, is the caller's. */
export function suspectSentence(
  { column, because, auc, low, high, rows: count, model, named }: Suspect,
  rows: JudgingRows = 'later rows',
  format: Format = write,
): string {
  const [figure, from, to] = [auc, low, high].map((value) => format.number(value));
  const alone = `AUC ${figure} (${from} to ${to}) alone on ${format.count(count)} ${rows}`;
  const name = named === null ? '' : `, and by its name ${named}`;
  return because === 'carries'
    ? `${column} alone carries most of the model’s information: ${alone}, ${format.number(model)} with all features${name}.`
    : `${column} may contain information from afterwards: ${named}; ${alone} do not clear it.`;
}

function wrongWith(leak: Leak, rows: JudgingRows, format: Format): string {
  const auc = `AUC ${format.number(leak.figure)}`;
  const on = `on ${format.count(leak.rows)} ${rows}`;
  const beyond = bounded(leak, 'number', 3, format);
  switch (leak.sign) {
    case 'ranks':
      return `alone it predicts who left: ${auc} ${on}, ${beyond}`;
    case 'agrees':
      return `its two values are the outcome: ${auc} ${on}, ${beyond}`;
    case 'missing':
      return `whether it is filled predicts who left: ${auc} ${on}, ${beyond}`;
    case 'decides':
      return `where ${groupWords(leak.group, format)}, ${format.percent(leak.figure)} of ${format.count(leak.rows)} ${rows} left (${bounded(leak, 'share', 1, format)}), a jump from neighbouring values`;
    case 'drifts': {
      const [here, there] = leak.strongOn === 'train' ? ['training rows', rows] : [rows, 'training rows'];
      return `its power depends on the date: ${auc} on ${here}, ${format.number(leak.elsewhere)} on ${there}, a gap of ${beyond}, as if the column were written after the as-of dates`;
    }
    case 'named':
      return `${leak.why}, and alone it predicts better than any other column: ${auc} ${on}, ${beyond}`;
  }
}

/** A bound and the limit that it lies above, with as many digits as it takes to tell them apart. */
function bounded({ bound, limit }: Leak, unit: Unit, digits: number, { apart }: Format): string {
  const [lies, above] = apart({ unit, value: bound, digits }, { unit, value: limit, digits });
  return `at least ${lies}, above ${above}`;
}

function groupWords(group: RowGroup, { figures }: Format): string {
  switch (group.kind) {
    case 'missing':
      return 'it is missing';
    case 'filled':
      return 'it is filled';
    case 'range':
      return group.low === group.high
        ? `it is ${figures(group.low, 4)}`
        : `it is ${figures(group.low, 4)} to ${figures(group.high, 4)}`;
    case 'level':
      return `it is "${group.level}"`;
    case 'rare':
      return 'it has a rare value';
    case 'levels':
      return `it has one of ${group.count} values`;
    case 'product': {
      const [first, second] = group.of;
      return `it ${group.equal ? 'equals' : 'does not equal'} ${first} × ${second}`;
    }
  }
}
