import { ConfigError } from '../contracts/errors.ts';
import { write } from '../pipeline/reports/format.ts';
import { calibrationShare, withCalibration } from './assign-parts.ts';
import type { FlatRows } from './flat-rows.ts';
import { dayText, type Parts } from './parts.ts';

/** Share of the rows that judges where the person names no day. */
const judgedShare = 0.2;

/** The newest days judge: from the day that the person names, or the newest fifth of the rows. */
export function partByDate(
  rows: FlatRows,
  { name, from }: { name: string; from: number | null },
  seed: number,
): Parts {
  const known = Int32Array.from(rows.churned.keys()).filter(
    (row) => !Number.isNaN(rows.churned[row]!) && !Number.isNaN(rows.day![row]!),
  );
  const days = Float64Array.from(known, (row) => rows.day![row]!).sort();
  const testFrom = from ?? borderDay(days, 1 - judgedShare);
  if (testFrom === null || days.length === 0 || testFrom <= days[0]! || testFrom > days.at(-1)!) {
    throw new ConfigError(
      `--split ${name}: no day splits its rows into earlier and later ones; ${from === null ? 'it has one day only' : 'choose another --split-at'}`,
    );
  }
  const earlier = days.filter((day) => day < testFrom);
  const calibrateFrom = borderDay(earlier, 1 - calibrationShare);
  const part = new Int8Array(rows.count).fill(-1);
  for (const row of known) {
    const day = rows.day![row]!;
    part[row] = day >= testFrom ? 2 : calibrateFrom !== null && day >= calibrateFrom ? 1 : 0;
  }
  const undated = rows.churned.filter((y, row) => !Number.isNaN(y) && Number.isNaN(rows.day![row]!)).length;
  const judged = `${undatedWords(undated)}rows of "${name}" from ${dayText(testFrom)} on are judged`;
  return calibrateFrom === null
    ? {
        kind: 'parts',
        part: withCalibration(rows, part, seed),
        sentence: `${judged}; a quarter of the rows before, all of one day, calibrates`,
      }
    : {
        kind: 'parts',
        part,
        sentence: `${judged}; those from ${dayText(calibrateFrom)} on calibrate, those before train`,
      };
}

const undatedWords = (count: number): string =>
  count === 0 ? '' : `${write.count(count)} rows without a date are only scored; `;

/** The day, not the first, that leaves nearest to the share of the rows before it; null where there is one day only. */
function borderDay(sorted: Float64Array, share: number): number | null {
  const at = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (at === undefined) return null;
  if (at > sorted[0]!) return at;
  return sorted.find((day) => day > sorted[0]!) ?? null;
}
