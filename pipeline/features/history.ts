import type { CheckReport, Gap } from '../../contracts/artefacts/check-report.ts';
import { addDays } from '../../contracts/business-day.ts';
import type { Config } from '../../contracts/config/config.ts';
import { DataRefusedError } from '../../contracts/errors.ts';
import type { SourceName } from '../../contracts/sources/column.ts';
import { doubtedGaps } from './label-gaps.ts';

/** The days that the data cover, as the checks found them. */
export interface History {
  /** Of the first order or event; where there is neither, of the first subscription. */
  readonly start: string;
  /** The first day on which customers are known: no as-of date lies before it. */
  readonly peopledFrom: string;
  /** The day after the last that the sources which define churn hold: no label's window reaches beyond it. */
  readonly labelsUntil: string;
  /** Days on which these sources may have rows missing, the latest first: no label's window reaches over them. */
  readonly gaps: readonly Gap[];
}

/**
 * (Subscriptions that still run may have begun long before anything else was recorded.)
 * @throws DataRefusedError where no order, event or subscription was kept
 */
export function historyOf({ sources }: Pick<CheckReport, 'sources'>, config: Config): History {
  const rhythm = (name: SourceName) => sources.find(({ source }) => source === name)?.rhythm;
  const first = (...names: SourceName[]) =>
    names
      .map((name) => rhythm(name)?.first)
      .filter((day) => day !== undefined)
      .sort()[0];
  const start = first('orders', 'events') ?? first('subscriptions');
  if (start === undefined) {
    throw new DataRefusedError(
      'There is no order, event or subscription to learn from: all rows were set aside or none was mapped',
    );
  }
  const { dataUntil } = config.business;
  const defining = definingChurn(config);
  const covered = defining.map((name) => {
    const found = rhythm(name);
    return found?.silentDays == null ? dataUntil : addDays(found.last, 1);
  });
  const gaps = sources
    .filter(({ source }) => defining.includes(source as SourceName))
    .flatMap((source) => doubtedGaps(source, config));
  return {
    start,
    peopledFrom: first('customers') ?? start,
    labelsUntil: covered.sort()[0]!,
    gaps: gaps.sort((a, b) => (a.from < b.from ? 1 : -1)),
  };
}

/** The sources from which churn is told. */
export function definingChurn({
  churn,
}: {
  readonly churn: Pick<Config['churn'], 'kind' | 'by'>;
}): SourceName[] {
  if (churn.kind === 'contractual') return ['subscriptions'];
  return churn.by === 'orders' ? ['orders'] : ['orders', 'events'];
}
