import type { TaughtPlay } from '../../contracts/artefacts/uplift-report.ts';
import {
  type ArmAssessment,
  assessTrial,
  fewestInArm,
  type Interval,
  type Trial,
} from '../../models/uplift.ts';
import { takeRows } from '../training/learning-set.ts';
import type { Lessons } from './read-lessons.ts';

/** A play, or several rare ones together, with what was learned of it. */
export interface AssessedPlay {
  readonly taught: TaughtPlay;
  readonly assessment: ArmAssessment;
}

/**
 * Learns who gains from each play. Rules propose plays, no lot does: so a play's contacted are compared with those held out to
 * whom the same play would have been proposed, and never with others. Plays with too few customers are learned as one.
 */
export function assessPlays(lessons: Lessons, seed: number): AssessedPlay[] {
  return groupsOf(lessons).map((group) => {
    const trial = trialOf(lessons, group.rows);
    const [assessment] = assessTrial(trial, seed);
    return { assessment: assessment!, taught: taughtOf(group.plays, trial, assessment!) };
  });
}

interface Group {
  readonly plays: readonly string[];
  readonly rows: Int32Array;
}

function groupsOf(lessons: Lessons): Group[] {
  const names = [...new Set(lessons.play)].sort();
  const group = (plays: readonly string[]): Group => ({
    plays,
    rows: Int32Array.from(lessons.play.keys()).filter((i) => plays.includes(lessons.play[i]!)),
  });
  const alone = names.map((name) => group([name])).filter((one) => isEnough(lessons, one));
  const rare = names.filter((name) => !alone.some(({ plays }) => plays.includes(name)));
  const together = rare.length === 0 ? [] : [group(rare)].filter((one) => isEnough(lessons, one));
  return [...alone, ...together];
}

function isEnough({ contacted }: Lessons, { rows }: Group): boolean {
  const some = rows.reduce((sum, i) => sum + contacted[i]!, 0);
  return Math.min(some, rows.length - some) >= fewestInArm;
}

function trialOf({ table, contacted, heldOut, kept, risk }: Lessons, rows: Int32Array): Trial {
  const at = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]!);
  const control = at(heldOut);
  return {
    table: takeRows(table, rows),
    arm: Uint8Array.from(rows, (i) => contacted[i]!),
    chances: [control, control.map((share) => 1 - share)],
    outcome: at(kept),
    risk: withoutGaps(at(risk)),
  };
}

/** Whoever was not scored counts as of the mean; null where nobody was. */
function withoutGaps(values: Float64Array): Float64Array | null {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return values.map((value) => (Number.isNaN(value) ? mean : value));
}

function taughtOf(plays: readonly string[], { arm }: Trial, found: ArmAssessment): TaughtPlay {
  const contact = arm.reduce((sum, own) => sum + own, 0);
  const { effect, gate, autoc, qini, overRisk, harmed, anchor } = found;
  return {
    plays,
    contact,
    control: arm.length - contact,
    effect: limits(effect),
    gate,
    autoc: limits(autoc),
    qini: limits(qini),
    overRisk: overRisk && { autoc: limits(overRisk.autoc), qini: limits(overRisk.qini) },
    doNotDisturb: harmed.kind === 'named' ? { ...harmed, effect: limits(harmed.effect) } : harmed,
    anchor,
  };
}

const limits = ({ value, low, high }: Interval) => ({ value, low, high });
