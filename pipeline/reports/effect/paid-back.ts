import type { EffectReport } from '../../../contracts/artefacts/effect-report.ts';

/** Whether the bound that was above zero on the day of payback still is at the end; refunds may take back what was earned. */
export const isPaidAtEnd = ({ curves }: Pick<EffectReport, 'curves'>): boolean =>
  (curves.at(-1)?.netLow ?? 0) > 0;
