import type { CxConfig } from '../../contracts/config/cx.ts';

/** A metric that the data cannot give, and the columns that it needs. */
export interface MissingMetric {
  readonly metric: string;
  readonly needs: readonly string[];
}

/** Notes on targets and rules of metrics that the data cannot give: the others are judged all the same. */
export const notCounted = (
  { targets, alerts }: Pick<CxConfig, 'targets' | 'alerts'>,
  missing: readonly MissingMetric[],
): string[] => [
  ...lacking('cx.targets', targets, missing, 'has no figure'),
  ...lacking('cx.alerts', alerts, missing, 'watches nothing'),
];

const lacking = (
  key: string,
  wanted: readonly { readonly metric: string }[],
  missing: readonly MissingMetric[],
  what: string,
): string[] =>
  wanted.flatMap(({ metric }, i) => {
    const found = missing.find((one) => one.metric === metric);
    return found === undefined
      ? []
      : [`${key}[${i}] ${what}: ${metric} needs ${found.needs.join(', ')}, which the config does not have.`];
  });
