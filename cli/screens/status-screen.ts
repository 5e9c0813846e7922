import type { Status } from '../../pipeline/stages/status.ts';

/** A line for each stage: whether it stands, and why not. */
export function statusScreen({ run, asOf, since, stages }: Status): string[] {
  const width = Math.max(...stages.map(({ stage }) => stage.length));
  const lines = stages.map(
    ({ stage, key, stands, why }) =>
      `  ${stage.padEnd(width)}  ${key}  ${stands ? 'stands' : `would run: ${why.join('; ')}`}`,
  );
  return [
    `Run ${run} as of ${asOf}`,
    ...lines,
    since === null
      ? 'No run has been published yet to compare it with.'
      : `Compared with run ${since.run} as of ${since.asOf}, which was published last.`,
  ];
}
