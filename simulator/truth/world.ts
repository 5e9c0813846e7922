import { addDays } from '../../contracts/business-day.ts';
import { plays } from '../campaigns/plays.ts';
import type { SimulationPlan } from '../plan.ts';
import { npsByMood, scales } from '../surveys/surveys.ts';
import { worldOf } from '../world/world.ts';

/** What is true of the business as a whole: plan, incidents with the days worth an alarm, campaigns, quiet stretches. */
export function worldTruth(plan: SimulationPlan) {
  const { calendar, incidents, campaigns } = worldOf(plan);
  const dateOf = (day: number) => addDays(calendar.first, day);
  const alarms = incidents.filter(({ alarm }) => alarm);
  return {
    plan,
    incidents: incidents.map(({ kind, from, until, alarm }) => ({
      kind,
      from: dateOf(from),
      until: dateOf(until),
      alarm,
    })),
    /** After the first month and before the first alarm, any alarm is false. */
    quiet: { from: dateOf(30), until: dateOf(Math.min(plan.days, ...alarms.map(({ from }) => from)) - 1) },
    campaigns: campaigns.map(({ name, kind, day, play }) => ({
      name,
      kind,
      day: dateOf(day),
      play,
      ...plays[play],
    })),
    /** Points of each score per deviation of satisfaction and of mood: NPS moves with mood alone. */
    metrics: {
      csat: { bySatisfaction: scales.csat.bySatisfaction, byMood: 0 },
      ces: { bySatisfaction: scales.ces.bySatisfaction, byMood: 0 },
      nps: { bySatisfaction: scales.nps.bySatisfaction, byMood: npsByMood },
    },
  };
}
