import type { CheckReport } from '../../../contracts/artefacts/check-report.ts';
import { write } from '../format.ts';

/** What came more than once, and counts once. */
export function againSentences({ copies, sources }: CheckReport): string[] {
  const rows = sources
    .filter(({ repeated }) => repeated > 0)
    .map(({ source, repeated }) => `${write.count(repeated)} of ${source}`);
  return [
    ...copies.map(
      ({ input, file, of }) =>
        `Delivered twice, read once: ${file} of inputs.${input} holds what ${of} holds.`,
    ),
    ...(rows.length === 0
      ? []
      : [
          `Rows that came again with the same key and values, as where exports overlap, count once: ${rows.join(', ')}.`,
        ]),
  ];
}
