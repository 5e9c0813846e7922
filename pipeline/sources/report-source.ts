import type { SourceReport } from '../../contracts/artefacts/check-report.ts';
import { HoldfastError } from '../../contracts/errors.ts';
import { keys } from '../../contracts/keys.ts';
import type { JudgedSource } from './judged-source.ts';

/** What became of the rows, all accounted for. */
export function reportOf(judged: JudgedSource, kept: number): SourceReport {
  const { source, run, bad, lines, later, repeated, read } = judged;
  const { name, columns } = source.contract;
  return accounted({
    source: name,
    input: judged.input,
    read,
    kept,
    merged: name === 'customers' ? read - lines - bad - later - repeated - kept : 0,
    later,
    repeated,
    quarantined: bad + lines,
    reasons: [...judged.reasons],
    mapped: [...source.mapped],
    unmapped: Object.keys(columns).filter((column) => !source.mapped.includes(column)),
    from: judged.days[0]?.day ?? null,
    until: judged.days.at(-1)?.day ?? null,
    rhythm: judged.rhythm,
    sums: judged.sums,
    quarantine: bad + lines > 0 ? keys.quarantine(run, name) : null,
  });
}

function accounted(report: SourceReport): SourceReport {
  const { read, kept, merged, later, repeated, quarantined, source } = report;
  if (kept + merged + later + repeated + quarantined !== read || merged < 0) {
    throw new HoldfastError(
      `${source}: ${read} rows read but ${kept} kept, ${merged} merged, ${later} later, ${repeated} repeated and ${quarantined} quarantined; nothing may be lost. Please report this.`,
    );
  }
  return report;
}
