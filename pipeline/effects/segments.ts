import type { EffectReport } from '../../contracts/artefacts/effect-report.ts';
import { adjustedDifference, fewestCustomers } from '../../models/effects.ts';
import { bonferroni, studentCdf } from '../../models/numerics.ts';
import type { CampaignData } from './campaign-data.ts';
import { estimated, type Reading } from './estimates.ts';
import type { BothArms } from './read-sums.ts';
import { pointsOf } from './retention.ts';

/**
 * The effect in groups of customers. Each group's interval is wider, so that all of them hold together with the level
 * (Bonferroni); p is adjusted for as many alike.
 */
export function segmentsOf({ groups }: CampaignData, reading: Reading): EffectReport['segments'] {
  const told = groups.filter(({ arms }) => isEnough(arms)).length;
  const level = told === 0 ? reading.level : 1 - (1 - reading.level) / told;
  const rows = groups.map(({ by, value, arms }) => {
    const { contact, control } = arms;
    const inGroup = { ...reading, level, holds: reading.holds && isEnough(arms) };
    const effect = adjustedDifference(contact.moments, control.moments, level);
    return {
      row: {
        by,
        value,
        contact: contact.n,
        control: control.n,
        margin: estimated(effect, 'cuped', inGroup),
        points: pointsOf(arms, inGroup),
      },
      p: isEnough(arms) && effect.standardError > 0 ? chanceOf(effect) : null,
    };
  });
  return {
    groups: told,
    level,
    rows: rows.map(({ row, p }) => ({ ...row, adjustedP: p === null ? null : bonferroni(p, told) })),
  };
}

const chanceOf = ({
  value,
  standardError,
  degrees,
}: {
  value: number;
  standardError: number;
  degrees: number;
}) => Math.min(1, 2 * studentCdf(-Math.abs(value / standardError), degrees));

const isEnough = ({ contact, control }: BothArms): boolean =>
  Math.min(contact.n, control.n) >= fewestCustomers;
