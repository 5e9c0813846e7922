import { drawsOf, processes } from '../random.ts';

/** Something that happens to the business as a whole, on known days: [from, until). */
export interface Incident {
  readonly kind: IncidentKind;
  readonly from: number;
  readonly until: number;
  /** Worth an alarm; in the other stretches any alarm is false. */
  readonly alarm: boolean;
}

export type IncidentKind =
  | 'price_rise'
  | 'service_change'
  | 'theme_spike'
  | 'broken_step'
  | 'csat_drop'
  | 'competition';

/** Days before the end of the data, so that the last months always hold something to find. */
const script: readonly (readonly [kind: IncidentKind, before: number, lasts: number, alarm: boolean])[] = [
  ['service_change', 330, Number.POSITIVE_INFINITY, false],
  ['price_rise', 270, 1, false],
  ['theme_spike', 130, 12, true],
  ['broken_step', 75, 7, true],
  ['csat_drop', 45, 14, true],
];

/** What happens in a business of so many days; too early for the data is left out. */
export function incidentsOf(days: number, seed: number): Incident[] {
  const planned = script
    .filter(([, before]) => before < days)
    .map(([kind, before, lasts, alarm]) => {
      const from = days - before;
      return { kind, from, until: Math.min(days, from + lasts), alarm };
    });
  return [...planned, ...competitionShocks(days, seed)].sort((a, b) => a.from - b.from);
}

/** Three times a year, counted back from the end, a competitor draws customers away for two weeks. */
function competitionShocks(days: number, seed: number): Incident[] {
  const draws = drawsOf(seed, -1);
  const shocks: Incident[] = [];
  for (let back = 0; back < days; back += 122) {
    const from = days - back - 20 - Math.floor(90 * draws.uniform(processes.traits, back));
    if (from >= 0) shocks.push({ kind: 'competition', from, until: Math.min(days, from + 14), alarm: false });
  }
  return shocks;
}
